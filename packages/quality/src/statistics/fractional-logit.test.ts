import { seededRandom } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { fitFractionalLogit } from './fractional-logit.ts'

const row = (x: number, y: number): { x: number; y: number; weight: number } => ({ x, y, weight: 1 })

describe('fitFractionalLogit', () => {
  // With two places of x the fit goes through both means: log odds of 1/4 and 3/4.
  it('goes through the means of two groups', () => {
    const rows = [row(0, 0), row(0, 0), row(0, 0.5), row(0, 0.5), row(1, 1), row(1, 0.5), row(1, 1), row(1, 0.5)]
    const fit = fitFractionalLogit(rows)
    expect(fit?.intercept.value).toBeCloseTo(Math.log(1 / 3), 8)
    expect(fit?.slope.value).toBeCloseTo(2 * Math.log(3), 8)
  })

  it.each([
    ['too few rows', [row(0, 1), row(1, 0)]],
    ['x all alike', [row(2, 1), row(2, 0), row(2, 0.5), row(2, 0)]],
    ['y told apart without an exception', [row(-2, 0), row(-1, 0), row(1, 1), row(2, 1)]],
    ['y always the same', [row(-2, 1), row(-1, 1), row(1, 1), row(2, 1)]],
  ])('cannot be fitted: %s', (_, rows) => {
    expect(fitFractionalLogit(rows)).toBeUndefined()
  })

  it('covers its coefficients in about 95 % of 500 samples', () => {
    const random = seededRandom('logit')
    const covered = { intercept: 0, slope: 0 }
    for (let sample = 0; sample < 500; sample++) {
      const rows = Array.from({ length: 200 }, () => {
        const x = random() * 2 - 1
        const mean = 1 / (1 + Math.exp(0.3 - 0.8 * x))
        return row(x, ((random() < mean ? 1 : 0) + (random() < mean ? 1 : 0)) / 2)
      })
      const fit = fitFractionalLogit(rows)
      if (fit && Math.abs(fit.intercept.value + 0.3) < 1.96 * fit.intercept.error) covered.intercept++
      if (fit && Math.abs(fit.slope.value - 0.8) < 1.96 * fit.slope.error) covered.slope++
    }
    expect(covered.intercept / 500).toBeGreaterThan(0.92)
    expect(covered.slope / 500).toBeGreaterThan(0.92)
  })
})
