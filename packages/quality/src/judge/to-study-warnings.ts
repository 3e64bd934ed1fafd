import { isLengthBiased } from './control-length.ts'
import type { JudgedPair } from './judged-pair.ts'
import type { StudySummary } from './pair-summary.ts'
import type { SummaryOptions } from './summarize-pairs.ts'
import { stratumOf } from './weigh-pairs.ts'

/** From here on people and a judge agree no more than fairly (Landis and Koch, Biometrics 1977). */
const fairKappa = 0.4
/** From here on length says which side an answer is of. */
const lopsidedShare = 0.95
/** So much of a sample may be missing without a word. */
const missing = 0.1

/** What makes the figures of a study less sure than their intervals say, in sentences with the figures. */
export function toStudyWarnings(
  { total, position, agreement }: Omit<StudySummary, 'warnings'>,
  { pairs, traffic, incomplete = 0 }: SummaryOptions & { readonly pairs: readonly JudgedPair[] },
): readonly string[] {
  const warnings: string[] = []
  const { firstShare, prefers } = position
  if (prefers !== undefined)
    warnings.push(
      `The judge prefers the answer shown ${prefers}: the first wins ${range(firstShare)} of its verdicts where 50 % is fair. Both orders were judged, so no side gains by it, but ${position.opposed} of ${position.pairs} pairs changed their winner with the order and count as ties.`,
    )
  const { effect, longerWins } = total.length
  if (effect !== undefined && isLengthBiased(total.length))
    warnings.push(
      `The judge prefers ${effect.value > 0 ? 'longer' : 'shorter'} answers: the longer one wins ${longerWins.numerator} of ${longerWins.denominator} pairs. The verdicts have to hold at one length as well; whether length is worth something here only people can tell.`,
    )
  const lopsided = lopsidedLengths(pairs)
  if (lopsided !== undefined) warnings.push(lopsided)
  if (incomplete > missing * (pairs.length + incomplete))
    warnings.push(
      `${incomplete} of ${pairs.length + incomplete} pairs have no verdict in both orders and are left out; were they not like the others, the figures would be off.`,
    )
  const empty = emptyStrata(pairs, traffic)
  if (empty !== undefined) warnings.push(empty)
  if (agreement !== undefined && agreement.kappa !== undefined && agreement.kappa.value < fairKappa)
    warnings.push(
      `The judge and people agree little beyond chance: kappa ${round(agreement.kappa.value)} (${round(agreement.kappa.low)} to ${round(agreement.kappa.high)}) on ${agreement.pairs} pairs; it missed ${agreement.missedLosses.numerator} of the ${agreement.missedLosses.denominator} losses people saw.${
        agreement.commonest.share > 0.8 ? ' People nearly always say the same, which makes kappa low by itself.' : ''
      }`,
    )
  return warnings
}

/** Where one side is nearly always the longer, no comparison at one length is to be had. */
function lopsidedLengths(pairs: readonly JudgedPair[]): string | undefined {
  const unlike = pairs.filter(
    ({ lengthA, lengthB }) => lengthA !== undefined && lengthB !== undefined && lengthA !== lengthB,
  )
  const longer = unlike.filter(({ lengthA = 0, lengthB = 0 }) => lengthA > lengthB).length
  const share = Math.max(longer, unlike.length - longer) / unlike.length
  if (unlike.length < 30 || share < lopsidedShare) return undefined
  return `The answers of one side are the longer ones in ${range({ value: share })} of pairs: what a judge makes of length cannot be told from what they are worth; have people judge a part.`
}

function emptyStrata(pairs: readonly JudgedPair[], traffic: SummaryOptions['traffic']): string | undefined {
  if (traffic === undefined) return undefined
  const seen = new Set(pairs.map(stratumOf))
  const sum = (entries: (readonly [string, number])[]): number => entries.reduce((all, [, n]) => all + n, 0)
  const without = [...traffic].filter(([stratum, n]) => n > 0 && !seen.has(stratum))
  if (without.length === 0) return undefined
  return `No pair stands for ${range({ value: sum(without) / sum([...traffic]) })} of the traffic (${without.length} strata).`
}

function range({ value, low, high }: { value: number; low?: number; high?: number }): string {
  const percent = (share: number): string => String(Math.round(share * 1000) / 10)
  return low === undefined || high === undefined
    ? `${percent(value)} %`
    : `${percent(value)} % (${percent(low)} to ${percent(high)} %)`
}

function round(x: number): number {
  return Math.round(x * 100) / 100
}
