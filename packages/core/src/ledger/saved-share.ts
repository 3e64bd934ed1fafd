/** Sums over requests of cost x and baseline cost y, in USD. */
export interface CostSums {
  readonly n: number
  readonly x: number
  readonly y: number
  readonly xx: number
  readonly yy: number
  readonly xy: number
}

/** Part of the baseline's cost that was saved, with its 95 % interval; undefined = too few requests to say. */
export interface SavedShare {
  readonly value: number
  readonly low: number | undefined
  readonly high: number | undefined
}

const leastRequests = 10
/** Two-sided 95 %. */
const z = 1.959963984540054

/**
 * 1 - Σcost / Σbaseline with its 95 % interval: the ratio estimator's variance by the delta method
 * (Cochran, "Sampling Techniques", 3rd ed. 1977, section 6.3), from sums alone, requests taken as independent. Undefined without a
 * baseline; without an interval where there are fewer than ten requests: their spread is too little known.
 */
export function savedShare(sums: CostSums): SavedShare | undefined {
  const { n, x, y, xx, yy, xy } = sums
  if (n === 0 || y === 0) return undefined
  const ratio = x / y
  const value = 1 - ratio
  if (n < leastRequests) return { value, low: undefined, high: undefined }
  // Residual spread of x around ratio·y. What is less than a millionth of the costs themselves is what rounding has left of none.
  const spread = xx - 2 * ratio * xy + ratio * ratio * yy
  const residual = spread < 1e-12 * (xx + ratio * ratio * yy) ? 0 : spread / (n - 1)
  const half = (z * Math.sqrt(residual / n)) / (y / n)
  return { value, low: value - half, high: value + half }
}
