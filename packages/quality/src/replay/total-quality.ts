import type { Quality } from './replay-report.ts'
import type { QualityTally } from './quality-tally.ts'
import { toQuality, type QualityEvidence } from './to-quality.ts'

/** Over all task types: of all requests where one way of knowing covers them, else of those task types that are known. */
export function totalQuality(tallies: readonly QualityTally[]): Quality {
  const evidence = tallies.map((tally) => ({ ...tally.toEvidence(), quality: tally.toQuality() }))
  const whole =
    toQuality('labels', pool(evidence.map(({ labels }) => labels))) ??
    toQuality('propensity', pool(evidence.map(({ chance }) => chance)))
  if (whole !== undefined) return whole
  const methods = new Set(evidence.flatMap(({ quality }) => (quality.method === 'unknown' ? [] : [quality.method])))
  const [method = 'mixed'] = methods
  const known = pool(
    evidence.map(({ labels, chance, quality }) =>
      quality.method === 'labels' ? labels : { ...chance, strata: quality.method === 'unknown' ? [] : chance.strata },
    ),
  )
  const reasons = [
    ...new Set(evidence.flatMap(({ quality }) => (quality.method === 'unknown' ? [quality.reason] : []))),
  ]
  const reason = reasons.length === 1 ? reasons[0]! : 'too little is known of every task type'
  return toQuality(methods.size > 1 ? 'mixed' : method, known, 0) ?? { method: 'unknown', reason }
}

function pool(all: readonly QualityEvidence[]): QualityEvidence {
  return {
    strata: all.flatMap(({ strata }) => strata),
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
  }
}
