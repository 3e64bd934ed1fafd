import { expect, test } from 'vitest'
import { createSeenIds } from './seen-ids.ts'

test('an id is seen from its second time on, however many lie between', () => {
  const hasStood = createSeenIds()
  const ids = Array.from({ length: 50_000 }, (_, index) => `request-${index}`)
  expect(ids.filter(hasStood)).toEqual([])
  expect(ids.every(hasStood)).toBe(true)
  expect(['', 'request-', 'request-50000'].filter(hasStood)).toEqual([])
  expect(hasStood('')).toBe(true)
})
