import type { LabelRow } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { toHumanVerdicts } from './human-verdict.ts'

const pair = {
  requestId: 'r1',
  a: { n: 1, model: 'small', tier: 'economy' },
  b: { n: 2, model: 'large', tier: 'frontier' },
}

const label = (
  n: number,
  versusN: number | undefined,
  score: number,
  source: LabelRow['source'] = 'human',
): LabelRow => ({
  requestId: 'r1',
  n,
  source,
  rater: `rater ${score}`,
  study: undefined,
  versusN,
  score,
  reason: undefined,
  atMs: 0,
})

describe('toHumanVerdicts', () => {
  it.each([
    ['a comparison', [label(1, 2, 1)], 'a'],
    ['a comparison the other way round', [label(2, 1, 1)], 'b'],
    ['as good', [label(1, 2, 0.5)], 'tie'],
    ['people who are divided', [label(1, 2, 1), label(2, 1, 1)], 'tie'],
    ['a majority', [label(1, 2, 1), label(1, 2, 0.5), label(2, 1, 0.5)], 'a'],
    ['each answer on its own', [label(1, undefined, 0), label(2, undefined, 1)], 'b'],
    ['both right', [label(1, undefined, 1), label(2, undefined, 1)], 'tie'],
    ['a comparison before labels of each', [label(1, 2, 1), label(1, undefined, 0), label(2, undefined, 1)], 'a'],
    ['one answer only', [label(1, undefined, 0)], undefined],
    ['a judge', [label(1, 2, 1, 'judge')], undefined],
    ['another rival', [label(1, 3, 1)], undefined],
  ])('%s', (_, labels, winner) => {
    expect(toHumanVerdicts([pair], labels)).toEqual(
      winner === undefined ? [] : [{ requestId: 'r1', a: 1, b: 2, winner }],
    )
  })
})
