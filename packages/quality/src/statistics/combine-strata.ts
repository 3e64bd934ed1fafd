import type { Estimate } from './estimate.ts'
import { studentQuantile } from './student-quantile.ts'
import type { WeightedMean } from './weighted-scores.ts'

/** One stratum: how many requests it stands for, and the mean of its scores. */
export interface Stratum {
  readonly requests: number
  readonly mean: WeightedMean
}

/** What strata say together. */
export interface CombinedShare extends Estimate {
  /** Scores it rests on. */
  readonly n: number
  /** Independent scores that would say as much. */
  readonly effective: number
  /** What the width of the interval rests on. */
  readonly df: number
}

/**
 * The mean over strata of known sizes (post-stratification; Cochran, "Sampling Techniques", 3rd ed. 1977, section 5A.9), its interval
 * a score interval (Wilson, JASA 1927) at the effective sample with Student's t at Satterthwaite's degrees of freedom. Undefined = no stratum.
 */
export function combineStrata(strata: readonly Stratum[]): CombinedShare | undefined {
  const requests = strata.reduce((sum, stratum) => sum + stratum.requests, 0)
  if (requests === 0) return undefined
  let [value, variance, perEffective, perDf, n] = [0, 0, 0, 0, 0]
  for (const { requests: own, mean } of strata) {
    const share = own / requests
    const part = share * share * mean.variance
    value += share * mean.value
    variance += part
    perEffective += (share * share) / mean.effective
    perDf += (part * part) / mean.df
    n += mean.n
  }
  const effective = 1 / perEffective
  const df = (variance * variance) / perDf
  const smooth = (value * effective + 2) / (effective + 4)
  return { value, ...scoreInterval(value, (smooth * (1 - smooth)) / variance, studentQuantile(df)), n, effective, df }
}

function scoreInterval(value: number, n: number, z: number): Pick<Estimate, 'low' | 'high'> {
  const zz = z * z
  const center = value + zz / (2 * n)
  const spread = z * Math.sqrt(Math.max(0, value * (1 - value)) / n + zz / (4 * n * n))
  const scale = 1 + zz / n
  return { low: Math.max(0, (center - spread) / scale), high: Math.min(1, (center + spread) / scale) }
}
