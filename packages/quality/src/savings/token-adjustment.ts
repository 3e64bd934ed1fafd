import type { Interval } from '../statistics/interval.ts'
import type { TokenRatio } from './token-ratio.ts'

/**
 * What it means for the saving that models count the same text differently: the baseline's cost is that of the served model's counts,
 * and the baseline would have counted others.
 */
export interface TokenAdjustment {
  /** How the baseline counts what each served model counted; those measured on at least `fewestCounted` requests. */
  readonly ratios: readonly TokenRatio[]
  /** Of the baseline's cost: what the baseline served itself, or a model whose ratio is known. */
  readonly knownShare: number
  /**
   * The saved share with the baseline's cost multiplied by each ratio, as recorded where none is known; low and high are the ratios' own.
   * undefined = none is known.
   */
  readonly savedShare: Interval | undefined
  /** How the saved share would change, in points of a share, were the baseline to count ten percent more, or less, than the models that served. */
  readonly ifCountsTenPercentMore: number
  readonly ifCountsTenPercentLess: number
}

/** Fewer requests say too little of how two models count. */
export const fewestCounted = 30

export interface AdjustmentInput {
  readonly baseline: string
  readonly actual: number
  /** What each served model's answers cost at the baseline's prices. */
  readonly models: readonly { readonly model: string; readonly baseline: number }[]
  readonly ratioOf: (from: string, to: string) => TokenRatio | undefined
}

export function toTokenAdjustment({ baseline, actual, models, ratioOf }: AdjustmentInput): TokenAdjustment {
  const total = sum(models.map((model) => model.baseline))
  const others = models.filter(({ model }) => model !== baseline)
  const moved = sum(others.map((model) => model.baseline))
  const known = others.flatMap((model) => {
    const ratio = ratioOf(model.model, baseline)
    return ratio === undefined || ratio.requests < fewestCounted ? [] : [{ ...model, ratio }]
  })
  const shareWith = (factorOf: (interval: Interval) => number): number =>
    1 - actual / (total + sum(known.map((model) => model.baseline * (factorOf(model.ratio.ratio) - 1))))
  const changeAt = (factor: number): number =>
    total === 0 ? 0 : actual / total - actual / (total + (factor - 1) * moved)
  return {
    ratios: known.map(({ ratio }) => ratio),
    knownShare: total === 0 ? 0 : (total - moved + sum(known.map((model) => model.baseline))) / total,
    savedShare:
      known.length === 0 || total === 0
        ? undefined
        : {
            value: shareWith(({ value }) => value),
            low: shareWith(({ value, low }) => low ?? value),
            high: shareWith(({ value, high }) => high ?? value),
          },
    ifCountsTenPercentMore: changeAt(1.1),
    ifCountsTenPercentLess: changeAt(0.9),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
