/** Time as the engine sees it. `nowMs` is wall time for records and prices, `monotonicMs` never steps and is used for every wait. */
export interface Clock {
  readonly nowMs: () => number
  readonly monotonicMs: () => number
  /** Calls `run` once after `delayMs`; the result cancels it. */
  readonly setTimer: (run: () => void, delayMs: number) => () => void
}
