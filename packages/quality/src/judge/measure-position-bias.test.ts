import { describe, expect, it } from 'vitest'
import { toJudgedPairs, type PairCount } from '../../test/judge/judged-pairs.ts'
import { measurePositionBias } from './measure-position-bias.ts'

describe('measurePositionBias', () => {
  it.each<[string, readonly PairCount[], number, 'first' | 'second' | undefined]>([
    [
      'one side always wins',
      [
        ['a', 'a', 80],
        ['b', 'b', 5],
      ],
      0.5,
      undefined,
    ],
    ['always the first', [['a', 'b', 40]], 1, 'first'],
    ['always the second', [['b', 'a', 40]], 0, 'second'],
    [
      'as often one place as the other',
      [
        ['b', 'a', 20],
        ['a', 'b', 20],
      ],
      0.5,
      undefined,
    ],
    [
      'the first in a quarter of the pairs',
      [
        ['a', 'b', 25],
        ['a', 'a', 50],
        ['tie', 'tie', 25],
      ],
      0.625,
      'first',
    ],
    [
      'a tie where it is second',
      [
        ['a', 'tie', 30],
        ['tie', 'tie', 30],
      ],
      0.625,
      'first',
    ],
    ['two pairs', [['a', 'b', 2]], 1, undefined],
  ])('%s', (_, counts, firstShare, prefers) => {
    const bias = measurePositionBias(toJudgedPairs(counts))
    expect(bias?.firstShare.value).toBeCloseTo(firstShare, 12)
    expect(bias?.prefers).toBe(prefers)
  })

  it('says nothing of nothing', () => {
    expect(measurePositionBias([])).toBeUndefined()
  })
})
