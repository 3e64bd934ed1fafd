import { describe, expect, it } from 'vitest'
import { fromVerdictLabels, toVerdictLabel } from './study-verdicts.ts'
import type { PairVerdict } from './verdict.ts'

const pair = {
  requestId: 'r',
  task: 'extract',
  stratum: 'extract/economy',
  a: { n: 1, model: 'v/cheap', tier: 'economy' },
  b: { n: 4, model: 'v/dear', tier: 'frontier' },
}

function verdict(order: PairVerdict['order'], winner: PairVerdict['winner']): PairVerdict {
  return { ...pair, order, winner, lengthA: undefined, lengthB: undefined, judge: 'j', reason: 'so' }
}

describe('verdicts as labels', () => {
  it.each([
    ['a-first', 'a', 1, 4, 1],
    ['a-first', 'b', 1, 4, 0],
    ['a-first', 'tie', 1, 4, 0.5],
    ['b-first', 'b', 4, 1, 1],
    ['b-first', 'a', 4, 1, 0],
    ['b-first', 'tie', 4, 1, 0.5],
  ] as const)('%s, winner %s: of the answer shown first', (order, winner, n, versusN, score) => {
    const label = toVerdictLabel(verdict(order, winner), 'spring', 7)
    expect(label).toEqual({
      requestId: 'r',
      n,
      versusN,
      score,
      source: 'judge',
      rater: 'j',
      study: 'spring',
      reason: 'so',
      atMs: 7,
    })
    expect(fromVerdictLabels([label], pair)).toEqual([verdict(order, winner)])
  })

  it('leaves out labels of other answers, and scores that name no winner', () => {
    const label = toVerdictLabel(verdict('a-first', 'a'), 'spring', 7)
    expect(
      fromVerdictLabels(
        [
          { ...label, versusN: 5 },
          { ...label, versusN: undefined },
          { ...label, score: 0.7 },
        ],
        pair,
      ),
    ).toEqual([])
  })
})
