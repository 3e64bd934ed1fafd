import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { intent, outcome, settlement } from '@signalbox/contract-tests/ledger-rows'
import { openSqliteLedger } from '@signalbox/ledger'
import type { OutcomeRow } from '@signalbox/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRecord, type RecordRange } from './open-record.ts'

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'records-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(bytes: string | Uint8Array): string {
  const file = join(folder, 'record')
  writeFileSync(file, bytes)
  return file
}

/** Ids that are read, and faults with how many rows have them. */
async function read(file: string, range?: RecordRange): Promise<unknown[]> {
  const record = await openRecord(file, range)
  try {
    const ids: string[] = []
    for await (const { id } of record.past) ids.push(id)
    return [ids, Object.fromEntries(record.problems.read().map(({ kind, rows }) => [kind, rows]))]
  } finally {
    await record.close()
  }
}

const request = (id: string, more: object = {}): string =>
  JSON.stringify({ custom_id: id, body: { messages: [{ role: 'user', content: 'Hi' }] }, ...more })
const lines = (...rows: readonly string[]): string => `${rows.join('\n')}\n`

describe('rows', () => {
  test('are of the shape of the first that has one; others are passed over', async () => {
    const file = write(lines('{"hello":1}', request('a'), '{"hello":2}', request('b')))
    expect(await read(file)).toEqual([['a', 'b'], { 'no request': 2 }])
  })

  test('of one id count once', async () => {
    expect(await read(write(lines(request('a'), request('b'), request('a'))))).toEqual([
      ['a', 'b'],
      { 'id seen before': 1 },
    ])
  })

  test('without an id are called by their line, wherever the file lies', async () => {
    expect(await read(write(lines('', '{"messages":[{"role":"user","content":"Hi"}]}')))).toEqual([['line 2'], {}])
  })

  test('say what happened where one of the first does', async () => {
    const answered = request('b', { response: { model: 'm', choices: [] } })
    expect((await openRecord(write(lines(request('a'), answered)))).saysWhatHappened).toBe(true)
    const alone = await openRecord(write(lines(request('a'))))
    expect([alone.saysWhatHappened, alone.assumes]).toEqual([false, []])
  })

  test('from a time on, and until another; those of no time stay', async () => {
    const at = (id: string, day: number): string => request(id, { timestamp: `2026-07-0${day}` })
    const file = write(lines(at('a', 1), at('b', 2), at('c', 3), request('d')))
    const range = { sinceMs: Date.UTC(2026, 6, 2), untilMs: Date.UTC(2026, 6, 3) }
    expect(await read(file, range)).toEqual([['b', 'd'], {}])
  })

  test('nested too deep for a stack are passed over', async () => {
    const deep = `{"id":"x","prompt":"p","weak":true,"tools":[${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}]}`
    const file = write(lines('{"id":"a","prompt":"p","weak":true}', deep))
    expect(await read(file)).toEqual([['a'], { 'nested too deep': 1 }])
  })
})

describe('a file that holds no rows', () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ['empty', '', /is empty/],
    ['lines of nothing', '\n\n', /no rows that can be read/],
    ['a letter', 'Dear all,\nplease find', /no rows that can be read.*:1 is no JSON/],
    ['nulls', 'null\nnull\n', /no rows that can be read.*no object/],
    ['of another shape', '{"hello":1,"world":2}', /shape nobody knows \(hello, world\)/],
    ['sums by day', '[{"startTime":"2026-07-01","spend":1,"users":{},"models":{}}]', /summarize=false/],
    ['zeros', new Uint8Array(100), /no rows that can be read/],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), /gunzip/],
    ['UTF-16', Buffer.from(`\u{feff}{"a":1}`, 'utf16le'), /UTF-16/],
    ['Parquet', 'PAR1xxxx', /Parquet/],
    ['a database of something else', new Uint8Array(0), /this is not a ledger/],
  ])('%s', async (name, bytes, says) => {
    const file = write(bytes)
    if (name.startsWith('a database')) {
      const db = new DatabaseSync(file)
      db.exec('create table t (x)')
      db.close()
    }
    await expect(read(file)).rejects.toThrow(says)
  })

  test('none at all, and a folder', async () => {
    await expect(openRecord(join(folder, 'nothing'))).rejects.toThrow(/no such file/)
    mkdirSync(join(folder, 'sub'))
    await expect(openRecord(join(folder, 'sub'))).rejects.toThrow(/is no file/)
  })
})

describe('a ledger', () => {
  const features = { inputTokens: 5, task: 'qa', taskSource: 'detected', modalities: ['text'] }
  const requestJson = JSON.stringify({ features })

  async function ledgerOf(...rows: readonly Partial<OutcomeRow>[]): Promise<string> {
    const file = join(folder, `${Math.random()}.db`)
    const ledger = openSqliteLedger({ file })
    for (const [index, row] of rows.entries()) {
      const id = `r${index + 1}`
      await ledger.writeIntent(intent(id, 1))
      await ledger.writeSettlement(settlement(id, 1))
      await ledger.writeOutcome(outcome(id, { requestJson, ...row }))
    }
    await ledger.close()
    return file
  }

  function change(file: string, sql: string): void {
    const db = new DatabaseSync(file)
    db.exec(sql)
    db.close()
  }

  test('has requests that were recorded, and counts those that were not', async () => {
    const file = await ledgerOf({}, { requestJson: undefined }, { requestJson: '{"half' })
    expect(await read(file)).toEqual([['r1'], { 'no record of the request': 1, 'damaged record': 1 }])
  })

  test('of an older version is read as far as it goes', async () => {
    const file = await ledgerOf({ promptJson: '[{"role":"user","content":"Hi"}]' }, {})
    const columns = ['decided_target', 'decided_gate', 'cause', 'rule', 'propensity', 'rejections_json', 'request_json']
    change(
      file,
      `drop table replies; drop table labels; alter table attempts drop column study; alter table outcomes drop column evidence_cost_nano_usd;
       ${columns.map((name) => `alter table outcomes drop column ${name};`).join('')} pragma user_version = 3`,
    )
    expect(await read(file, { with: ['replies', 'prompts'] })).toEqual([['r1'], { 'no record of the request': 1 }])
  })

  test('of a newer version is refused by name', async () => {
    const file = await ledgerOf({})
    change(file, 'pragma user_version = 99')
    await expect(read(file)).rejects.toThrow(/newer Signalbox/)
  })

  test('whose rows are damaged is refused, wherever it is found out', async () => {
    const file = await ledgerOf({})
    change(file, `update outcomes set tags_json = '{"half'`)
    await expect(read(file)).rejects.toThrow(/damaged JSON/)
  })

  test('is read while another process writes to it', async () => {
    const file = await ledgerOf({}, {})
    const writer = new DatabaseSync(file)
    writer.exec('begin immediate; delete from outcomes')
    expect(await read(file)).toEqual([['r1', 'r2'], {}])
    writer.exec('rollback')
    writer.close()
  })
})
