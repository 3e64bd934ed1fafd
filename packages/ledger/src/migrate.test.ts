import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrate } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { openSqliteLedger } from './sqlite-ledger.ts'

const migrations = ['0001-ledger.sql', '0002-budgets.sql', '0003-carriers.sql', '0004-evidence.sql']

let folder = ''
let file = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-migrate-'))
  file = join(folder, 'ledger.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A file as a program of that version has left it. */
function writeVersion(version: number): void {
  const db = new DatabaseSync(file)
  for (const name of migrations.slice(0, version))
    db.exec(readFileSync(new URL(`./migrations/${name}`, import.meta.url), 'utf8'))
  if (version > 0) db.exec(`pragma application_id = ${0x53424f58}; pragma user_version = ${version}`)
  db.close()
}

/** The database, where somebody else acts before a statement is run. */
function interrupted(db: DatabaseSync, before: string, act: () => void): DatabaseSync {
  return new Proxy(db, {
    get: (_, name) => {
      if (name !== 'exec') return (db[name as keyof DatabaseSync] as () => unknown).bind(db)
      return (sql: string) => {
        if (sql.startsWith(before)) act()
        db.exec(sql)
      }
    },
  })
}

it.each([0, 1, 2, 3])('two who open version %i at once: the second finds it done', (version) => {
  writeVersion(version)
  const [first, second] = [new DatabaseSync(file), new DatabaseSync(file)]
  migrate(
    interrupted(second, 'begin', () => migrate(first, file, true)),
    file,
    true,
  )
  expect(second.prepare('pragma user_version').get()).toEqual({ user_version: migrations.length })
  first.close()
  second.close()
})

it('who waits while another makes something else of an empty file leaves it alone', () => {
  const [other, db] = [new DatabaseSync(file), new DatabaseSync(file)]
  const late = interrupted(db, 'begin', () => other.exec('create table things (name text)'))
  expect(() => migrate(late, file, true)).toThrow(/not a ledger/)
  expect(db.prepare('select name from sqlite_master').all()).toEqual([{ name: 'things' }])
  other.close()
  db.close()
})

it.each([0, 1, 2, 3])('version %i is whole again after a crash in the middle', async (version) => {
  writeVersion(version)
  const db = new DatabaseSync(file)
  // So little memory that what is not committed is on the disk already.
  db.exec('pragma cache_size = 1')
  const crashed = join(folder, 'crashed.db')
  const crash = (): void => {
    for (const end of ['', '-journal', '-wal'])
      if (existsSync(`${file}${end}`)) copyFileSync(`${file}${end}`, `${crashed}${end}`)
  }
  migrate(interrupted(db, 'pragma user_version', crash), file, true)
  db.close()
  const ledger = openSqliteLedger({ file: crashed })
  expect([ledger.integrity(), ledger.report().total.requests]).toEqual(['ok', 0])
  await ledger.close()
})

it('a lock is waited for as long as was said, on every Node', () => {
  const db = openDatabase({ file, busyTimeoutMs: 50 })
  expect(db.prepare('pragma busy_timeout').get()).toEqual({ timeout: 50 })
  db.close()
})
