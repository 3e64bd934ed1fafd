import type { ShadowDrop } from './shadow-event.ts'

/** What a shadow has done so far in this process. */
export interface ShadowCounts {
  /** Requests that others were called for beside. */
  readonly sent: number
  /** Those of them that nobody answered. */
  readonly failed: number
  /** Drawn, and nobody called, by reason. */
  readonly dropped: Readonly<Partial<Record<ShadowDrop, number>>>
  /** Under way now. */
  readonly running: number
  readonly costUsd: number
  /** true: the cost of a call is not known, or not all of it. */
  readonly isCostLowerBound: boolean
}

/** The handle of a shadow. */
export interface Shadow {
  readonly study: string
  readonly counts: () => ShadowCounts
  /** Begins nothing new and resolves when what is under way has ended; the rest is aborted after `timeoutMs`. Never rejects. */
  readonly drain: (timeoutMs: number) => Promise<void>
}
