import type { Clock } from '../ports/clock.ts'
import type { CallerSignal } from './caller-signal.ts'

/** Waits; true when the time has passed, false when the caller left first. */
export function pause(clock: Clock, caller: CallerSignal, waitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = clock.setTimer(() => {
      release()
      resolve(true)
    }, waitMs)
    const release = caller.onAbort(() => {
      cancel()
      resolve(false)
    })
  })
}
