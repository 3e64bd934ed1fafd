import { toShare, type Share } from '@signalbox/core'
import type { Estimate } from '../statistics/estimate.ts'
import { type Coefficient, fitFractionalLogit } from '../statistics/fractional-logit.ts'
import { normalQuantile } from '../statistics/normal.ts'
import type { WeighedPair } from './weigh-pairs.ts'

/** What the lengths of answers have to do with who wins. */
export interface LengthControl {
  /** Pairs whose two lengths are known. */
  readonly pairs: number
  /** Of the pairs with a winner in both orders and unlike lengths: those the longer answer won. Its worth is in it too. */
  readonly longerWins: Share
  /**
   * Between equally good answers, wins less losses of one that is longer by a standard deviation of the differences in length. That longer answers
   * may be better ones is not taken out: only people can tell. undefined = it cannot be fitted.
   */
  readonly effect: Estimate | undefined
  /** `a` less `b` as between answers of one length. undefined = it cannot be fitted. */
  readonly difference: Estimate | undefined
  /** Why it cannot. */
  readonly reason: string | undefined
}

/** Fewer pairs say nothing of lengths. */
const fewest = 50

/**
 * Takes length out of preferences by regression on the difference in length, as AlpacaEval does (Dubois and others, "Length-controlled
 * AlpacaEval", COLM 2024): log odds of a win, a tie being half of one, against tanh of the difference in standard deviations.
 *
 * @param confidence two-sided, default 0.95
 */
export function controlLength(weighed: readonly WeighedPair[], confidence = 0.95): LengthControl {
  const known = weighed.flatMap(({ pair, weight }) =>
    pair.lengthA === undefined || pair.lengthB === undefined
      ? []
      : [{ pair, weight, longer: pair.lengthA - pair.lengthB }],
  )
  const decided = known.filter(({ pair, longer }) => pair.winner !== 'tie' && longer !== 0)
  const longerWins = toShare(
    decided.filter(({ pair, longer }) => (pair.winner === 'a') === longer > 0).length,
    decided.length,
  )
  const cannot = (reason: string): LengthControl => ({
    pairs: known.length,
    longerWins,
    effect: undefined,
    difference: undefined,
    reason,
  })
  if (known.length < fewest) return cannot(`the lengths of ${known.length} pairs are known; ${fewest} are needed`)
  const mean = known.reduce((sum, { longer }) => sum + longer, 0) / known.length
  const deviation = Math.sqrt(known.reduce((sum, { longer }) => sum + (longer - mean) ** 2, 0) / known.length)
  if (deviation === 0) return cannot('all pairs differ in length alike')
  const fit = fitFractionalLogit(
    known.map(({ pair, weight, longer }) => ({
      x: Math.tanh(longer / deviation),
      y: (pair.preference + 1) / 2,
      weight,
    })),
  )
  if (fit === undefined) return cannot('length and preference cannot be told apart')
  const z = normalQuantile((1 + confidence) / 2)
  return {
    pairs: known.length,
    longerWins,
    effect: toDifference(fit.slope, z, Math.tanh(1)),
    difference: toDifference(fit.intercept, z, 1),
    reason: undefined,
  }
}

/** Wins less losses from log odds. */
function toDifference({ value, error }: Coefficient, z: number, scale: number): Estimate {
  const at = (logOdds: number): number => Math.tanh((logOdds * scale) / 2)
  return { value: at(value), low: at(value - z * error), high: at(value + z * error) }
}

/** Whether the judge is found to prefer a length. */
export function isLengthBiased({ effect }: Pick<LengthControl, 'effect'>): boolean {
  return effect !== undefined && (effect.low > 0 || effect.high < 0)
}

/** Of the pairs with a winner: where more of them than this go with length, they may all go with it. */
const nearlyAll = 0.8

/** Whether who wins goes with length, and nothing shows that it is not for length alone: then no answers of one length can be compared. */
export function isLengthAlone(control: Pick<LengthControl, 'effect' | 'longerWins'>): boolean {
  const { low = 0, high = 1 } = control.longerWins
  return !isLengthBiased(control) && (low > nearlyAll || high < 1 - nearlyAll)
}
