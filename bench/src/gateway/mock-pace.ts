/** How the mock sends its streams. */
export interface MockPace {
  readonly firstTokenMs: number
  readonly gapMs: number
  readonly chunks: number
}

/** All at once: what is left is the work. */
export const instant: MockPace = { firstTokenMs: 0, gapMs: 0, chunks: 20 }
