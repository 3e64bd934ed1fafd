import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { page, readPrompts, scoreTasks, sets, withFigures } from '../scripts/evaluate-tasks.ts'

it.each([
  // What was looked at while the words were gathered must be nearly all right.
  ['workload', 0.95, 0.02],
  ['dev', 0.95, 0.02],
] as const)('%s: right and tier', (name, leastRight, mostWrongTier) => {
  const { prompts, right, wrongTier } = scoreTasks(readPrompts(sets[name]))
  expect(right / prompts).toBeGreaterThanOrEqual(leastRight)
  expect(wrongTier / prompts).toBeLessThanOrEqual(mostWrongTier)
})

it('no prompt of the test set is in the others', () => {
  const seen = new Set(
    [...readPrompts(sets.workload), ...readPrompts(sets.dev)].map(({ messages }) => JSON.stringify(messages)),
  )
  expect(readPrompts(sets.test).filter(({ messages }) => seen.has(JSON.stringify(messages)))).toEqual([])
})

it('every set covers every language', () => {
  for (const file of Object.values(sets))
    expect(new Set(readPrompts(file).map(({ language }) => language)).size).toBe(16)
})

it('the published figures are the measured ones', () => {
  const text = readFileSync(page, 'utf8')
  expect(text).toBe(withFigures(text))
})
