import type { LabelRow } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { toJudgedPairs } from '../../test/judge/judged-pairs.ts'
import { toRightRates } from './right-rates.ts'

const pairs = toJudgedPairs([
  ['tie', 'tie', 40, { stratum: 'extract/economy' }],
  ['tie', 'tie', 10, { stratum: 'extract/frontier' }],
])

function label(index: number, n: number, score: number, more: Partial<LabelRow> = {}): LabelRow {
  const base = { requestId: `r${index}`, n, score, source: 'human', atMs: 1 } as const
  return { ...base, rater: 'Ada', study: undefined, versusN: undefined, reason: undefined, ...more }
}

describe('how right answers are', () => {
  it('is told of both sides, and of requests where both are known', () => {
    const labels = [
      ...Array.from({ length: 20 }, (_, i) => label(i, 1, i < 15 ? 1 : 0)),
      ...Array.from({ length: 30 }, (_, i) => label(i, 2, i < 27 ? 1 : 0)),
    ]
    const [total, ...tasks] = toRightRates(pairs, labels)
    expect(total).toMatchObject({
      task: undefined,
      a: { answers: 20, rate: { value: 0.75 } },
      b: { answers: 30, rate: { value: 0.9 } },
      difference: { pairs: 20, estimate: { value: -0.25 } },
    })
    expect(total?.difference.estimate?.high).toBeLessThan(0)
    expect(tasks).toMatchObject([{ task: 'extract', a: { answers: 20 } }])
  })

  it('is the mean of several people, weighed by what strata stand for', () => {
    const labels = [
      label(0, 1, 1),
      label(0, 1, 0, { rater: 'Bo' }),
      ...Array.from({ length: 10 }, (_, i) => label(40 + i, 1, 1)),
    ]
    const traffic = new Map([
      ['extract/economy', 300],
      ['extract/frontier', 100],
    ])
    const [total] = toRightRates(pairs, labels, { traffic })
    expect(total?.a).toMatchObject({ answers: 11, rate: { value: 0.75 * 0.5 + 0.25 } })
    expect(total?.b).toEqual({ answers: 0, rate: undefined })
    expect(total?.difference).toEqual({ pairs: 0, estimate: undefined })
  })

  it('is not asked of judges, nor of comparisons', () => {
    const labels = [label(0, 1, 1, { source: 'judge' }), label(1, 1, 1, { versusN: 2 }), label(99, 1, 1)]
    expect(toRightRates(pairs, labels)).toEqual([])
  })
})
