import fc from 'fast-check'
import { expect, it } from 'vitest'
import { savedShare, type CostSums } from './saved-share.ts'

const costs = fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 10, maxLength: 15 })

/** Sums of requests, with what a ledger that corrects its sums takes out and puts in. */
function sumsOf(list: readonly (readonly [nanoUsd: number, times: 1 | -1])[]): CostSums {
  const sums = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 }
  for (const [nanoUsd, times] of list) {
    const [x, y] = [(20_000 + nanoUsd) / 1e9, 2e-4]
    for (const [key, value] of [
      ['n', 1],
      ['x', x],
      ['y', y],
      ['xx', x * x],
      ['yy', y * y],
      ['xy', x * y],
    ] as const)
      sums[key] += value * times
  }
  return sums
}

it('equal requests have an interval that is a point, whatever rounding has left in their sums', () =>
  fc.assert(
    fc.property(fc.nat(5_000_000), fc.integer({ min: 10, max: 14 }), (nanoUsd, n) => {
      const corrected = Array.from(
        { length: n },
        () =>
          [
            [0, 1],
            [0, -1],
            [nanoUsd, 1],
          ] as const,
      ).flat()
      const share = savedShare(sumsOf(corrected))
      expect(share).toEqual({ value: share?.value, low: share?.value, high: share?.value })
    }),
    { numRuns: 2_000 },
  ))

it('sums that were corrected say the same as sums that were right at once', () =>
  fc.assert(
    fc.property(costs, (list) => {
      const once = savedShare(sumsOf(list.map((nanoUsd) => [nanoUsd, 1])))
      const corrected = savedShare(
        sumsOf(
          list.flatMap((nanoUsd) => [
            [0, 1],
            [0, -1],
            [nanoUsd, 1],
          ]),
        ),
      )
      for (const key of ['value', 'low', 'high'] as const) expect(corrected?.[key]).toBeCloseTo(once?.[key] ?? NaN, 8)
    }),
    { numRuns: 2_000 },
  ))

it('fewer than ten requests have no interval', () => {
  const list = Array.from({ length: 9 }, (_, index) => [index * 1_000, 1] as const)
  expect(savedShare(sumsOf(list))).toMatchObject({ low: undefined, high: undefined })
  expect(savedShare(sumsOf([...list, [9_000, 1]]))?.low).toBeTypeOf('number')
})
