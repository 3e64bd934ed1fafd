import type { Decision, DecisionCause } from '../decision/decision.ts'
import type { Failure } from '../failure/failure.ts'
import type { Attempt } from '../outcome/attempt.ts'
import { isCostWhole } from '../outcome/is-cost-whole.ts'
import type { Cost, EscalationCause, Outcome } from '../outcome/outcome.ts'
import type { Usage } from '../outcome/usage.ts'
import type { Environment } from './environment.ts'

/** How a request ended, as the engine knows it. */
export interface Ending {
  readonly kind: Outcome['kind']
  /** `n` of the attempt whose content was shown. */
  readonly servedBy?: number | undefined
  readonly gate?: Outcome['gate'] | undefined
  /** A gate's rejection led to the step that served. */
  readonly isAfterGate?: boolean | undefined
  /** Rank of the tier meant to serve, where a failure or a skip moved the request on. */
  readonly fellFromRank?: number | undefined
  /** What moved it: a failure, or a constraint that no longer held. */
  readonly fellBy?: 'fallback' | 'constraint' | undefined
  readonly failure?: Failure | undefined
  readonly commitMs?: number | undefined
}

export interface OutcomeInput {
  readonly env: Pick<Environment, 'tierRankOf' | 'baselineOf'>
  readonly requestId: string
  readonly decision: Decision
  readonly attempts: readonly Attempt[]
  readonly startedAtMs: number
  readonly durationMs: number
  readonly ending: Ending
}

/** The one terminal result, folded from attempts and ending. */
export function toOutcome(input: OutcomeInput): Outcome {
  const { env, decision, attempts, ending } = input
  const served = ending.servedBy === undefined ? undefined : attempts[ending.servedBy - 1]
  const rank = served === undefined ? undefined : env.tierRankOf(served.tier)
  const escalated = rank !== undefined && rank > 0
  return {
    requestId: input.requestId,
    kind: ending.kind,
    decision,
    attempts,
    servedBy: served && {
      n: served.n,
      target: served.target,
      model: served.model,
      tier: served.tier,
      ...served.answeredBy,
    },
    escalated,
    escalationCause: escalated ? escalationCauseOf(env, decision, ending, rank) : undefined,
    fallback: fallbackOf(
      served?.answeredBy === undefined ? ending : { ...ending, fellFromRank: ending.fellFromRank ?? rank },
      rank,
    ),
    gate: ending.gate ?? 'none',
    usage: sumUsage(attempts),
    cost: sumCost(attempts),
    baseline: served?.usage && env.baselineOf(served.usage, served.startedAtMs),
    failure: ending.failure,
    startedAtMs: input.startedAtMs,
    commitMs: ending.commitMs,
    durationMs: input.durationMs,
  }
}

function escalationCauseOf(
  env: OutcomeInput['env'],
  decision: Decision,
  ending: Ending,
  rank: number,
): EscalationCause {
  const firstRank = decision.steps[0] === undefined ? 0 : env.tierRankOf(decision.steps[0].tier)
  // Decided upwards from the start: the decision is the cause, whatever happened within that tier or below it.
  if (firstRank >= rank) return causeOfDecision[decision.cause]
  if (ending.isAfterGate === true) return 'gate'
  return ending.fellBy ?? 'fallback'
}

/** A caller's own `tier:` and the policy's `otherwise` are rules like any other. */
const causeOfDecision: Record<DecisionCause, EscalationCause> = {
  rule: 'rule',
  classifier: 'classifier',
  constraint: 'constraint',
  'unknown-task': 'unknown-task',
  pinned: 'rule',
  default: 'rule',
  exploration: 'exploration',
}

function fallbackOf(ending: Ending, rank: number | undefined): Outcome['fallback'] {
  if (ending.fellFromRank === undefined || rank === undefined) return 'no'
  if (rank === ending.fellFromRank) return 'same-tier'
  return rank > ending.fellFromRank ? 'up' : 'down'
}

function sumUsage(attempts: readonly Attempt[]): Usage {
  const sum = (
    key: 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheWriteTokens' | 'reasoningTokens',
  ): number | undefined => {
    let total: number | undefined
    for (const attempt of attempts) {
      const value = attempt.usage?.[key]
      if (value !== undefined) total = (total ?? 0) + value
    }
    return total
  }
  return {
    inputTokens: sum('inputTokens'),
    outputTokens: sum('outputTokens'),
    cacheReadTokens: sum('cacheReadTokens'),
    cacheWriteTokens: sum('cacheWriteTokens'),
    reasoningTokens: sum('reasoningTokens'),
  }
}

function sumCost(attempts: readonly Attempt[]): Cost {
  let nanoUsd = 0
  let isLowerBound = false
  for (const attempt of attempts) {
    if (!isCostWhole(attempt)) isLowerBound = true
    nanoUsd += attempt.costNanoUsd ?? 0
  }
  return { usd: nanoUsd / 1e9, nanoUsd, isLowerBound }
}
