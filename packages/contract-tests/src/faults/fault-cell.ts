import type { ExecutionOptions } from '@signalbox/core'
import type { Fault, MockAnswer } from '@signalbox/mock-providers'

/** One wire fault, what the provider does, and what must come out. */
export interface FaultCell {
  /** As in the catalogue (`A01`), a variant behind a dash (`A01-zero`). */
  readonly id: string
  readonly title: string
  /** Default: both. */
  readonly modes?: readonly FaultMode[] | undefined
  /** What the primary does, call by call; the last entry is repeated, `undefined` = all is well. A function where a header names a time. */
  readonly faults: readonly (Fault | undefined)[] | ((nowMs: number) => readonly (Fault | undefined)[])
  /** Default: `wholeText`. */
  readonly answer?: MockAnswer | undefined
  /** Where the primary lives, when the fault is below HTTP. */
  readonly address?: 'unresolvable' | 'refused' | 'no-handshake' | 'untrusted' | undefined
  /** A healthy request is sent first, so that a connection is kept alive. */
  readonly isWarm?: boolean | undefined
  readonly execution?: Partial<ExecutionOptions> | undefined
  readonly expected: FaultOutcome | Readonly<Record<FaultMode, FaultOutcome>>
}

export type FaultMode = 'stream' | 'whole'

/** What must come out. */
export interface FaultOutcome {
  readonly kind: 'served' | 'broken' | 'failed'
  /** One ledger row per attempt, in order: target, end, reason, who pays (`no`, `yes`, `unknown`). */
  readonly rows: readonly string[]
  /** Scopes whose breaker was touched. */
  readonly breakers: readonly string[]
  /** What the caller has read; default: `wholeText` when served, nothing when failed, the beginning of it when broken. */
  readonly text?: string | undefined
  /** At least this long between the first attempt and the second, ms. */
  readonly waitMs?: number | undefined
  /** At most this long in virtual time, ms. */
  readonly maxWaitMs?: number | undefined
  readonly inputTokens?: number | undefined
  /** false: the cost of the request must be marked as a lower bound. */
  readonly isCostKnown?: boolean | undefined
  readonly servedModel?: string | undefined
}

/** What every healthy model of the catalogue's world answers. */
export const wholeText = Array.from({ length: 40 }, (_, index) => `word${index + 1}`).join(' ')
