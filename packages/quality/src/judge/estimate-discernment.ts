import type { Estimate } from '../statistics/estimate.ts'
import { normalQuantile } from '../statistics/normal.ts'
import { firstLeanOf, type JudgedPair } from './judged-pair.ts'

/** Below so many pairs with a preference nothing is known of the judge. */
const fewest = 10

/**
 * How much of a difference a judge lets through: the share of its verdicts that come from the answers. The others come from their places
 * or from nowhere, and make every difference look smaller by as much (attenuation: Spearman, American Journal of Psychology 1904).
 *
 * It follows from the two orders alone where a verdict either is right or does not look at the answers, each order for itself. S and S' being
 * the shares of preferences in each order, C and O the pairs with the same and with opposite ones, P the lean to the first place, D
 * the pairs that differ: C - O + P² = u²D and S·S' - 2·O + P² = u²D², so u = (C - O + P²) / sqrt(S·S' - 2·O + P²). Its interval is by
 * linearisation. An error that a judge makes in both orders only people can tell: see `summarizeAgreement`.
 *
 * @param confidence two-sided, default 0.95
 * @returns 0..1; undefined with fewer than 10 pairs of which it preferred an answer
 */
export function estimateDiscernment(pairs: readonly JudgedPair[], confidence = 0.95): Estimate | undefined {
  const rows = pairs.map((pair) => ({
    inFirst: pair.aFirst === 'tie' ? 0 : 1,
    inSecond: pair.bFirst === 'tie' ? 0 : 1,
    opposed: pair.agreement === 'opposed' ? 1 : 0,
    same: pair.winner === 'tie' ? 0 : 1,
    lean: firstLeanOf(pair),
  }))
  if (rows.filter(({ inFirst, inSecond }) => inFirst + inSecond > 0).length < fewest) return undefined
  const meanOf = (key: keyof (typeof rows)[number]): number =>
    rows.reduce((sum, row) => sum + row[key], 0) / rows.length
  const [inFirst, inSecond, opposed, lean] = [meanOf('inFirst'), meanOf('inSecond'), meanOf('opposed'), meanOf('lean')]
  const signal = meanOf('same') - opposed + lean ** 2
  const square = inFirst * inSecond - 2 * opposed + lean ** 2
  if (signal <= 0 || square <= 0) return { value: 0, low: 0, high: 1 }
  const value = signal / Math.sqrt(square)
  // How far each pair moves the estimate.
  const moves = rows.map((row) => {
    const ofSignal = row.same - row.opposed + 2 * lean * row.lean - (signal + lean ** 2)
    const ofSquare =
      row.inFirst * inSecond +
      row.inSecond * inFirst -
      2 * row.opposed +
      2 * lean * row.lean -
      (square + inFirst * inSecond + lean ** 2)
    return ofSignal / Math.sqrt(square) - (value * ofSquare) / (2 * square)
  })
  const error = Math.sqrt(moves.reduce((sum, move) => sum + move ** 2, 0)) / rows.length
  const reach = normalQuantile((1 + confidence) / 2) * error
  const clip = (x: number): number => Math.min(1, Math.max(0, x))
  return { value: clip(value), low: clip(value - reach), high: clip(value + reach) }
}
