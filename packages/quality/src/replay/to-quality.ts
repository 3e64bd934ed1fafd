import { combineStrata, type CombinedShare, type Stratum } from '../statistics/combine-strata.ts'
import type { Quality } from './replay-report.ts'

/** Fewer effective scores than this, or a width that rests on fewer than `leastDf` + 1, and the interval does not keep its promise. */
const leastEffective = 10
const leastDf = 3
/** So much of a task type's requests must be covered before a figure is said to be of it. */
const leastCovered = 0.95

/** Strata with scores of some requests, and how many there are in all. */
export interface QualityEvidence {
  readonly strata: readonly Stratum[]
  readonly requests: number
}

/** undefined = too little to say: see `missingScores`. */
export function toQuality(
  method: 'labels' | 'propensity' | 'mixed',
  { strata, requests }: QualityEvidence,
  covered = leastCovered,
): Quality | undefined {
  const combined = combineStrata(strata)
  const covers = sumRequests(strata)
  if (combined === undefined || covers < covered * requests || missingScores(combined) > 0) return undefined
  const { value, low, high, n, effective } = combined
  return {
    method,
    value: toMillionths(value),
    low: toMillionths(low),
    high: toMillionths(high),
    labelled: n,
    effective: Math.round(effective),
    covers,
    requests,
  }
}

/** About how many more scores like those there are it needs; 0 = none. */
export function missingScores({ n, effective, df }: CombinedShare): number {
  const factor = Math.max(leastEffective / effective, (leastDf + 1) / (df + 1))
  return factor <= 1 ? 0 : Math.ceil(n * (factor - 1))
}

/** Why `toQuality` says nothing. @param what is missing, as in `labelled requests` */
export function toReason({ strata, requests }: QualityEvidence, what: string): string {
  const uncovered = requests - sumRequests(strata)
  const combined = combineStrata(strata)
  if (combined === undefined || uncovered > (1 - leastCovered) * requests)
    return `no ${what} among those like ${uncovered} of ${requests}; needs about ${leastEffective} of each kind`
  return `needs about ${missingScores(combined)} more ${what} than the ${combined.n} there are`
}

function sumRequests(strata: readonly Stratum[]): number {
  return strata.reduce((sum, { requests }) => sum + requests, 0)
}

function toMillionths(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
