/** What was observed of one target before deciding. */
export interface TargetHealth {
  /** true: its breaker is open, or half-open with its one probe already sent. */
  readonly isOpen: boolean
  /** Median to first content over the recent window, ms; undefined = not observed. */
  readonly firstContentMs?: number | undefined
  /** Median to the end, ms. */
  readonly durationMs?: number | undefined
  /** Calls the medians are made from. */
  readonly samples: number
}

/** Where a conversation stands. */
export interface SessionMark {
  readonly target: string
  readonly model: string
  /** Input tokens of its last turn: what a provider's prompt cache may still hold. */
  readonly inputTokens: number
  readonly atMs: number
}

/** The world as it was before deciding. Immutable; `decide` sees nothing else that changes. */
export interface Snapshot {
  /** Wall time, ms since the epoch. */
  readonly nowMs: number
  readonly health: Readonly<Record<string, TargetHealth>>
  readonly session?: SessionMark | undefined
  /** Nano-dollars that may still be spent, from a budget; undefined = no budget. */
  readonly budgetLeftNanoUsd?: number | undefined
}
