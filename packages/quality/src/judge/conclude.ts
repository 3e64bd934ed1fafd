import type { Estimate } from '../statistics/estimate.ts'
import { isLengthAlone, isLengthBiased } from './control-length.ts'
import { holdMargin } from './hold-margin.ts'
import { studySize } from './study-size.ts'
import type { Evidence } from './weigh-evidence.ts'

/** What is claimed, and on which evidence. */
export interface Claim extends Evidence {
  /** The answers that are to be shown good enough, and those they are held against, as a sentence names them. */
  readonly names: { readonly a: string; readonly b: string }
  /** undefined = over all task types. */
  readonly task: string | undefined
  /** How much worse is still good enough: wins less losses, 0..1. */
  readonly margin: number
  readonly confidence: number
  readonly pairs: number
  readonly minimumPairs: number
  /** Mean square of the preferences. */
  readonly discordance: number
  /**
   * Where several task types are asked about at once: chance of seeing as much if `a` were worse by the margin, raised for all of them, and
   * how many they are.
   */
  readonly family: { readonly p: number; readonly size: number } | undefined
}

export interface Conclusion {
  /**
   * `shown`: worse by less than the margin, if at all; `worse`: by more than the margin; `too-few` pairs or a judge that `cannot-tell` answers
   * apart: nothing is concluded.
   */
  readonly verdict: 'shown' | 'not-shown' | 'worse' | 'too-few' | 'cannot-tell'
  /** The verdict in words, with its figures. */
  readonly sentence: string
  /** About so many more pairs would show it, if what was seen goes on and with power 80 %; undefined = not to be expected, or not asked. */
  readonly needsMore: number | undefined
  /** The margin as this judge would see it, that the interval was held against: see `holdMargin`. undefined = nothing is concluded. */
  readonly heldMargin: number | undefined
}

/** A judge that lets through less than this of a difference cannot tell answers apart. */
export const leastDiscernment = 0.5

/**
 * Non-inferiority at a stated margin: shown where the whole interval lies above minus the margin (ICH E9, "Statistical principles for clinical
 * trials", 1998, section 3.3.2). Since a careless judge makes all differences small, the margin shrinks by what it lets through: silence
 * is no evidence of equality (assay sensitivity: ICH E10, 2000, section 1.5). Where the judge prefers a length, the comparison at one
 * length must hold as well. The confidence is that of one look: a study that is enlarged until it shows something shows too much.
 */
export function conclude(claim: Claim): Conclusion {
  const { pairs, minimumPairs, discernment, margin, difference } = claim
  const on = claim.task === undefined ? '' : ` on \`${claim.task}\``
  const refuse = (verdict: Conclusion['verdict'], why: string): Conclusion => ({
    verdict,
    sentence: `no conclusion${on}: ${why}`,
    needsMore: verdict === 'too-few' ? minimumPairs - pairs : undefined,
    heldMargin: undefined,
  })
  if (pairs < minimumPairs) return refuse('too-few', `${pairs} pairs are too few, at least ${minimumPairs} are needed`)
  if (discernment === undefined)
    return refuse('cannot-tell', 'the judge preferred an answer too seldom to know whether it can tell them apart')
  if (discernment.value < leastDiscernment)
    return refuse(
      'cannot-tell',
      `only ${percent(discernment.value)} of its verdicts come from the answers, the rest from their order or from chance`,
    )
  if (isLengthAlone(claim.length)) return refuse('cannot-tell', toLengthReason(claim.length))

  const controlled = controlledOf(claim)
  const judged = controlled === undefined ? [difference] : [difference, controlled]
  const held = judged.map((one) => holdMargin(margin, discernment, one))
  const isShownAlone = judged.every(({ low }, i) => low > -(held[i]?.toShow ?? 0))
  const isShown = isShownAlone && (claim.family === undefined || claim.family.p <= (1 - claim.confidence) / 2)
  const isWorse = judged.every(({ high }, i) => high < -(held[i]?.toRefute ?? 1))
  const heldMargin = (isWorse ? held[0]?.toRefute : held[0]?.toShow) ?? 0
  const { a, b } = claim.names
  const figures = describe(claim, heldMargin)
  if (isShown)
    return {
      verdict: 'shown',
      sentence: `${a} is within ${points(margin)} of ${b}${on}, ${percent(claim.confidence)} confidence (${figures})`,
      needsMore: 0,
      heldMargin,
    }
  if (isWorse)
    return {
      verdict: 'worse',
      sentence: `${a} is worse than ${b} by more than ${points(margin)}${on}, ${percent(claim.confidence)} confidence (${figures})`,
      needsMore: undefined,
      heldMargin,
    }
  const needsMore = isShownAlone ? undefined : toNeed(claim, Math.min(...judged.map(({ value }) => value)))
  const need = isShownAlone
    ? `on its own it would be, as one of ${claim.family?.size} task types it is not`
    : needsMore === undefined
      ? 'more pairs are not likely to show it'
      : `needs about ${needsMore} more`
  return {
    verdict: 'not-shown',
    sentence: `not shown that ${a} is within ${points(margin)} of ${b}${on}, ${need} (${figures})`,
    needsMore,
    heldMargin,
  }
}

/** As between answers of one length, where the judge is found to prefer a length. */
function controlledOf({ length }: Evidence): Estimate | undefined {
  return isLengthBiased(length) ? length.difference : undefined
}

function toLengthReason({ longerWins: { numerator, denominator } }: Evidence['length']): string {
  const [kind, wins] = 2 * numerator > denominator ? ['longer', numerator] : ['shorter', denominator - numerator]
  return `the ${kind} answer won ${wins} of ${denominator} pairs, and whether for its length or its worth cannot be told`
}

/** Not to be expected: more than twenty times as many. */
function toNeed(claim: Claim, seen: number): number | undefined {
  const { pairs, margin, confidence, discordance, discernment } = claim
  const size = studySize({
    margin,
    confidence,
    discordance: discordance || 1e-5,
    discernment: discernment?.value,
    difference: Math.min(0, seen),
  })
  return size > 20 * pairs ? undefined : Math.max(1, size - pairs)
}

function describe(claim: Claim, heldMargin: number): string {
  const { difference, pairs, margin, discernment } = claim
  const controlled = controlledOf(claim)
  const parts = [`wins less losses ${toText(difference)}, ${pairs} pairs`]
  if (controlled !== undefined) parts.push(`at one length ${toText(controlled)}`)
  if (discernment !== undefined && discernment.value < 0.995)
    parts.push(
      `${points(margin)} held as ${points(heldMargin)}, since ${percent(discernment.value)} of a difference comes through this judge`,
    )
  return parts.join('; ')
}

function toText({ value, low, high }: Estimate): string {
  return `${figure(value)} (${figure(low)} to ${figure(high)})`
}

function points(share: number): string {
  const text = figure(share)
  return `${text} point${text === '1' ? '' : 's'}`
}

function figure(share: number): string {
  return String(Math.round(share * 1000) / 10)
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
