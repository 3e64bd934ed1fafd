import type { Target } from '../catalog/target.ts'
import type { Ask } from '../decision/ask.ts'
import type { GateSpec } from '../decision/gate.ts'
import type { PlanStep } from '../decision/plan-step.ts'
import type { FailureKind } from '../failure/failure.ts'
import type { Attempt, AttemptStart } from '../outcome/attempt.ts'
import type { GateCheck } from '../outcome/gate-check.ts'
import type { Outcome } from '../outcome/outcome.ts'
import type { ReplyView } from '../outcome/reply-view.ts'
import type { Usage } from '../outcome/usage.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import type { Breakers } from './breakers.ts'
import type { RetryBuckets } from './retry-buckets.ts'

/** What has happened so far in a request, for the checks made again on every hop. */
export interface HopState {
  readonly nowMs: number
  /** Nano-dollars spent or reserved so far. */
  readonly spentNanoUsd: number
  readonly failures: readonly HopFailure[]
}

/** What has failed in a request. */
export interface HopFailure {
  /** Who answered with it, as far as that is known. */
  readonly target: string
  readonly kind: FailureKind
  /** false: it was a judge's, or a sample's. */
  readonly couldServe: boolean
}

/** What the engine is given by the router, as functions: it imports no policy, no budget, no ledger. */
export interface Environment {
  readonly clock: Clock
  readonly random: Random
  readonly breakers: Breakers
  readonly retries: RetryBuckets
  readonly targetOf: (id: string) => Target
  /** 0 = the default handler. */
  readonly tierRankOf: (tier: string) => number
  /** Nano-dollars of this usage on this target at this moment; undefined = unknown. */
  readonly priceOf: (target: string, usage: Usage, atMs: number) => number | undefined
  /** Nano-dollars of this usage on the baseline model; undefined = no baseline or unknown. */
  readonly baselineOf: (
    usage: Usage,
    atMs: number,
  ) => { readonly model: string; readonly nanoUsd: number | undefined } | undefined
  /** Why a step may not be used now, for the caller's prompt or for a judge's; undefined = it may. */
  readonly isAllowed: (step: PlanStep, state: HopState, ask?: Ask) => string | undefined
  readonly gateOf: (spec: GateSpec) => GateCheck
  /** Holds money for a call; a string = why it may not be spent. */
  readonly reserve: (nanoUsd: number) => Reservation | string | PromiseLike<Reservation | string>
  /** Nano-dollars spent or held so far by this request. */
  readonly spentNanoUsd: () => number
  readonly record: Recorder
  /** Of every reply, for the record; undefined = replies are not kept. */
  readonly keptCharacters?: number | undefined
  /** What a committed run throws when it breaks: the router's error, so that the engine imports no error classes. */
  readonly toError: (outcome: Outcome, errors: readonly unknown[]) => Error
}

/** Money held for one call. */
export interface Reservation {
  /** Replaces what was held by what it really cost; undefined = not known, the hold stays. */
  readonly settle: (nanoUsd: number | undefined) => void
}

/** Where the engine reports. A rejected or thrown write never stops traffic: the router turns it into `ledger-error`. */
export interface Recorder {
  /** Awaited before a byte leaves. */
  readonly intent: (start: AttemptStart) => void | PromiseLike<void>
  /** @param reply what it answered, where replies are kept and there is one */
  readonly settlement: (attempt: Attempt, reply?: ReplyView) => void
  readonly skip: (step: PlanStep, index: number, reason: string) => void
  readonly outcome: (outcome: Outcome) => void | PromiseLike<void>
}
