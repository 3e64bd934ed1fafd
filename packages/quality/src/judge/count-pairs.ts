import { estimatePredictionPowered } from '../statistics/prediction-powered.ts'
import type { HumanLookup } from './human-verdict.ts'
import { type JudgedPair, scoreOf } from './judged-pair.ts'
import type { PairSummary } from './pair-summary.ts'
import { meanOfPairs } from './weigh-evidence.ts'
import { type PairStratum, toWeighedPairs } from './weigh-pairs.ts'

/** What is counted of pairs, beside what a verdict rests on. */
export type PairCounts = Pick<PairSummary, 'pairs' | 'win' | 'tie' | 'loss' | 'leaning' | 'opposed' | 'byPeople'> & {
  /** Mean square of the preferences. */
  readonly discordance: number
}

/** Fewer people's verdicts than this put nothing right. */
const enoughPeople = 20

export function countPairs(strata: readonly PairStratum[], confidence: number, humanOf: HumanLookup): PairCounts {
  const weighed = toWeighedPairs(strata)
  const count = (test: (pair: JudgedPair) => boolean): number => weighed.filter(({ pair }) => test(pair)).length
  const byPeople = estimatePredictionPowered(
    weighed.map(({ pair, weight }) => {
      const human = humanOf(pair)
      return { predicted: pair.preference, actual: human && scoreOf(human), weight }
    }),
    confidence,
  )
  return {
    pairs: weighed.length,
    win: meanOfPairs(strata, confidence, ({ preference }) => Math.max(0, preference), 0),
    tie: meanOfPairs(strata, confidence, ({ preference }) => 1 - Math.abs(preference), 0),
    loss: meanOfPairs(strata, confidence, ({ preference }) => Math.max(0, -preference), 0),
    leaning: count(({ agreement }) => agreement === 'leaning'),
    opposed: count(({ agreement }) => agreement === 'opposed'),
    byPeople: byPeople && byPeople.labelled >= enoughPeople ? byPeople : undefined,
    discordance: weighed.reduce((sum, { pair, weight }) => sum + weight * pair.preference ** 2, 0) / weighed.length,
  }
}
