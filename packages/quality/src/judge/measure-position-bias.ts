import type { Estimate } from '../statistics/estimate.ts'
import { scoreInterval } from '../statistics/score-interval.ts'
import { firstLeanOf, type JudgedPair } from './judged-pair.ts'

/** How much a judge prefers a place, over pairs it saw in both orders. */
export interface PositionBias {
  readonly pairs: number
  /** Wins of the answer shown first, a tie counting half; 0.5 = no bias. The interval is over pairs, since the two orders of one go together. */
  readonly firstShare: Estimate
  /** Where the interval leaves 0.5 out. */
  readonly prefers: 'first' | 'second' | undefined
  /** Pairs whose winner changed with the order. */
  readonly opposed: number
}

/** undefined without pairs. @param confidence two-sided, default 0.95 */
export function measurePositionBias(pairs: readonly JudgedPair[], confidence = 0.95): PositionBias | undefined {
  const lean = scoreInterval(pairs.map(firstLeanOf), { range: [-1, 1], confidence })
  if (lean === undefined) return undefined
  const toFirstShare = (x: number): number => 0.5 + x / 2
  return {
    pairs: pairs.length,
    firstShare: { value: toFirstShare(lean.value), low: toFirstShare(lean.low), high: toFirstShare(lean.high) },
    prefers: lean.low > 0 ? 'first' : lean.high < 0 ? 'second' : undefined,
    opposed: pairs.filter(({ agreement }) => agreement === 'opposed').length,
  }
}
