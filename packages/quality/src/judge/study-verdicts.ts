import type { LabelRow } from '@signalbox/core'
import type { KnownAnswer } from './known-answers.ts'
import type { PairSide, PairVerdict } from './verdict.ts'

/** A pair and where its verdicts are kept. */
export interface JudgedAnswers {
  readonly requestId: string
  readonly task: string
  readonly stratum?: string | undefined
  readonly a: PairSide & Partial<Pick<KnownAnswer, 'text'>>
  readonly b: PairSide & Partial<Pick<KnownAnswer, 'text'>>
}

/**
 * A verdict as a label: of the answer that was shown first, against the one shown second. Both orders of a pair are two labels, so no
 * fold loses which place won.
 */
export function toVerdictLabel(verdict: PairVerdict, study: string, atMs: number): LabelRow {
  const { requestId, a, b, order, winner, judge, reason } = verdict
  const [first, second] = order === 'a-first' ? [a, b] : [b, a]
  const isFirst = (winner === 'a') === (order === 'a-first')
  return {
    requestId,
    n: first.n,
    versusN: second.n,
    source: 'judge',
    rater: judge,
    study,
    score: winner === 'tie' ? 0.5 : isFirst ? 1 : 0,
    reason,
    atMs,
  }
}

/** The verdicts that these labels hold about a pair; one that is none of it, or has no clear winner, is left out. */
export function fromVerdictLabels(labels: Iterable<LabelRow>, pair: JudgedAnswers): readonly PairVerdict[] {
  const { requestId, task, stratum } = pair
  const a = { n: pair.a.n, model: pair.a.model, tier: pair.a.tier }
  const b = { n: pair.b.n, model: pair.b.model, tier: pair.b.tier }
  return [...labels].flatMap(({ n, versusN, score, rater, reason }): PairVerdict[] => {
    const order = n === a.n && versusN === b.n ? 'a-first' : n === b.n && versusN === a.n ? 'b-first' : undefined
    if (order === undefined || rater === undefined || ![0, 0.5, 1].includes(score)) return []
    const winner = score === 0.5 ? 'tie' : (score === 1) === (order === 'a-first') ? 'a' : 'b'
    const lengths = { lengthA: pair.a.text?.length, lengthB: pair.b.text?.length }
    return [{ requestId, task, stratum, a, b, order, winner, ...lengths, judge: rater, reason }]
  })
}
