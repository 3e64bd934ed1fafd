import { expect, it } from 'vitest'
import { createTurnMemory } from './turn-memory.ts'

it('knows makers by id, and forgets the oldest', () => {
  const memory = createTurnMemory(3)
  memory.remember(['a', 'b'], 'one')
  memory.remember(['c'], 'two')
  memory.remember(['a'], 'two')
  memory.remember(['d', 'x'.repeat(10_000)], 'one')
  expect(['a', 'b', 'c', 'd'].map(memory.makerOf)).toEqual(['two', undefined, 'two', 'one'])
})
