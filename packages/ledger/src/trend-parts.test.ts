import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDatabase } from './open-database.ts'
import { trendSql } from './trend-parts.ts'

it('finds the rows of its range by the index of time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-trend-'))
  const db = openDatabase({ file: join(folder, 'ledger.db') })
  const plan = db.prepare(`explain query plan ${trendSql(true)}`).all(60_000, 60_000, 1, 0, 1, null, null)
  expect(plan.map(({ detail }) => detail)).toContainEqual(
    expect.stringMatching(/^SEARCH outcomes USING INDEX outcomes_time/),
  )
  db.close()
  rmSync(folder, { recursive: true })
})
