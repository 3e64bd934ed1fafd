import type { Decision } from '../decision/decision.ts'
import type { Failure } from '../failure/failure.ts'
import type { Attempt } from './attempt.ts'
import type { Usage } from './usage.ts'

/** Why a request was served above the first tier. */
export type EscalationCause =
  | 'rule'
  | 'gate'
  | 'classifier'
  | 'fallback'
  | 'constraint'
  | 'unknown-task'
  | 'exploration'

/** What was spent. A lower bound when an attempt that may be billed has no known cost. */
export interface Cost {
  readonly usd: number
  /** The same in integers of nano-dollars, to be summed. */
  readonly nanoUsd: number
  readonly isLowerBound: boolean
}

/** The one terminal result of a request. Plain data. */
export interface Outcome {
  readonly requestId: string
  /** `broken`: committed, then failed. `failed`: nothing was shown. `aborted`: the caller left. */
  readonly kind: 'served' | 'broken' | 'failed' | 'aborted'
  readonly decision: Decision
  readonly attempts: readonly Attempt[]
  /** The attempt whose content the caller got; undefined when none was shown. */
  readonly servedBy:
    | { readonly n: number; readonly target: string; readonly model: string; readonly tier: string }
    | undefined
  /** Served by a tier above the first one. */
  readonly escalated: boolean
  readonly escalationCause: EscalationCause | undefined
  /** Served by a target the plan holds as a fallback, upwards or downwards. */
  readonly fallback: 'no' | 'same-tier' | 'up' | 'down'
  /** `overruled`: a rejected draft was served because every later step failed. */
  readonly gate: 'none' | 'accepted' | 'rejected' | 'overruled'
  /** Usage over all attempts, drafts, samples and judges included. */
  readonly usage: Usage
  readonly cost: Cost
  /** The served reply's token counts at the baseline model's price of that moment; nanoUsd undefined = unknown. */
  readonly baseline: { readonly model: string; readonly nanoUsd: number | undefined } | undefined
  /** The failure that ended a `broken` or `failed` request. */
  readonly failure: Failure | undefined
  /** Wall time, ms since the epoch. */
  readonly startedAtMs: number
  /** From the start to the commit point; undefined = never committed. */
  readonly commitMs: number | undefined
  readonly durationMs: number
}
