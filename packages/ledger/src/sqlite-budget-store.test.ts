import { testBudgetStore } from '@signalbox/contract-tests'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqliteBudgetStore } from './sqlite-budget-store.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'signalbox-budget-'))

testBudgetStore('sqlite', () => {
  const path = folder()
  const store = openSqliteBudgetStore({ file: join(path, 'budgets.db') })
  return {
    store,
    dispose: () => {
      store.close()
      rmSync(path, { recursive: true })
    },
  }
})

it('two that share a file share the limit, and what was spent outlives them', async () => {
  const path = folder()
  const file = join(path, 'budgets.db')
  const [one, two] = [openSqliteBudgetStore({ file }), openSqliteBudgetStore({ file })]
  const hold = { account: 'a', periodStartMs: 0, limitNanoUsd: 100, nowMs: 0, leaseMs: 1_000 }
  expect(await one.reserve({ ...hold, holdId: 'r1', nanoUsd: 60 })).toBe(true)
  expect(await two.reserve({ ...hold, holdId: 'r2', nanoUsd: 60 })).toBe(false)
  await one.settle('a', 'r1', 50)
  one.close()
  two.close()
  const again = openSqliteBudgetStore({ file })
  expect(await again.read('a', 0, 0)).toEqual({ spentNanoUsd: 50, heldNanoUsd: 0, holds: 0 })
  again.close()
  rmSync(path, { recursive: true })
})
