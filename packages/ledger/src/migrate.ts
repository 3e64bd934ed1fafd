import { readFileSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { LedgerError } from './ledger-error.ts'

/** Applied in this order; `user_version` counts how many have been. */
const migrations: readonly string[] = ['0001-ledger.sql', '0002-budgets.sql', '0003-carriers.sql', '0004-evidence.sql']

/** `SBOX`: marks the file as a ledger, so that another program's database is never written to. */
const applicationId = 0x53424f58

/** Brings the database to this version. @throws LedgerError when it belongs to something else or is newer */
export function migrate(db: DatabaseSync, file: string, canWrite: boolean): void {
  const version = versionOf(db, file)
  if (version === migrations.length) return
  // A reader takes an older ledger as it is: later migrations only add, and what a file does not have is unknown.
  if (!canWrite && version > 0) return
  if (!canWrite) throw new LedgerError('missing', file, 'it is empty')
  db.exec('begin immediate')
  try {
    // While this one waited for the lock, another process may have done it.
    for (const name of migrations.slice(versionOf(db, file)))
      db.exec(readFileSync(new URL(`./migrations/${name}`, import.meta.url), 'utf8'))
    db.exec(`pragma application_id = ${applicationId}`)
    db.exec(`pragma user_version = ${migrations.length}`)
    db.exec('commit')
  } catch (error) {
    db.exec('rollback')
    throw error
  }
}

/** How many migrations it has seen. @throws LedgerError when it belongs to something else or is newer */
function versionOf(db: DatabaseSync, file: string): number {
  const version = pragma(db, 'user_version')
  const id = pragma(db, 'application_id')
  const tables = Number(db.prepare("select count(*) as n from sqlite_master where type = 'table'").get()?.['n'] ?? 0)
  if (id !== applicationId && tables > 0) throw new LedgerError('foreign', file, 'this is not a ledger')
  if (version > migrations.length)
    throw new LedgerError('newer', file, `its schema is version ${version}, this program knows ${migrations.length}`)
  return version
}

function pragma(db: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return Number(db.prepare(`pragma ${name}`).get()?.[name] ?? 0)
}
