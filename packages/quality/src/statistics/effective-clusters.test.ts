import { expect, test } from 'vitest'
import { effectiveClusters } from './effective-clusters.ts'

test.each([
  ['all alike', [3, 3, 3, 3], 4],
  ['what weighs nothing adds nothing', [3, 0, 3, 0], 2],
  ['one outweighs all', [1_000, 1, 1, 1, 1], 1],
  ['nothing', [], 0],
  ['nothing weighs', [0, 0], 0],
])('clusters that would say as much: %s', (_, weights, expected) => {
  expect(effectiveClusters(Float64Array.from(weights))).toBeCloseTo(expected, 1)
})
