import { expect, test } from 'vitest'
import { answer, past } from '../../test/replay-world.ts'
import { ObservedDurations } from './observed-durations.ts'

test('a record that invents names of models keeps what was known before, and no more than so many', () => {
  const observed = new ObservedDurations()
  const note = (model: string): void =>
    observed.add('qa', past('1', { actual: undefined, answers: [answer({ model }, { durationMs: 1_000 })] }))
  note('va/a')
  for (let index = 0; index < 30_000; index++) note(`invented ${index}`)
  expect(observed.of('qa', { target: 'a', model: 'va/a' })?.n).toBe(1)
  expect(observed.of('qa', { target: '?', model: 'invented 29999' })).toBeUndefined()
})
