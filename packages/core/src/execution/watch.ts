import type { Clock } from '../ports/clock.ts'

/** A limit that has passed. */
export type Limit = 'first-content-timeout' | 'gap-timeout' | 'stream-timeout' | 'deadline' | 'idle-reader'

/** One timer and a due time that moves: setting a timer per chunk would cost more than moving the chunk. */
export interface Watch {
  /** Moves the due time. `Infinity` = nothing is due. */
  readonly due: (atMs: number, limit: Limit) => void
  readonly stop: () => void
}

export function createWatch(clock: Clock, onDue: (limit: Limit) => void): Watch {
  let dueMs = Infinity
  let limit: Limit = 'deadline'
  let firesAtMs = Infinity
  let cancel: (() => void) | undefined

  const arm = (): void => {
    cancel?.()
    firesAtMs = dueMs
    cancel = clock.setTimer(fire, Math.max(0, dueMs - clock.monotonicMs()))
  }
  const fire = (): void => {
    cancel = undefined
    firesAtMs = Infinity
    if (dueMs === Infinity) return
    if (clock.monotonicMs() < dueMs) arm()
    else {
      dueMs = Infinity
      onDue(limit)
    }
  }
  return {
    due: (atMs, what) => {
      dueMs = atMs
      limit = what
      // A timer that fires early re-arms itself; only an earlier due time needs a new one.
      if (atMs < firesAtMs) arm()
    },
    stop: () => {
      dueMs = Infinity
      firesAtMs = Infinity
      cancel?.()
      cancel = undefined
    },
  }
}
