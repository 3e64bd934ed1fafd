import { describe, expect, it } from 'vitest'
import { type Claim, conclude } from './conclude.ts'

const unknownLength: Claim['length'] = {
  pairs: 0,
  longerWins: { numerator: 0, denominator: 0, value: undefined, low: undefined, high: undefined },
  effect: undefined,
  difference: undefined,
  reason: 'no lengths',
}

const claim: Claim = {
  names: { a: 'economy', b: 'frontier' },
  task: 'extract',
  margin: 0.03,
  confidence: 0.95,
  pairs: 400,
  minimumPairs: 30,
  difference: { value: -0.002, low: -0.02, high: 0.016 },
  length: unknownLength,
  discordance: 0.04,
  discernment: { value: 1, low: 1, high: 1 },
  family: undefined,
}

const longerPreferred = (low: number, high: number): Claim['length'] => ({
  ...unknownLength,
  effect: { value: 0.2, low: 0.1, high: 0.3 },
  difference: { value: (low + high) / 2, low, high },
})

describe('conclude', () => {
  it.each<[string, Partial<Claim>, string, string]>([
    [
      'within',
      {},
      'shown',
      'economy is within 3 points of frontier on `extract`, 95 % confidence (wins less losses -0.2 (-2 to 1.6), 400 pairs)',
    ],
    [
      'over all',
      { task: undefined, margin: 0.01, difference: { value: 0.02, low: 0, high: 0.04 } },
      'shown',
      'economy is within 1 point of frontier, 95 %',
    ],
    [
      'at the margin',
      { difference: { value: 0, low: -0.03, high: 0.03 } },
      'not-shown',
      'not shown that economy is within 3 points of frontier on `extract`, needs about 1 more',
    ],
    ['too wide', { pairs: 100, difference: { value: 0, low: -0.04, high: 0.04 } }, 'not-shown', 'needs about 249 more'],
    [
      'length alone',
      {
        length: {
          ...unknownLength,
          longerWins: { numerator: 3, denominator: 60, value: 0.05, low: 0.02, high: 0.14 },
        },
      },
      'cannot-tell',
      'no conclusion on `extract`: the shorter answer won 57 of 60 pairs, and whether for its length or its worth cannot be told',
    ],
    [
      'hopeless',
      { difference: { value: -0.03, low: -0.05, high: -0.01 } },
      'not-shown',
      'more pairs are not likely to show it',
    ],
    [
      'worse',
      { difference: { value: -0.1, low: -0.15, high: -0.05 } },
      'worse',
      'economy is worse than frontier by more than 3 points on `extract`, 95 %',
    ],
    ['few', { pairs: 12 }, 'too-few', 'no conclusion on `extract`: 12 pairs are too few, at least 30 are needed'],
    ['silent judge', { discernment: undefined }, 'cannot-tell', 'the judge preferred an answer too seldom'],
    [
      'careless judge',
      { discernment: { value: 0.42, low: 0.3, high: 0.5 } },
      'cannot-tell',
      'only 42 % of its verdicts come from the answers',
    ],
    [
      'a judge that lets 60 % through',
      { discernment: { value: 0.6, low: 0.6, high: 0.6 } },
      'not-shown',
      '3 points held as 1.8 points, since 60 % of a difference comes through this judge',
    ],
    ['good at one length as well', { length: longerPreferred(-0.02, 0.02) }, 'shown', 'at one length 0 (-2 to 2)'],
    ['good by length only', { length: longerPreferred(-0.06, -0.02) }, 'not-shown', 'at one length -4 (-6 to -2)'],
    [
      'worse by length only',
      { difference: { value: -0.1, low: -0.15, high: -0.05 }, length: longerPreferred(-0.02, 0.02) },
      'not-shown',
      'at one length 0',
    ],
    [
      'as one of many',
      { family: { p: 0.03, size: 6 } },
      'not-shown',
      'on its own it would be, as one of 6 task types it is not',
    ],
    ['as one of many, all the same', { family: { p: 0.02, size: 6 } }, 'shown', 'economy is within'],
  ])('%s', (_, part, verdict, sentence) => {
    const conclusion = conclude({ ...claim, ...part })
    expect(conclusion.verdict).toBe(verdict)
    expect(conclusion.sentence).toContain(sentence)
  })

  it('holds the margin tighter the less sure it is how much the judge lets through', () => {
    const sure = conclude({ ...claim, discernment: { value: 0.8, low: 0.8, high: 0.8 } })
    const unsure = conclude({ ...claim, discernment: { value: 0.8, low: 0.5, high: 1 } })
    expect(sure.heldMargin).toBeCloseTo(0.024, 12)
    expect(unsure.heldMargin ?? 1).toBeLessThan(0.023)
  })
})
