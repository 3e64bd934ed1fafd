/** Fewer than this, and no interval by cluster keeps its promise: in simulations it has the truth 85 to 90 times of 100. */
export const fewestEffective = 10

/**
 * How many clusters of equal weight would say as much (Kish, "Survey Sampling", 1965, section 11.7): one that outweighs all others makes
 * hundreds worth little more than one. 0 = nothing weighs anything.
 */
export function effectiveClusters(weights: Float64Array): number {
  let [sum, squares] = [0, 0]
  for (const weight of weights) {
    sum += weight
    squares += weight * weight
  }
  return squares === 0 ? 0 : (sum * sum) / squares
}
