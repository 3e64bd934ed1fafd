import type { UsageSums } from './usage-sums.ts'

/** One model on one day, while it is counted. */
export interface UsageCell {
  readonly day: string
  readonly model: string
  ours: UsageSums
  theirs: UsageSums
  rows: number
  costUnknown: number
  /** Of ours that began or ended on the day beside. */
  midnightNanoUsd: number
}
