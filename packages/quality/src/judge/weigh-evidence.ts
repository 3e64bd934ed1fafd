import type { Estimate } from '../statistics/estimate.ts'
import { findRoot } from '../statistics/find-root.ts'
import { normalCdf } from '../statistics/normal.ts'
import { stratifiedInterval } from '../statistics/stratified-interval.ts'
import { controlLength, isLengthBiased, type LengthControl } from './control-length.ts'
import { estimateDiscernment } from './estimate-discernment.ts'
import { holdMargin } from './hold-margin.ts'
import type { JudgedPair } from './judged-pair.ts'
import { type PairStratum, toWeighedPairs } from './weigh-pairs.ts'

/** What a verdict rests on. */
export interface Evidence {
  /** Wins less losses of `a`. */
  readonly difference: Estimate
  readonly length: LengthControl
  /** Of these pairs where they are enough for it, else of all the judge's; undefined = not known. */
  readonly discernment: Estimate | undefined
}

/** From so many pairs on a group's own discernment is taken. */
const enoughPairs = 100
/** Standard errors beyond which a chance is told as that of the bound. */
const farthest = 6

/**
 * @param all pairs of the judge, the group's among them
 * @throws RangeError without pairs that stand for any traffic
 */
export function weighEvidence(
  strata: readonly PairStratum[],
  all: readonly JudgedPair[],
  confidence: number,
): Evidence {
  return {
    difference: differenceOf(strata, confidence),
    length: controlLength(toWeighedPairs(strata), confidence),
    discernment: discernmentOf(strata, all, confidence),
  }
}

function differenceOf(strata: readonly PairStratum[], confidence: number): Estimate {
  return meanOfPairs(strata, confidence, ({ preference }) => preference, -1)
}

function discernmentOf(
  strata: readonly PairStratum[],
  all: readonly JudgedPair[],
  confidence: number,
): Estimate | undefined {
  const pairs = strata.flatMap((stratum) => stratum.pairs)
  const own = pairs.length >= enoughPairs ? estimateDiscernment(pairs, confidence) : undefined
  return own ?? estimateDiscernment(all, confidence)
}

/** @param least that `valueOf` can give; the most is 1 */
export function meanOfPairs(
  strata: readonly PairStratum[],
  confidence: number,
  valueOf: (pair: JudgedPair) => number,
  least: number,
): Estimate {
  const values = strata.map(({ weight, pairs }) => ({ weight, values: pairs.map(valueOf) }))
  const mean = stratifiedInterval(values, { range: [least, 1], confidence })
  if (mean === undefined) throw new RangeError('No pair stands for any traffic.')
  return mean
}

/** One-sided chance of evidence as good, if `a` were worse by the margin: that of the intervals that just do not show it. */
export function chanceOfEvidence(
  strata: readonly PairStratum[],
  all: readonly JudgedPair[],
  { margin, confidence }: { readonly margin: number; readonly confidence: number },
): number {
  const weighed = toWeighedPairs(strata)
  const usesLength = isLengthBiased(controlLength(weighed, confidence))
  const leadAt = (reach: number): number => {
    const level = 2 * normalCdf(reach) - 1
    const discernment = discernmentOf(strata, all, level)
    if (discernment === undefined) return -1
    const controlled = usesLength ? controlLength(weighed, level).difference : undefined
    const judged = [differenceOf(strata, level), ...(controlled ? [controlled] : [])]
    return Math.min(...judged.map((one) => one.low + holdMargin(margin, discernment, one).toShow))
  }
  return 1 - normalCdf(findRoot(leadAt, 0, farthest, 20))
}
