import { seededRandom } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { estimateShareTrend, type SharePoint } from './share-trend.ts'

/** So many days of 200 requests. @param scatter how far a day's true rate lies from the line */
function days(seed: string, count: number, rateAt: (day: number) => number, scatter = 0): SharePoint[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, at) => {
    const rate = rateAt(at) + scatter * (random() * 2 - 1)
    const hits = Array.from({ length: 200 }, random).filter((draw) => draw < rate).length
    return { at, hits, n: 200 }
  })
}

const excludesZero = (points: readonly SharePoint[]): boolean => {
  const { change } = estimateShareTrend(points) ?? {}
  return change !== undefined && (change.low > 0 || change.high < 0)
}

describe('the trend of a share', () => {
  it('is the slope by hand, over the whole span', () => {
    const trend = estimateShareTrend([
      { at: 0, hits: 10, n: 100 },
      { at: 1, hits: 20, n: 100 },
      { at: 2, hits: 30, n: 100 },
    ])
    expect(trend?.change.value).toBeCloseTo(0.2, 12)
    expect(trend?.from).toBeCloseTo(0.1, 12)
    expect(trend?.to).toBeCloseTo(0.3, 12)
    // 0.1 a day, 12.706 standard errors at one degree of freedom, of sqrt(0.2 0.8 / 200) each.
    expect(trend?.change.high).toBeCloseTo(2 * (0.1 + 12.706 * Math.sqrt(0.16 / 200)), 9)
    expect(trend?.dispersion).toBe(1)
  })

  it('never changes by more than all of it', () => {
    const { change } = estimateShareTrend([5, 0, 5].map((hits, at) => ({ at, hits, n: 5 }))) ?? {}
    expect([change?.low, change?.high]).toEqual([-1, 1])
  })

  it('finds a rise from 10 to 25 % in two weeks, and how large it was', () => {
    const trend = estimateShareTrend(days('rise', 14, (day) => 0.1 + (0.15 * day) / 13))
    expect(trend?.change.low).toBeGreaterThan(0)
    expect(trend?.change.low).toBeLessThan(0.15)
    expect(trend?.change.high).toBeGreaterThan(0.15)
  })

  it.each([
    ['days that differ by chance only', 0],
    ['days that differ by ten points of their own', 0.1],
  ])('finds none where there is none, in 95 %% of 1,000: %s', (_, scatter) => {
    const found = Array.from({ length: 1_000 }, (_unused, index) =>
      excludesZero(days(`flat ${index}`, 10, () => 0.2, scatter)),
    ).filter((isFound) => isFound).length
    expect(found).toBeLessThanOrEqual(70)
  })

  it.each<readonly [string, readonly SharePoint[]]>([
    ['nothing', []],
    ['two points', days('two', 2, () => 0.2)],
    ['points of one moment', [1, 2, 3].map((hits) => ({ at: 5, hits, n: 10 }))],
    ['no hit at all', [0, 1, 2].map((at) => ({ at, hits: 0, n: 10 }))],
    ['empty days', [0, 1, 2].map((at) => ({ at, hits: 0, n: 0 }))],
  ])('of %s is not known', (_, points) => {
    expect(estimateShareTrend(points)).toBeUndefined()
  })
})
