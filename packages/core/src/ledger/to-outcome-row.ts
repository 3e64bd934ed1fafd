import type { Attempt } from '../outcome/attempt.ts'
import type { Outcome } from '../outcome/outcome.ts'
import { costPartOf, type CostPart } from './cost-part.ts'
import type { OutcomeRow } from './ledger-row.ts'

/** What the ledger keeps of a request beside its outcome. */
export interface RequestFacts {
  readonly tenant?: string | undefined
  readonly session?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
  /** See `recordRequest`. */
  readonly requestJson?: string | undefined
  /** Only when the operator asked for prompts to be stored. */
  readonly promptJson?: string | undefined
  readonly tierRankOf: (tier: string) => number | undefined
}

/** The one row of a request. */
export function toOutcomeRow(outcome: Outcome, facts: RequestFacts): OutcomeRow {
  const { decision, attempts, servedBy, cost } = outcome
  const first = decision.steps[0]
  return {
    requestId: outcome.requestId,
    kind: outcome.kind,
    startedAtMs: outcome.startedAtMs,
    policyName: decision.policy.name,
    policyVersion: decision.policy.version,
    strategy: decision.strategy,
    requested: decision.requested,
    isVirtual: decision.isVirtual,
    task: decision.task,
    taskSource: decision.taskSource,
    language: decision.language,
    tenant: facts.tenant,
    session: facts.session,
    tags: facts.tags ?? {},
    decidedTier: first?.tier ?? '',
    decidedTarget: first?.target,
    decidedGate: first?.gate?.name,
    cause: decision.cause,
    rule: decision.rule,
    propensity: decision.propensity,
    rejections: toRejections(decision),
    requestJson: facts.requestJson,
    servedN: servedBy?.n,
    servedTarget: servedBy?.target,
    servedModel: servedBy?.model,
    servedTier: servedBy?.tier,
    servedTierRank: servedBy && facts.tierRankOf(servedBy.tier),
    escalated: outcome.escalated,
    escalationCause: outcome.escalationCause,
    fallback: outcome.fallback,
    gate: outcome.gate,
    failureKind: outcome.failure?.kind,
    attempts: attempts.filter(couldServe).length,
    costNanoUsd: cost.nanoUsd,
    isCostLowerBound: cost.isLowerBound,
    draftCostNanoUsd: sum(attempts, servedBy?.n, 'draft'),
    failedCostNanoUsd: sum(attempts, servedBy?.n, 'failed'),
    checkCostNanoUsd: sum(attempts, servedBy?.n, 'check'),
    evidenceCostNanoUsd: 0,
    baselineModel: outcome.baseline?.model ?? decision.baseline?.model,
    baselineCostNanoUsd: outcome.baseline?.nanoUsd,
    inputTokens: outcome.usage.inputTokens,
    outputTokens: outcome.usage.outputTokens,
    commitMs: outcome.commitMs,
    durationMs: outcome.durationMs,
    promptJson: facts.promptJson,
  }
}

function toRejections({ rejected }: Outcome['decision']): OutcomeRow['rejections'] {
  return rejected.length === 0 ? undefined : Object.fromEntries(rejected.map(({ target, code }) => [target, code]))
}

function couldServe({ purpose }: Attempt): boolean {
  return purpose === 'serve' || purpose === 'hedge'
}

function sum(attempts: readonly Attempt[], servedN: number | undefined, part: CostPart): number {
  return attempts.reduce((total, { n, purpose, end, costNanoUsd }) => {
    const isOfPart = costPartOf({ n, purpose, end: end?.kind }, servedN) === part
    return total + (isOfPart ? (costNanoUsd ?? 0) : 0)
  }, 0)
}
