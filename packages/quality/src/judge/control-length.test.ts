import { describe, expect, it } from 'vitest'
import { toJudgedPairs, type PairCount } from '../../test/judge/judged-pairs.ts'
import { controlLength, isLengthBiased } from './control-length.ts'
import { toWeighedPairs, weighPairs } from './weigh-pairs.ts'

const control = (counts: readonly PairCount[]): ReturnType<typeof controlLength> =>
  controlLength(toWeighedPairs(weighPairs(toJudgedPairs(counts), undefined)))

const [long, short] = [
  { lengthA: 900, lengthB: 500 },
  { lengthA: 500, lengthB: 900 },
]

describe('controlLength', () => {
  it.each<[string, readonly PairCount[], string]>([
    ['no lengths', [['a', 'a', 60]], 'the lengths of 0 pairs are known; 50 are needed'],
    [
      'few lengths',
      [
        ['a', 'a', 20, long],
        ['b', 'b', 20, short],
        ['a', 'a', 60],
      ],
      'the lengths of 40 pairs are known; 50 are needed',
    ],
    [
      'one difference in length',
      [
        ['a', 'a', 30, long],
        ['b', 'b', 30, long],
      ],
      'all pairs differ in length alike',
    ],
    [
      'the longer always wins',
      [
        ['a', 'a', 30, long],
        ['b', 'b', 30, short],
      ],
      'length and preference cannot be told apart',
    ],
  ])('cannot be fitted: %s', (_, counts, reason) => {
    expect(control(counts)).toMatchObject({ reason, effect: undefined, difference: undefined })
  })

  it('finds no length where it does not matter, and then the difference is as it was', () => {
    const length = control([
      ['a', 'a', 20, long],
      ['b', 'b', 30, long],
      ['a', 'a', 20, short],
      ['b', 'b', 30, short],
      ['tie', 'tie', 100, { lengthA: 700, lengthB: 700 }],
    ])
    expect(isLengthBiased(length)).toBe(false)
    expect(length.longerWins).toMatchObject({ numerator: 50, denominator: 100 })
    expect(length.effect?.value).toBeCloseTo(0, 9)
    expect(length.difference?.value).toBeCloseTo(-0.1, 9)
  })

  it('takes length out: a side that wins by length alone is even at one length', () => {
    const length = control([
      ['a', 'a', 90, long],
      ['b', 'b', 30, long],
      ['a', 'a', 10, short],
      ['b', 'b', 30, short],
      ['tie', 'tie', 40, { lengthA: 700, lengthB: 700 }],
    ])
    expect(isLengthBiased(length)).toBe(true)
    expect(length.effect?.value).toBeGreaterThan(0.3)
    expect(Math.abs(length.difference?.value ?? 1)).toBeLessThan(0.1)
  })
})
