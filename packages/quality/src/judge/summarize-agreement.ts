import { toShare, type Share } from '@signalbox/core'
import { cohensKappa } from '../statistics/cohens-kappa.ts'
import type { Estimate } from '../statistics/estimate.ts'
import type { HumanLookup } from './human-verdict.ts'
import type { JudgedPair } from './judged-pair.ts'
import type { Winner } from './verdict.ts'

/** How far a judge and people say the same of the same pairs. */
export interface Agreement {
  /** Pairs both have judged. */
  readonly pairs: number
  readonly agreed: Share
  /** Beyond chance, with its 95 % interval; undefined = it has no meaning here, both always said the same one thing. */
  readonly kappa: Estimate | undefined
  /** Of the pairs where people prefer `b`: those where the judge did not. What makes a worse answer look good. */
  readonly missedLosses: Share
  /** Of the pairs where people prefer `a`: those where the judge did not. */
  readonly missedWins: Share
  /** Of the pairs where people prefer neither: those where the judge did. */
  readonly inventedPreferences: Share
  /**
   * What people say most, and how often. Where it is nearly always, kappa is low whatever the judge does (Feinstein and Cicchetti, "High
   * agreement but low kappa", Journal of Clinical Epidemiology 1990).
   */
  readonly commonest: { readonly winner: Winner; readonly share: number }
}

const winners = ['a', 'tie', 'b'] as const

/** undefined where people have judged none of the pairs. */
export function summarizeAgreement(pairs: readonly JudgedPair[], humanOf: HumanLookup): Agreement | undefined {
  const both = pairs.flatMap((pair) => {
    const human = humanOf(pair)
    return human === undefined ? [] : [{ human, judge: pair.winner }]
  })
  if (both.length === 0) return undefined
  const countOf = (human: Winner, judge: Winner): number =>
    both.filter((one) => one.human === human && one.judge === judge).length
  const missed = (human: Winner): Share => {
    const all = both.filter((one) => one.human === human)
    return toShare(all.filter(({ judge }) => judge !== human).length, all.length)
  }
  const [commonest] = winners
    .map((winner) => ({ winner, share: both.filter(({ human }) => human === winner).length / both.length }))
    .toSorted((one, other) => other.share - one.share)
  return {
    pairs: both.length,
    agreed: toShare(both.filter(({ human, judge }) => human === judge).length, both.length),
    kappa: cohensKappa(winners.map((human) => winners.map((judge) => countOf(human, judge)))),
    missedLosses: missed('b'),
    missedWins: missed('a'),
    inventedPreferences: missed('tie'),
    commonest: commonest ?? { winner: 'tie', share: 0 },
  }
}
