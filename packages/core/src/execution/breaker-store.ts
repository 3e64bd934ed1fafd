import type { BreakerEvent, BreakerState } from './breaker.ts'

/** States as they stood at a moment of their store's own time: what a restart, or another process, takes over. */
export interface SavedBreakers {
  readonly atMs: number
  readonly states: Readonly<Record<string, BreakerState>>
}

/**
 * Where breaker states are kept. Reads and steps are synchronous, since a decision may not wait for them: a store shared by
 * processes answers from its local copy and runs the same pure step at the far end.
 */
export interface BreakerStore {
  /** Time the states are kept in, ms: a monotonic clock's, or a shared server's. Never a wall clock that may step. */
  readonly nowMs: () => number
  readonly get: (key: string) => BreakerState | undefined
  /** One step of `nextBreaker`, atomic for its key; answers the state before and after. */
  readonly apply: (key: string, event: BreakerEvent) => { readonly before: BreakerState; readonly after: BreakerState }
  /** true: no state is kept at all, so that a healthy router asks nothing. */
  readonly isEmpty: () => boolean
  readonly save: () => SavedBreakers
}
