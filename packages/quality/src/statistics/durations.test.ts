import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Durations } from './durations.ts'

const of = (...values: readonly number[]): Durations => {
  const durations = new Durations()
  for (const value of values) durations.add(value)
  return durations
}

test('quantiles are nearest ranks, within 1 %, in whatever order values come', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 3_600_000 }), { minLength: 1 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (values, share) => {
        const sorted = values.toSorted((a, b) => a - b)
        const exact = sorted[Math.max(0, Math.ceil(values.length * share - 1e-9) - 1)]!
        const found = of(...values).quantile(share)!
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(0.0101 * exact + 0.5)
        expect(of(...values.toReversed()).quantile(share)).toBe(found)
      },
    ),
  )
})

test('what is not known counts as the longest', () => {
  const durations = of(100, 100, 100, 100)
  expect(durations.quantile(0.5, 8)).toBeCloseTo(100, -1)
  expect(durations.quantile(0.95, 8)).toBeUndefined()
  expect(of().quantile(0.5)).toBeUndefined()
})

test('one after another: every pair is as likely', () => {
  const sum = of(100, 1_000).plus(of(10_000))
  expect(sum.n).toBeCloseTo(1, 9)
  expect(Math.abs(sum.quantile(0.5)! - 10_100)).toBeLessThan(110)
  expect(Math.abs(sum.quantile(1)! - 11_000)).toBeLessThan(120)
})

test('a share of another keeps its shape', () => {
  const durations = of(10)
  durations.addShare(of(100, 100, 100, 1_000), 8)
  expect(durations.n).toBe(9)
  expect(durations.quantile(0.5)).toBeCloseTo(100, -1)
})
