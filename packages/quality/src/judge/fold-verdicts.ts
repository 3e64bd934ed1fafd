import { type JudgedPair, scoreOf } from './judged-pair.ts'
import type { PairVerdict } from './verdict.ts'

export interface FoldedVerdicts {
  readonly pairs: readonly JudgedPair[]
  /** Pairs with a verdict in one order only: no part of any figure, since its place cannot be told from its worth. */
  readonly incomplete: number
}

/** Puts the two orders of each pair and judge together. Of two verdicts in the same order the later one counts. */
export function foldVerdicts(verdicts: Iterable<PairVerdict>): FoldedVerdicts {
  const byPair = new Map<string, { 'a-first'?: PairVerdict; 'b-first'?: PairVerdict }>()
  for (const verdict of verdicts) {
    const key = JSON.stringify([verdict.requestId, verdict.a.n, verdict.b.n, verdict.judge])
    byPair.set(key, { ...byPair.get(key), [verdict.order]: verdict })
  }
  const pairs = [...byPair.values()].flatMap((orders) => toPair(orders['a-first'], orders['b-first']) ?? [])
  return { pairs, incomplete: byPair.size - pairs.length }
}

function toPair(first: PairVerdict | undefined, second: PairVerdict | undefined): JudgedPair | undefined {
  if (first === undefined || second === undefined) return undefined
  const { order: _order, winner: aFirst, reason: _reason, ...pair } = first
  const bFirst = second.winner
  const isSame = aFirst === bFirst
  return {
    ...pair,
    aFirst,
    bFirst,
    winner: isSame ? aFirst : 'tie',
    preference: (scoreOf(aFirst) + scoreOf(bFirst)) / 2,
    agreement: isSame ? 'same' : aFirst === 'tie' || bFirst === 'tie' ? 'leaning' : 'opposed',
  }
}
