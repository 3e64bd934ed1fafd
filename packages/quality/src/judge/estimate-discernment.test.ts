import { describe, expect, it } from 'vitest'
import { toJudgedPairs, type PairCount } from '../../test/judge/judged-pairs.ts'
import { simulateStudy, type SimulatedWorld } from '../../test/judge/simulate-study.ts'
import { estimateDiscernment } from './estimate-discernment.ts'
import { foldVerdicts } from './fold-verdicts.ts'

describe('estimateDiscernment', () => {
  it.each<[string, readonly PairCount[], number | undefined]>([
    [
      'nothing to go by',
      [
        ['tie', 'tie', 500],
        ['a', 'a', 9],
      ],
      undefined,
    ],
    [
      'always the same in both orders',
      [
        ['a', 'a', 30],
        ['b', 'b', 40],
        ['tie', 'tie', 30],
      ],
      1,
    ],
    ['always the first', [['a', 'b', 100]], 0],
    ['always the second', [['b', 'a', 100]], 0],
    [
      'as often confirmed as not, without a tie',
      [
        ['a', 'a', 25],
        ['b', 'b', 25],
        ['a', 'b', 25],
        ['b', 'a', 25],
      ],
      0,
    ],
    // Half of the verdicts are a tie without a look: a quarter of the pairs keep both, half keep one.
    [
      'a tie without a look, half the time',
      [
        ['a', 'a', 50],
        ['a', 'tie', 50],
        ['tie', 'a', 50],
        ['tie', 'tie', 50],
      ],
      0.5,
    ],
  ])('%s', (_, counts, value) => {
    const estimate = estimateDiscernment(toJudgedPairs(counts))
    if (value === undefined) expect(estimate).toBeUndefined()
    else expect(estimate?.value).toBeCloseTo(value, 12)
  })

  it.each<[string, Omit<SimulatedWorld, 'pairs'>, number]>([
    ['the first place', { better: 0.15, worse: 0.2, first: 0.2 }, 0.8],
    ['chance', { better: 0.15, worse: 0.2, noise: 0.25 }, 0.75],
    ['ties', { better: 0.15, worse: 0.2, idle: 0.3 }, 0.7],
    ['a little of each', { better: 0.3, worse: 0.3, first: 0.1, noise: 0.1, idle: 0.1 }, 0.7],
  ])('finds what is lost to %s, and covers it', (name, world, truth) => {
    let [sum, covered] = [0, 0]
    for (let study = 0; study < 300; study++) {
      const { pairs } = foldVerdicts(simulateStudy({ pairs: 400, ...world }, `${name} ${study}`).verdicts)
      const { value, low, high } = estimateDiscernment(pairs) ?? { value: 0, low: 1, high: 0 }
      sum += value
      if (low <= truth && truth <= high) covered++
    }
    expect(sum / 300).toBeGreaterThan(truth - 0.02)
    expect(sum / 300).toBeLessThan(truth + 0.02)
    expect(covered / 300).toBeGreaterThan(0.91)
  })
})
