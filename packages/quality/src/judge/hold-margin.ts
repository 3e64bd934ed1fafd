import type { Estimate } from '../statistics/estimate.ts'

/** A margin as a judge would see it that lets through a part of every difference. */
export interface HeldMargin {
  /** Within it where the lower end of the difference lies above minus this. */
  readonly toShow: number
  /** Beyond it where the upper end lies below minus this. */
  readonly toRefute: number
}

/**
 * Shrinks a margin by what the judge lets through, and further by how unsure that is: such that the interval of difference + margin x discernment,
 * put together from theirs (Zou and Donner, Statistics in Medicine 2008), decides.
 */
export function holdMargin(margin: number, discernment: Estimate, difference: Estimate): HeldMargin {
  const { value, low, high } = discernment
  const below = difference.value - difference.low
  const above = difference.high - difference.value
  return {
    toShow: margin * value - (Math.hypot(below, margin * (value - low)) - below),
    toRefute: margin * value + (Math.hypot(above, margin * (high - value)) - above),
  }
}
