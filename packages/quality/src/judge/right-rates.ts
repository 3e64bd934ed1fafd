import type { LabelRow } from '@signalbox/core'
import type { Estimate } from '../statistics/estimate.ts'
import type { JudgedPair } from './judged-pair.ts'
import type { SummaryOptions } from './summarize-pairs.ts'
import { meanOfPairs } from './weigh-evidence.ts'
import { groupPairs, weighPairs } from './weigh-pairs.ts'

/** How right one side's answers are. */
export interface RightRate {
  /** Answers that people have judged. */
  readonly answers: number
  /** Their mean score, 0..1; undefined without one. */
  readonly rate: Estimate | undefined
}

/** How right the answers of a study are, by people who judged each on its own. */
export interface RightRates {
  /** undefined = all task types. */
  readonly task: string | undefined
  readonly a: RightRate
  readonly b: RightRate
  /** `a` less `b`, over the pairs of which people have judged both answers. */
  readonly difference: { readonly pairs: number; readonly estimate: Estimate | undefined }
}

/** Over all, then by task type; empty where people have judged no answer on its own. Several people: the mean of what they say. */
export function toRightRates(
  pairs: readonly JudgedPair[],
  labels: Iterable<LabelRow>,
  { traffic, confidence = 0.95 }: Pick<SummaryOptions, 'traffic' | 'confidence'> = {},
): readonly RightRates[] {
  const scores = new Map<string, number[]>()
  for (const { source, versusN, requestId, n, score } of labels) {
    if (source !== 'human' || versusN !== undefined) continue
    const key = `${n} ${requestId}`
    scores.set(key, [...(scores.get(key) ?? []), score])
  }
  const scoreOf = ({ requestId }: JudgedPair, { n }: JudgedPair['a']): number | undefined => {
    const own = scores.get(`${n} ${requestId}`)
    return own && own.reduce((sum, score) => sum + score, 0) / own.length
  }
  const ofA = (pair: JudgedPair): number | undefined => scoreOf(pair, pair.a)
  const ofB = (pair: JudgedPair): number | undefined => scoreOf(pair, pair.b)
  const lead = (pair: JudgedPair): number | undefined => {
    const [a, b] = [ofA(pair), ofB(pair)]
    return a === undefined || b === undefined ? undefined : a - b
  }

  const measure = (task: string | undefined, own: readonly JudgedPair[]): RightRates[] => {
    const meanOf = (of: typeof lead, least: number): [number, Estimate | undefined] => {
      const known = own.filter((pair) => of(pair) !== undefined)
      const strata = weighPairs(known, traffic)
      return [
        known.length,
        known.length === 0 ? undefined : meanOfPairs(strata, confidence, (pair) => of(pair) ?? 0, least),
      ]
    }
    const [[answersA, rateA], [answersB, rateB], [both, estimate]] = [meanOf(ofA, 0), meanOf(ofB, 0), meanOf(lead, -1)]
    if (answersA + answersB === 0) return []
    return [
      {
        task,
        a: { answers: answersA, rate: rateA },
        b: { answers: answersB, rate: rateB },
        difference: { pairs: both, estimate },
      },
    ]
  }
  const groups = groupPairs(pairs, ({ task }) => task)
  return [...measure(undefined, pairs), ...[...groups].flatMap(([task, own]) => measure(task, own))]
}
