import type { Decision } from '@signalbox/core'
import type { KnownAnswer } from './past-request.ts'
import type { TokenBasis } from './tokens-of.ts'

/** What a side made, or would have made, of one request. */
export interface SideRun {
  /** `lost`: nothing may serve it; `unknown-model`: the caller asked for a model the policy does not have; `unknown`: the record does not say. */
  readonly plan: 'made' | 'lost' | 'unknown-model' | 'unknown'
  /** See `actionOf`. */
  readonly action: string | undefined
  readonly isVirtual: boolean
  /** Codes of the constraints that targets broke, one per target. */
  readonly rejections: readonly string[]
  /** How it ends if every gate whose answer is not known accepts. */
  readonly atLeast: SideEnding
  /** How it ends if they all escalate, none to a step of its own naming; the same object where all are known. */
  readonly atMost: SideEnding
  readonly unknownGates: number
  /** undefined = decided nothing, or by the record. */
  readonly decision: Decision | undefined
  /** How its plan begins where its draws have nothing to do with those of the time; undefined = not asked for. */
  readonly actionApart: string | undefined
}

/** One way a request may end. */
export interface SideEnding {
  readonly served: Served | undefined
  readonly escalated: boolean
  readonly cause: string | undefined
  /** Nano-dollars over everything asked whose cost can be known; undefined = part of it is not. */
  readonly costNanoUsd: number | undefined
  /** Why the cost is not known. */
  readonly costUnknown: string | undefined
  /** Attempts that failed again, whose cost is in no record. */
  readonly failedUncounted: number
  /** Where the counts of each priced answer come from. */
  readonly tokens: readonly TokenBasis[]
  /** From request to answer, as recorded; undefined = see `path`. */
  readonly durationMs: number | undefined
  /** Whose answers were waited for, one after another. */
  readonly path: readonly PathPart[]
}

export interface Served {
  readonly target: string
  readonly model: string
  /** Its answer, where the record has it. */
  readonly answer: KnownAnswer | undefined
}

export interface PathPart {
  readonly target: string
  readonly model: string
}
