import { seededRandom } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRateChangeTest, type RateChangeOptions, type RateChangeState } from './rate-change-test.ts'

/** After which event the evidence first reaches 1 / 0.05; undefined = never in so many. */
function firstAlarm(
  options: RateChangeOptions,
  seed: string,
  count: number,
  rateAt: (n: number) => number,
): number | undefined {
  const test = createRateChangeTest(options)
  const random = seededRandom(seed)
  let state = test.start
  for (let n = 0; n < count; n++) {
    state = test.next(state, Number(random() < rateAt(n)))
    if (test.evidenceOf(state) >= 20) return n
  }
  return undefined
}

const boundaries = fc.double({ min: 0.01, max: 0.9, noNaN: true })
const sides = fc.constantFrom('above' as const, 'below' as const)
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 200 })
const after = (options: RateChangeOptions, seen: readonly number[]): RateChangeState => {
  const test = createRateChangeTest(options)
  return seen.reduce(test.next, test.start)
}

describe('a test of a rate that has changed', () => {
  it('is fair at the boundary: whatever the next share, what it is worth on average is what there is now', () => {
    fc.assert(
      fc.property(
        boundaries,
        sides,
        shares,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (boundary, towards, seen, x) => {
          const test = createRateChangeTest({ boundary, towards })
          const state = after({ boundary, towards }, seen)
          const worth = (share: number): number => test.evidenceOf(test.next(state, share)) / test.evidenceOf(state)
          const [hit, miss] = [worth(1), worth(0)]
          expect(boundary * hit + (1 - boundary) * miss).toBeCloseTo(1, 9)
          // Only the mean of the shares matters.
          expect(worth(x)).toBeCloseTo(x * hit + (1 - x) * miss, 9)
          // Within the boundary it can only lose.
          expect(towards === 'above' ? hit - miss : miss - hit).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })

  it('is plain data that goes on where it was', () => {
    fc.assert(
      fc.property(boundaries, sides, shares, (boundary, towards, seen) => {
        const state = after({ boundary, towards }, seen)
        expect(JSON.parse(JSON.stringify(state))).toEqual(state)
        expect(state.n).toBe(seen.length)
      }),
    )
  })

  it('cries wolf in no more than 5 % of streams at the boundary, wherever it lies', () => {
    for (const boundary of [0.05, 0.2, 0.5]) {
      const falseAlarms = Array.from({ length: 200 }, (_, index) =>
        firstAlarm({ boundary, towards: 'above' }, `at the boundary ${index}`, 2_000, () => boundary),
      ).filter((at) => at !== undefined).length
      // 10 are to be expected at most; 20 have a chance of 0.2 %.
      expect(falseAlarms).toBeLessThan(20)
    }
  })

  it('looks the other way too', () => {
    expect(
      firstAlarm({ boundary: 0.2, towards: 'below' }, 'back', 2_000, (n) => (n < 500 ? 0.4 : 0.08)),
    ).toBeGreaterThan(500)
    expect(firstAlarm({ boundary: 0.2, towards: 'below' }, 'still up', 2_000, () => 0.3)).toBeUndefined()
  })
})
