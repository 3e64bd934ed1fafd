import { expect, it } from 'vitest'
import { inTurns } from './in-turns.ts'

it('lets others have their turn before the first row and after every few', async () => {
  const told: (string | number)[] = []
  const clock = {
    setTimer: (run: () => void): (() => void) => {
      told.push('turn')
      queueMicrotask(run)
      return () => {}
    },
  }
  for await (const row of inTurns([1, 2, 3, 4, 5], { every: 2, clock })) told.push(row)
  expect(told).toEqual(['turn', 1, 2, 'turn', 3, 4, 'turn', 5])
})

it('reads nothing that nobody asks for', async () => {
  const read: number[] = []
  const rows = function* (): Generator<number> {
    for (let n = 0; ; n++) {
      read.push(n)
      yield n
    }
  }
  for await (const row of inTurns(rows())) if (row === 2) break
  expect(read).toEqual([0, 1, 2])
})
