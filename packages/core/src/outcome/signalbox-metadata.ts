/** What a host writes under `signalbox` into the metadata of a result: who answered, why, what it cost and what it saved. JSON. */
export type SignalboxMetadata = {
  readonly requestId: string
  /** Target and model that answered. */
  readonly target: string
  readonly model: string
  readonly tier: string
  readonly task: string
  readonly strategy: string
  /** One sentence for people. */
  readonly reason: string
  /** Served by a tier above the first one. */
  readonly escalated: boolean
  readonly escalationCause?: string
  readonly fallback: 'no' | 'same-tier' | 'up' | 'down'
  readonly gate: 'none' | 'accepted' | 'rejected' | 'overruled'
  /** All attempts, drafts and judges included. */
  readonly costUsd: number
  /** An attempt whose cost is not known is missing from `costUsd`. */
  readonly isCostLowerBound: boolean
  /** The same answer on the baseline model; no cost where that is not known. */
  readonly baseline?: { readonly model: string; readonly costUsd?: number }
  /** Baseline less cost; below 0 = it cost more. Only where both are known. */
  readonly savedUsd?: number
  readonly attempts: readonly SignalboxAttempt[]
}

/** One call to one target. */
export type SignalboxAttempt = {
  readonly target: string
  readonly model: string
  readonly tier: string
  readonly purpose: string
  /** `done`, `rejected`, `failed`, `aborted`, `lost`, or `running` in a finish part that comes before the end. */
  readonly end: string
  /** The failure's kind, or the gate's sentence. */
  readonly reason?: string
  readonly inputTokens?: number
  readonly outputTokens?: number
  readonly costUsd?: number
  /** What our own price says, where `costUsd` is what its carrier reported. */
  readonly pricedCostUsd?: number
  /** Id of the target that answered, where a pool went out as one call and another than `target` did. */
  readonly answeredBy?: string
  /** Where its carrier says it sent the call. */
  readonly host?: string
  readonly durationMs?: number
}

/** What a part of an assistant message says of its origin: it comes back in the next prompt. JSON. */
export type SignalboxMark = {
  readonly target: string
  readonly inputTokens: number
  readonly atMs: number
}
