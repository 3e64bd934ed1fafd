import type { Estimate } from './estimate.ts'
import { findRoot } from './find-root.ts'
import { normalQuantile } from './normal.ts'

/** Halvings: ends are told to about ten digits. */
const precision = 36

export interface ScoreOptions {
  /** Least and greatest value there can be. */
  readonly range: readonly [number, number]
  /** Two-sided; default 0.95. */
  readonly confidence?: number | undefined
}

/**
 * The mean of values with known bounds, with its score interval: all means that a test with the likeliest distribution of that mean does
 * not reject. For 0 and 1 this is Wilson's interval (JASA 1927), for -1, 0 and 1 Tango's of a difference of paired proportions (Statistics
 * in Medicine 1998); it holds its level where few values or none differ. undefined without values.
 */
export function scoreInterval(values: readonly number[], options: ScoreOptions): Estimate | undefined {
  if (values.length === 0) return undefined
  const { range, confidence = 0.95 } = options
  const z = normalQuantile((1 + confidence) / 2)
  const tally = toTally(values)
  const value = values.reduce((sum, x) => sum + x, 0) / values.length
  const score = (mean: number): number => toScore(tally, values.length, value, mean, range)
  return {
    value,
    low: value <= range[0] ? range[0] : findRoot((mean) => score(mean) - z, range[0], value, precision),
    high: value >= range[1] ? range[1] : findRoot((mean) => score(mean) + z, value, range[1], precision),
  }
}

type Tally = readonly (readonly [value: number, count: number])[]

function toTally(values: readonly number[]): Tally {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
}

/** How many standard errors the observed mean lies above another, with the spread of the likeliest distribution that has that other mean. */
function toScore(tally: Tally, n: number, observed: number, mean: number, range: readonly [number, number]): number {
  if (observed === mean) return 0
  // The likeliest shares are count / (n (1 + tilt (value - mean))); what they leave of 1 lies at a bound that nobody observed.
  const lean = (tilt: number): number => {
    let sum = 0
    for (const [value, count] of tally) sum += (count * (value - mean)) / (1 + tilt * (value - mean))
    return sum
  }
  const tilt =
    observed > mean
      ? findRoot(lean, 0, 1 / (mean - range[0]), precision)
      : findRoot(lean, -1 / (range[1] - mean), 0, precision)
  let [rest, variance] = [1, 0]
  for (const [value, count] of tally) {
    const share = count / (n * (1 + tilt * (value - mean)))
    rest -= share
    variance += share * (value - mean) ** 2
  }
  variance += Math.max(0, rest) * ((observed > mean ? range[0] : range[1]) - mean) ** 2
  return (observed - mean) / Math.sqrt(variance / n)
}
