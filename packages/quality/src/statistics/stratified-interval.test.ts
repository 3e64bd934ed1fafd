import { seededRandom } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { scoreInterval } from './score-interval.ts'
import { stratifiedInterval } from './stratified-interval.ts'

const range = [-1, 1] as const

describe('stratifiedInterval', () => {
  it('is the interval of its one stratum with values, whatever its weight', () => {
    const values = [1, 0, 0, -1, 0.5, 0]
    const own = scoreInterval(values, { range })
    const one = stratifiedInterval(
      [
        { weight: 7, values },
        { weight: 9, values: [] },
      ],
      { range },
    )
    expect(one?.value).toBe(own?.value)
    expect(one?.low).toBeCloseTo(own?.low ?? 9, 12)
    expect(one?.high).toBeCloseTo(own?.high ?? 9, 12)
  })

  it('knows nothing of strata without values or weight', () => {
    expect(stratifiedInterval([], { range })).toBeUndefined()
    expect(
      stratifiedInterval(
        [
          { weight: 1, values: [] },
          { weight: 0, values: [1] },
        ],
        { range },
      ),
    ).toBeUndefined()
  })

  it('covers a weighted mean in at least 94 % of 1,000 samples, strata small and large', () => {
    const random = seededRandom('strata')
    const strata = [
      { weight: 0.7, n: 40, win: 0.05, loss: 0.15 },
      { weight: 0.2, n: 40, win: 0.2, loss: 0.2 },
      { weight: 0.1, n: 15, win: 0.4, loss: 0.1 },
    ]
    const truth = strata.reduce((sum, { weight, win, loss }) => sum + weight * (win - loss), 0)
    let covered = 0
    for (let sample = 0; sample < 1000; sample++) {
      const drawn = strata.map(({ weight, n, win, loss }) => ({
        weight,
        values: Array.from({ length: n }, () => {
          const draw = random()
          return draw < win ? 1 : draw < win + loss ? -1 : 0
        }),
      }))
      const { low, high } = stratifiedInterval(drawn, { range }) ?? { low: 1, high: -1 }
      if (low <= truth && truth <= high) covered++
    }
    expect(covered / 1000).toBeGreaterThan(0.94)
  })
})
