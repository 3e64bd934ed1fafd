import type { RouterOptions } from '@signalbox/core'
import type { ReplayGroup, ReplayReport } from './replay-report.ts'

/** What was met on the way that figures rest on. */
export interface ReplayFacts {
  /** Requests whose moment the record does not say, and the one taken for theirs. */
  readonly undated: number
  readonly atMs: number | undefined
  readonly b: RouterOptions
  /** Requests that go another way than they did. */
  readonly changed: number
  /** Requests whose plan has a gate, and a reply that was kept. */
  readonly gatedReplies: number
  /** Requests with a failure of the time. */
  readonly withFailures: number
}

/** What the figures take for granted, in sentences; only what this record gives reason to say. */
export function toAssumptions(facts: ReplayFacts, report: Pick<ReplayReport, 'a' | 'total'>): readonly string[] {
  const { a, total } = report
  const sentences: (string | false)[] = [
    facts.undated > 0 &&
      facts.atMs !== undefined &&
      `${facts.undated} requests do not say when they were made: prices and availability are those of ${new Date(facts.atMs).toISOString()}.`,
    'Every target is taken to be well, except where it failed on the same request; latencies and budgets of the time move no decision.',
    ...ofFailures(facts, total),
    total.cost.notServed > 0 &&
      `What the cost changes by leaves out requests that A or B does not serve: ${total.cost.notServed}.`,
    ...ofTokens(total),
    facts.changed > 0 && 'Answers of another target are priced without a prompt cache.',
    total.b.gateUnknown + total.a.gateUnknown > 0 &&
      `${Math.max(total.b.gateUnknown, total.a.gateUnknown)} requests hang on a gate that the record cannot answer: figures are given for both answers, and the worst counts against a limit.`,
    facts.gatedReplies > 0 &&
      'A gate that looks at a kept reply takes it to have ended by itself, unless the record says how it ended.',
    a.isRecorded &&
      hasGates(total) &&
      'A gate’s recorded verdict is taken for that of a gate of the same name: the record does not say how it was set.',
    (total.a.latencyMs.requests > 0 || total.b.latencyMs.requests > 0) &&
      'A target that answers other requests is taken to take as long as it did on such tasks in this record.',
    ...ofQuality(total),
    (facts.b.budgets?.length ?? 0) > 0 && 'Budgets over many requests are not replayed.',
  ]
  return sentences.filter((sentence) => sentence !== false)
}

/** Whether an answer hung on a gate anywhere. */
function hasGates({ b }: ReplayGroup): boolean {
  return b.gateUnknown > 0 || (b.escalationByCause['gate'] ?? 0) > 0
}

function ofFailures({ withFailures }: ReplayFacts, { b }: ReplayGroup): readonly string[] {
  if (withFailures === 0) return []
  return [
    `${withFailures} requests had failures of the time: the same targets fail again, and steps for one kind of failure only are passed over.`,
    ...(b.failedUncounted > 0
      ? [`What ${b.failedUncounted} failed attempts cost by themselves is in no record: it is left out.`]
      : []),
  ]
}

function ofTokens({ a, b }: ReplayGroup): readonly string[] {
  const other = a.tokens.ofAnotherModel + b.tokens.ofAnotherModel
  const estimated = a.tokens.estimated + b.tokens.estimated
  return [
    ...(other > 0
      ? [
          `${other} answers are priced by another model’s token counts of the same request: tokenisers and lengths differ.`,
        ]
      : []),
    ...(estimated > 0 ? [`${estimated} answers are priced by an estimate of their tokens.`] : []),
  ]
}

function ofQuality({ a, b, preference }: ReplayGroup): readonly string[] {
  const methods = [a.quality.method, b.quality.method]
  return [
    ...(preference.better + preference.asGood + preference.worse > 0
      ? ['Compared answers count as they were sampled: a study takes as many of a rare task type as of a frequent one.']
      : []),
    ...(methods.some((method) => method === 'labels' || method === 'mixed')
      ? ['Labelled answers are taken for a fair sample of those of their target and task type.']
      : []),
    ...(methods.some((method) => method === 'propensity' || method === 'mixed')
      ? ['Where requests were explored, what follows a plan’s first step is taken to be as it was then.']
      : []),
  ]
}
