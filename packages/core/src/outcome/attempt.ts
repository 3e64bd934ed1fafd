import type { Billable, Failure } from '../failure/failure.ts'
import type { Usage } from './usage.ts'
import type { Finish } from './finish.ts'

/** Why a call was made. Only `serve` and `hedge` could serve the caller and count in `maxAttempts`. */
export type AttemptPurpose = 'serve' | 'sample' | 'judge' | 'hedge' | 'shadow'

/** What is known before a byte leaves. */
export interface AttemptStart {
  /** 1, 2, 3 .. within the request. */
  readonly n: number
  /** Index into `decision.steps`. */
  readonly step: number
  readonly target: string
  readonly model: string
  readonly tier: string
  readonly purpose: AttemptPurpose
  /** Wall time, ms since the epoch. */
  readonly startedAtMs: number
  /** Targets that the same call tries in turn, by its carrier's own fall-back. */
  readonly alternates?: readonly string[] | undefined
}

/** How an attempt ended. `lost`: a hedge whose rival answered first. `rejected`: its gate said no. */
export type AttemptEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'rejected'; readonly gate: string; readonly reason: string }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'lost' }

/** One call to one target. Everything beside the start is unknown while it runs. */
export interface Attempt extends AttemptStart {
  readonly end?: AttemptEnd | undefined
  readonly finish?: Finish | undefined
  readonly usage?: Usage | undefined
  /** What is counted, integers of nano-dollars: what was reported, else what our price says; undefined = neither is known. */
  readonly costNanoUsd?: number | undefined
  /** What whoever carried the call charges for it. */
  readonly reportedCostNanoUsd?: number | undefined
  /** Its tokens at our price of that moment. */
  readonly pricedCostNanoUsd?: number | undefined
  readonly billable: Billable
  /** What the provider says answered. */
  readonly servedModel?: string | undefined
  /** Which of the pool it went to answered, where that was another than its own target. */
  readonly answeredBy?: { readonly target: string; readonly model: string } | undefined
  /** Where its carrier says it sent the call. */
  readonly host?: string | undefined
  /** The carrier's own name for the call. */
  readonly callId?: string | undefined
  /** From the attempt's start to its first content. */
  readonly firstContentMs?: number | undefined
  readonly durationMs?: number | undefined
}
