import { closedBreaker, nextBreaker, type BreakerState } from './breaker.ts'
import type { BreakerStore, SavedBreakers } from './breaker-store.ts'

export interface MemoryBreakerStoreOptions {
  /** A clock that never steps. */
  readonly monotonicMs: () => number
  /** States of an earlier process. */
  readonly saved?: SavedBreakers | undefined
  /** Time passed since they were saved, ms; what is not known counts as none. Default 0. */
  readonly elapsedMs?: number | undefined
}

/** Breaker states of one process, in memory. */
export function createMemoryBreakerStore(options: MemoryBreakerStoreOptions): BreakerStore {
  const { monotonicMs: nowMs, saved, elapsedMs = 0 } = options
  const shiftMs = saved === undefined ? 0 : nowMs() - saved.atMs - Math.max(0, elapsedMs)
  const states = new Map(Object.entries(saved?.states ?? {}).map(([key, state]) => [key, shift(state, shiftMs)]))
  return {
    nowMs,
    get: (key) => states.get(key),
    apply: (key, event) => {
      const before = states.get(key) ?? closedBreaker
      const after = nextBreaker(before, event, nowMs())
      states.set(key, after)
      return { before, after }
    },
    isEmpty: () => states.size === 0,
    save: () => ({ atMs: nowMs(), states: Object.fromEntries(states) }),
  }
}

/** Another process's monotonic times, in ours. A probe under way there ended with it. */
function shift(state: BreakerState, byMs: number): BreakerState {
  return {
    ...state,
    buckets: state.buckets.map((bucket) => ({ ...bucket, startMs: bucket.startMs + byMs })),
    openUntilMs: state.openUntilMs + byMs,
    holdUntilMs: state.holdUntilMs + byMs,
    openedAtMs: state.openedAtMs + byMs,
    probeStartMs: undefined,
  }
}
