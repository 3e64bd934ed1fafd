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
 * a score interval (Wilson, JASA 1927) at the effective sample with Student's t at Satterthwaite's degrees of freedom. Where conversations
 * move the mean by more than their scores one by one would, the variance is that over conversations. Undefined = no stratum.
 */
export function combineStrata(strata: readonly Stratum[]): CombinedShare | undefined {
  const requests = strata.reduce((sum, stratum) => sum + stratum.requests, 0)
  if (requests === 0) return undefined
  let [value, alone, perEffective, perDf, n] = [0, 0, 0, 0, 0]
  for (const { requests: own, mean } of strata) {
    const share = own / requests
    const part = share * share * mean.variance
    value += share * mean.value
    alone += part
    perEffective += (share * share) / mean.effective
    perDf += (part * part) / mean.df
    n += mean.n
  }
  const together = varianceByGroup(strata, requests)
  const variance = Math.max(alone, together.variance)
  const effective = (1 / perEffective) * (alone / variance)
  const df = Math.min((alone * alone) / perDf, Math.max(1, together.effective - 1))
  const smooth = (value * effective + 2) / (effective + 4)
  // Few clusters that happen to agree have less spread than they should: never worth more than they are.
  const worth = Math.min(effective, (smooth * (1 - smooth)) / variance)
  return { value, ...scoreInterval(value, worth, studentQuantile(df)), n, effective, df }
}

/**
 * Over conversations, whatever strata their scores are in, by leaving out each in turn (the jackknife: Wolter, "Introduction to Variance
 * Estimation", 2nd ed. 2007, chapter 4), and how many of equal weight they are worth.
 */
function varianceByGroup(
  strata: readonly Stratum[],
  requests: number,
): { readonly variance: number; readonly effective: number } {
  const groups = new Map<number, { weight: number; residual: number }>()
  for (const { requests: own, mean } of strata)
    for (const [at, { weight, residual }] of [...mean.groups].toSorted(([a], [b]) => a - b)) {
      let group = groups.get(at)
      if (group === undefined) groups.set(at, (group = { weight: 0, residual: 0 }))
      group.weight += (own / requests) * weight
      group.residual += (own / requests) * residual
    }
  let [weights, residuals] = [0, 0]
  for (const { weight, residual } of [...groups].toSorted(([a], [b]) => a - b).map(([, group]) => group)) {
    weights += weight * weight
    residuals += (residual / (1 - weight)) ** 2
  }
  // The weights of all groups add up to 1.
  return { variance: groups.size < 2 ? 0 : (residuals * (groups.size - 1)) / groups.size, effective: 1 / weights }
}

function scoreInterval(value: number, n: number, z: number): Pick<Estimate, 'low' | 'high'> {
  const zz = z * z
  const center = value + zz / (2 * n)
  const spread = z * Math.sqrt(Math.max(0, value * (1 - value)) / n + zz / (4 * n * n))
  const scale = 1 + zz / n
  return { low: Math.max(0, (center - spread) / scale), high: Math.min(1, (center + spread) / scale) }
}
