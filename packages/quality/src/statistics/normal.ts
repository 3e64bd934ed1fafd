import { findRoot } from './find-root.ts'

/** Beyond this a tail is below 1e-18. */
const farthest = 9

/**
 * Probability that a standard normal value is at most `x`, to about 1e-15.
 * By the series of Marsaglia, "Evaluating the normal distribution", Journal of Statistical Software 11(4), 2004.
 */
export function normalCdf(x: number): number {
  if (Math.abs(x) > farthest) return x > 0 ? 1 : 0
  let [term, sum] = [x, x]
  for (let odd = 3; Math.abs(term) > 1e-17; odd += 2) {
    term *= (x * x) / odd
    sum += term
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)
}

/** The value that a standard normal one stays below with probability `p`, 0 < p < 1. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normalQuantile: p is ${p}; give a probability between 0 and 1.`)
  return findRoot((x) => p - normalCdf(x), -farthest, farthest)
}
