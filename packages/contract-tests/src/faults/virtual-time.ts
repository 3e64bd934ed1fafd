import type { Clock } from '@signalbox/core'
import { createFakeClock, type FakeClock } from '@signalbox/core/testing'

/** A clock that stands still, for work that goes through web streams and bodies: these need the loop to turn, not promises alone. */
export function createVirtualClock(): FakeClock {
  return createFakeClock(Date.UTC(2026, 10, 24, 12), { settle: macroTurns, wait: waitForThreads })
}

/** Waits on a clock, or until the signal aborts. */
export function sleepOn(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve()
    const done = (): void => {
      cancel()
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.setTimer(done, ms)
    signal?.addEventListener('abort', done, { once: true })
  })
}

async function macroTurns(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** Compressed bodies are unpacked in a thread: on a busy machine that takes more turns than any number one could name. */
async function waitForThreads(times: number): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 5))
  return times < 400
}
