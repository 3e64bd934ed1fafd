import type { LabelRow } from '@signalbox/core'
import type { JudgedPair } from './judged-pair.ts'
import type { Winner } from './verdict.ts'

/** What people say of a pair. */
export interface HumanVerdict {
  readonly requestId: string
  /** Attempts of `a` and `b`. */
  readonly a: number
  readonly b: number
  readonly winner: Winner
}

/** Finds what people say of a pair. */
export type HumanLookup = (pair: JudgedPair) => Winner | undefined

export function toHumanLookup(verdicts: Iterable<HumanVerdict>): HumanLookup {
  const byPair = new Map<string, Winner>()
  for (const { requestId, a, b, winner } of verdicts) byPair.set(JSON.stringify([requestId, a, b]), winner)
  if (byPair.size === 0) return () => undefined
  return ({ requestId, a, b }) => byPair.get(JSON.stringify([requestId, a.n, b.n]))
}

/**
 * What people's labels say of pairs. Labels that compare the two answers count as they are, whichever way round; without one, the answers' own
 * labels are held against each other. Several people: the mean of what they say.
 */
export function toHumanVerdicts(
  pairs: readonly Pick<JudgedPair, 'requestId' | 'a' | 'b'>[],
  labels: Iterable<LabelRow>,
): readonly HumanVerdict[] {
  const scores = new Map<string, number[]>()
  for (const { source, requestId, n, versusN, score } of labels) {
    if (source !== 'human') continue
    const key = JSON.stringify([requestId, n, versusN ?? null])
    scores.set(key, [...(scores.get(key) ?? []), score])
  }
  const scoresOf = (requestId: string, n: number, versusN: number | null): readonly number[] =>
    scores.get(JSON.stringify([requestId, n, versusN])) ?? []
  return pairs.flatMap(({ requestId, a, b }) => {
    const compared = [
      ...scoresOf(requestId, a.n, b.n).map((score) => score - 0.5),
      ...scoresOf(requestId, b.n, a.n).map((score) => 0.5 - score),
    ]
    const [ofA, ofB] = [toMean(scoresOf(requestId, a.n, null)), toMean(scoresOf(requestId, b.n, null))]
    const lead = toMean(compared) ?? (ofA === undefined || ofB === undefined ? undefined : ofA - ofB)
    if (lead === undefined) return []
    return [{ requestId, a: a.n, b: b.n, winner: lead > 0 ? 'a' : lead < 0 ? 'b' : ('tie' as const) }]
  })
}

function toMean(scores: readonly number[]): number | undefined {
  return scores.length === 0 ? undefined : scores.reduce((sum, score) => sum + score, 0) / scores.length
}
