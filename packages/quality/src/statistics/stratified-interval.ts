import type { Estimate } from './estimate.ts'
import { scoreInterval, type ScoreOptions } from './score-interval.ts'

/** Values of one stratum, each of the same weight. */
export interface WeighedValues {
  /** Of the whole; weights need not add up to 1. */
  readonly weight: number
  readonly values: readonly number[]
}

/**
 * The mean over strata by their weights, its interval put together from the score intervals of each (variance recovered from limits: Zou
 * and Donner, Statistics in Medicine 2008). One stratum gives its own score interval. Strata without values are left out; undefined = all are.
 */
export function stratifiedInterval(strata: readonly WeighedValues[], options: ScoreOptions): Estimate | undefined {
  const parts = strata.flatMap(({ weight, values }) => {
    const interval = weight > 0 ? scoreInterval(values, options) : undefined
    return interval ? [{ weight, interval }] : []
  })
  const total = parts.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return undefined
  let [value, below, above] = [0, 0, 0]
  for (const { weight, interval } of parts) {
    const share = weight / total
    value += share * interval.value
    below += (share * (interval.value - interval.low)) ** 2
    above += (share * (interval.high - interval.value)) ** 2
  }
  return { value, low: value - Math.sqrt(below), high: value + Math.sqrt(above) }
}
