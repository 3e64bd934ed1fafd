import { testLedger } from '@signalbox/contract-tests'
import type { OutcomeRow } from '@signalbox/core'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LedgerError } from './ledger-error.ts'
import { openSqliteLedger } from './sqlite-ledger.ts'

let folder = ''
let file = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-ledger-'))
  file = join(folder, 'ledger.db')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

testLedger('sqlite', async () => {
  const own = await mkdtemp(join(tmpdir(), 'signalbox-contract-'))
  const ledger = openSqliteLedger({ file: join(own, 'ledger.db') })
  return {
    ledger,
    rowsOf: (id) => ({
      outcome: [...ledger.outcomes()].find(({ requestId }) => requestId === id),
      attempts: ledger.attemptsOf(id),
      labels: [...ledger.labels()].filter(({ requestId }) => requestId === id),
      replies: ledger.replies(id),
    }),
    dispose: async () => {
      await ledger.close()
      await rm(own, { recursive: true, force: true })
    },
  }
})

function thrown(work: () => unknown): LedgerError {
  try {
    work()
  } catch (error) {
    if (error instanceof LedgerError) return error
    throw error
  }
  throw new Error('Nothing was thrown.')
}

const intent = {
  requestId: 'r1',
  n: 1,
  step: 0,
  purpose: 'serve',
  target: 'a',
  model: 'm',
  tier: 'economy',
  startedAtMs: 1,
  study: undefined,
} as const

describe('a file that cannot be used', () => {
  it('a report on a missing file makes none', async () => {
    const error = thrown(() => openSqliteLedger({ file, readOnly: true }))
    expect(error).toMatchObject({ code: 'missing', file })
    expect(error.message).toMatch(/no such file.*Name an existing ledger/)
    await expect(readFile(file)).rejects.toThrow('ENOENT')
  })

  it('a folder that is not there is named', () => {
    const error = thrown(() => openSqliteLedger({ file: join(folder, 'none', 'ledger.db') }))
    expect(error.code).toBe('missing')
    expect(error.message).toContain('none')
  })

  it.each([
    ['text', 'this is not a database, however long it may be. '.repeat(100)],
    ['a damaged header', `SQLite format 3\0${'x'.repeat(4_000)}`],
  ])('%s is left as it is', async (_, content) => {
    await writeFile(file, content)
    const error = thrown(() => openSqliteLedger({ file }))
    expect(error.code).toBe('corrupt')
    expect(error.message).toMatch(/Restore a backup/)
    expect(await readFile(file, 'utf8')).toBe(content)
  })

  it("another program's database is not written to", async () => {
    const other = new DatabaseSync(file)
    other.exec('create table theirs (x); insert into theirs values (1)')
    other.close()
    const before = await readFile(file)
    expect(thrown(() => openSqliteLedger({ file })).code).toBe('foreign')
    expect(await readFile(file)).toEqual(before)
  })

  it('a ledger of a newer version is refused', async () => {
    await openSqliteLedger({ file }).close()
    const db = new DatabaseSync(file)
    db.exec('pragma user_version = 99')
    db.close()
    const error = thrown(() => openSqliteLedger({ file }))
    expect(error.code).toBe('newer')
    expect(error.message).toContain('version 99')
  })

  it('a locked ledger: opening, and writing, say so', async () => {
    const ledger = openSqliteLedger({ file, busyTimeoutMs: 20 })
    const other = new DatabaseSync(file)
    other.exec('begin immediate')
    await expect(ledger.writeIntent(intent)).rejects.toMatchObject({ code: 'locked' })
    other.exec('rollback')
    await ledger.writeIntent(intent)
    expect(ledger.openAttempts()).toBe(1)
    other.close()
    await ledger.close()
    const holder = new DatabaseSync(file)
    holder.exec('pragma journal_mode = delete; begin exclusive')
    const error = thrown(() => openSqliteLedger({ file, busyTimeoutMs: 20 }))
    expect(error).toMatchObject({ code: 'locked', file })
    expect(error.message).toMatch(/Wait, or stop that process/)
    holder.close()
  })
})

describe('what survives', () => {
  it('an intent written before a crash is there for the next process', async () => {
    const ledger = openSqliteLedger({ file })
    await ledger.writeIntent(intent)
    const next = openSqliteLedger({ file, readOnly: true })
    expect(next.openAttempts()).toBe(1)
    expect([...next.attempts()]).toMatchObject([intent])
    expect(next.integrity()).toBe('ok')
    await next.close()
    await ledger.close()
  })

  it('an outcome comes back as it was written', async () => {
    const row: OutcomeRow = {
      requestId: 'r1',
      kind: 'served',
      startedAtMs: 123,
      policyName: 'p',
      policyVersion: 'v',
      strategy: 'rules',
      requested: 'auto',
      isVirtual: true,
      task: 'qa',
      taskSource: 'caller',
      language: 'de',
      tenant: "O'Brien; drop table outcomes",
      session: undefined,
      tags: { app: 'shop', 'weird key': '✓ "quoted"' },
      decidedTier: 'economy',
      decidedTarget: undefined,
      decidedGate: undefined,
      cause: 'rule',
      rule: undefined,
      propensity: 1,
      rejections: undefined,
      requestJson: undefined,
      evidenceCostNanoUsd: 0,
      servedN: 1,
      servedTarget: 'a',
      servedModel: 'm',
      servedTier: 'economy',
      servedTierRank: 0,
      escalated: false,
      escalationCause: undefined,
      fallback: 'same-tier',
      gate: 'accepted',
      failureKind: undefined,
      attempts: 2,
      costNanoUsd: 9_007_199_254_740,
      isCostLowerBound: true,
      draftCostNanoUsd: 1,
      failedCostNanoUsd: 2,
      checkCostNanoUsd: 3,
      baselineModel: 'b',
      baselineCostNanoUsd: undefined,
      inputTokens: 0,
      outputTokens: undefined,
      commitMs: undefined,
      durationMs: 7.25,
      promptJson: '[{"role":"user"}]',
    }
    const ledger = openSqliteLedger({ file })
    await ledger.writeOutcome(row)
    expect([...ledger.outcomes()]).toEqual([row])
    expect(ledger.policies()).toEqual([{ name: 'p', requests: 1 }])
    await ledger.close()
  })

  it('opened twice it migrates once', async () => {
    await openSqliteLedger({ file }).close()
    const again = openSqliteLedger({ file })
    expect(again.report().total.requests).toBe(0)
    await again.close()
  })
})

describe('a ledger of an older schema', () => {
  const migrations = ['0001-ledger.sql', '0002-budgets.sql', '0003-carriers.sql', '0004-evidence.sql']

  /** A file as a program of that version has left it, with one request. */
  async function writeVersion(version: number): Promise<void> {
    const db = new DatabaseSync(file)
    for (const name of migrations.slice(0, version))
      db.exec(await readFile(new URL(`./migrations/${name}`, import.meta.url), 'utf8'))
    db.exec(`pragma application_id = ${0x53424f58}; pragma user_version = ${version}`)
    db.exec(`insert into attempts (request_id, n, step, purpose, target, model, tier, started_at_ms, ended, billable, cost_nano_usd)
      values ('old', 1, 0, 'serve', 'a', 'm', 'economy', 1, 'done', 'yes', 500)`)
    db.exec(`insert into outcomes (request_id, kind, started_at_ms, policy_name, policy_version, strategy, requested, is_virtual, task, task_source,
        tags_json, decided_tier, escalated, fallback, gate, attempts, cost_nano_usd, is_cost_lower_bound, draft_cost_nano_usd, failed_cost_nano_usd,
        check_cost_nano_usd, duration_ms)
      values ('old', 'served', 1, 'p', 'v', 'rules', 'auto', 1, 'qa', 'caller', '{}', 'economy', 0, 'no', 'none', 1, 500, 0, 0, 0, 0, 2)`)
    db.close()
  }

  it.each([1, 2, 3])('version %i is read as it is, and is not written to', async (version) => {
    await writeVersion(version)
    const before = await readFile(file)
    const ledger = openSqliteLedger({ file, readOnly: true })
    expect(ledger.report({ policy: 'p' })).toMatchObject({ total: { requests: 1 }, carried: undefined })
    expect([...ledger.outcomes()]).toMatchObject([{ requestId: 'old', servedN: undefined }])
    expect([...ledger.attempts()]).toMatchObject([{ costNanoUsd: 500, reportedCostNanoUsd: undefined }])
    const evidence = { evidenceCostNanoUsd: 0, propensity: undefined, requestJson: undefined, rejections: undefined }
    expect([...ledger.history({ with: ['replies', 'prompts'] })]).toMatchObject([
      { outcome: evidence, attempts: [{ n: 1, study: undefined }], labels: [], replies: [] },
    ])
    expect([ledger.replies('old'), [...ledger.labels()]]).toEqual([[], []])
    expect(ledger.report({ by: 'model' }).total.spend).toMatchObject({ totalUsd: 0.000_000_5, evidenceUsd: 0 })
    expect(ledger.trend({ bucketMs: 10 })).toMatchObject([{ requests: 1, costNanoUsd: 500, evidenceNanoUsd: 0 }])
    await expect(ledger.writeIntent(intent)).rejects.toMatchObject({ code: 'read-only', file })
    await ledger.close()
    expect(await readFile(file)).toEqual(before)
  })

  it.each([1, 2, 3])('version %i is brought up to date by whoever may write, and keeps its rows', async (version) => {
    await writeVersion(version)
    const ledger = openSqliteLedger({ file })
    await ledger.writeIntent(intent)
    expect([...ledger.attempts()].map(({ requestId }) => requestId)).toEqual(['old', 'r1'])
    expect([...ledger.outcomes()]).toMatchObject([{ requestId: 'old', evidenceCostNanoUsd: 0, propensity: undefined }])
    await ledger.close()
    const db = new DatabaseSync(file)
    expect(db.prepare('pragma user_version').get()).toEqual({ user_version: migrations.length })
    db.close()
  })
})
