import type { Clock } from '../ports/clock.ts'

/** A clock that stands still until told otherwise. */
export interface FakeClock extends Clock {
  /** Moves time on, running timers in order and letting promises settle between them. */
  readonly advance: (ms: number) => Promise<void>
  /** Advances to the next timer as long as there is one and `work` has not settled; answers the work's result. */
  readonly runUntil: <T>(work: Promise<T>) => Promise<T>
  /** Timers not yet fired. */
  readonly pending: () => number
  /** Steps wall time alone, as a clock correction does. */
  readonly stepWall: (ms: number) => void
}

interface Timer {
  readonly run: () => void
  readonly atMs: number
}

/** Promise turns granted between two timers: more than any chain in the engine is long. */
const turns = 120

export interface FakeClockOptions {
  /** How work gets its turn between two timers. Default: promise turns, which is all that the engine and scripted models need. */
  readonly settle?: (() => Promise<void>) | undefined
  /** Waits for what no timer of this clock brings, threads of the platform's say; false = the work is stuck. Default: it is, at once. */
  readonly wait?: ((times: number) => Promise<boolean>) | undefined
}

export function createFakeClock(startMs: number = Date.UTC(2026, 0, 1), options: FakeClockOptions = {}): FakeClock {
  let monotonic = 0
  let wall = startMs
  const timers = new Set<Timer>()
  const settle =
    options.settle ??
    (async (): Promise<void> => {
      for (let turn = 0; turn < turns; turn++) await Promise.resolve()
    })
  const next = (): Timer | undefined => {
    let first: Timer | undefined
    for (const timer of timers) if (first === undefined || timer.atMs < first.atMs) first = timer
    return first
  }
  const fire = (timer: Timer): void => {
    timers.delete(timer)
    const stepMs = Math.max(0, timer.atMs - monotonic)
    monotonic += stepMs
    wall += stepMs
    timer.run()
  }
  return {
    nowMs: () => wall,
    monotonicMs: () => monotonic,
    setTimer: (run, delayMs) => {
      const timer = { run, atMs: monotonic + Math.max(0, delayMs) }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance: async (ms) => {
      const untilMs = monotonic + ms
      await settle()
      for (let timer = next(); timer !== undefined && timer.atMs <= untilMs; timer = next()) {
        fire(timer)
        await settle()
      }
      wall += untilMs - monotonic
      monotonic = untilMs
      await settle()
    },
    runUntil: async (work) => {
      const state = { isDone: false }
      const done = (): void => {
        state.isDone = true
      }
      work.then(done, done)
      await settle()
      let waits = 0
      while (!state.isDone) {
        const timer = next()
        if (timer === undefined) {
          await settle()
          if (!state.isDone && next() === undefined && (await options.wait?.(++waits)) !== true)
            throw new Error('The work waits for something that no timer of this clock will bring.')
        } else {
          waits = 0
          fire(timer)
        }
        await settle()
      }
      return work
    },
    pending: () => timers.size,
    stepWall: (ms) => {
      wall += ms
    },
  }
}
