/** What a replay is held against. Shares are 0..1. */
export interface ReplayLimits {
  /** Of B's served requests with a virtual id, above the first tier. */
  readonly maxEscalation?: number | undefined
  /** B's cost against A's: 0.05 = at most 5 % more, -0.2 = at least 20 % less. */
  readonly maxCostChange?: number | undefined
  /** B's cost over all requests of the record, USD. */
  readonly maxCostUsd?: number | undefined
  /** How often B's answers have to be right. */
  readonly minQuality?: number | undefined
  readonly maxP95Ms?: number | undefined
  /** Of all requests, those that B has no route for. */
  readonly maxNoRoute?: number | undefined
}

/** A limit and what was found. */
export interface LimitCheck {
  /** Name of the limit and its value, as in `maxEscalation 0.2`; `routes`: every task type that had a route still has one. */
  readonly limit: string
  /** undefined = not known. */
  readonly found: number | undefined
  /** `unknown`: what the record leaves open decides. */
  readonly holds: boolean | 'unknown'
  readonly sentence: string
}
