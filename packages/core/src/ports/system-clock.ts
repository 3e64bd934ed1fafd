import type { Clock } from './clock.ts'

/** A timer of the platform's that is longer goes off at once (HTML, timers: 32 bits). */
const longestMs = 2_147_483_647

/** The platform's own clock and timers. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  setTimer: (run, delayMs) => {
    let timer: ReturnType<typeof setTimeout>
    const arm = (leftMs: number): void => {
      timer = leftMs > longestMs ? setTimeout(() => arm(leftMs - longestMs), longestMs) : setTimeout(run, leftMs)
    }
    arm(delayMs)
    return () => clearTimeout(timer)
  },
}
