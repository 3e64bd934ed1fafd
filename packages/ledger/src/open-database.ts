import { DatabaseSync } from 'node:sqlite'
import { LedgerError } from './ledger-error.ts'
import { migrate } from './migrate.ts'

export interface DatabaseOptions {
  /** Path of the database; made when it does not exist, unless `readOnly`. */
  readonly file: string
  /** `full` survives a power loss, `normal` (default) a crash of the process. */
  readonly synchronous?: 'normal' | 'full' | undefined
  /** For reports: the file must exist and is not written to. */
  readonly readOnly?: boolean | undefined
  /** How long a lock of another process is waited for, ms. Default 5,000. */
  readonly busyTimeoutMs?: number | undefined
}

/** The database at today's schema. @throws LedgerError naming the file and the remedy */
export function openDatabase({
  file,
  readOnly = false,
  synchronous = 'normal',
  busyTimeoutMs = 5_000,
}: DatabaseOptions): DatabaseSync {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, { readOnly })
    // Node 22 before 22.16 has no option for it.
    db.exec(`pragma busy_timeout = ${Math.trunc(busyTimeoutMs)}`)
    migrate(db, file, !readOnly)
    if (!readOnly) {
      db.exec('pragma journal_mode = wal')
      db.exec(`pragma synchronous = ${synchronous === 'full' ? 'full' : 'normal'}`)
    }
    return db
  } catch (error) {
    db?.close()
    throw LedgerError.from(error, file)
  }
}
