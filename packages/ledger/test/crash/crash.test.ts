import { expect, it } from 'vitest'
import { killWriters } from './kill-writers.ts'

it('loses nothing it has acknowledged over 50 kills at random moments', async () => {
  const figures = await killWriters(50, 'test')
  expect(figures).toMatchObject({ kills: 50, lost: 0, phantom: 0, damaged: 0 })
  expect(figures.acknowledgedSettlements).toBeGreaterThan(500)
  process.stdout.write(`kill test: ${JSON.stringify(figures)}\n`)
}, 120_000)
