import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hypergeometricTail } from './hypergeometric-tail.ts'

test.each([
  ['three of four cups', 3, { all: 8, marked: 4, drawn: 4 }, 17 / 70],
  ['all four cups', 4, { all: 8, marked: 4, drawn: 4 }, 1 / 70],
  ['one draw, one of a thousand', 1, { all: 1_000, marked: 1, drawn: 1 }, 0.001],
  ['more than there are', 5, { all: 8, marked: 4, drawn: 4 }, 0],
  ['none', 0, { all: 8, marked: 4, drawn: 4 }, 1],
  ['no other way', 2, { all: 8, marked: 6, drawn: 4 }, 1],
])('a tail: %s', (_, hits, draw, expected) => {
  expect(hypergeometricTail(hits, draw)).toBeCloseTo(expected, 9)
})

test('drawn and marked change places', () => {
  const counts = fc.tuple(fc.nat(200), fc.nat(200), fc.nat(200), fc.integer({ min: 200, max: 100_000 }))
  fc.assert(
    fc.property(counts, ([hits, marked, drawn, all]) => {
      const tail = hypergeometricTail(hits, { all, marked, drawn })
      expect(tail).toBeGreaterThanOrEqual(0)
      expect(tail).toBeLessThanOrEqual(1)
      expect(tail).toBeCloseTo(hypergeometricTail(hits, { all, marked: drawn, drawn: marked }), 8)
    }),
  )
})
