import { checkAmount, type BudgetState, type BudgetStore } from '@signalbox/core'
import { LedgerError } from './ledger-error.ts'
import { openDatabase, type DatabaseOptions } from './open-database.ts'

/** Budgets in embedded SQLite, in the ledger's file or one of their own: shared by every process that opens it. */
export interface SqliteBudgetStore extends BudgetStore {
  readonly close: () => void
}

/** @throws LedgerError naming the file and the remedy */
export function openSqliteBudgetStore(options: Omit<DatabaseOptions, 'readOnly'>): SqliteBudgetStore {
  const { file } = options
  const db = openDatabase(options)
  const addSpent = db.prepare(
    `insert into budget_accounts (account, period_start_ms, spent_nano_usd) values (?, ?, ?)
     on conflict (account, period_start_ms) do update set spent_nano_usd = spent_nano_usd + excluded.spent_nano_usd`,
  )
  const dropHold = db.prepare('delete from budget_holds where account = ? and hold_id = ? returning period_start_ms')
  const expired = db.prepare(
    'delete from budget_holds where account = ? and expires_at_ms <= ? returning period_start_ms, nano_usd',
  )
  const readSpent = db.prepare(
    'select spent_nano_usd as n from budget_accounts where account = ? and period_start_ms = ?',
  )
  const readHeld = db.prepare(
    'select coalesce(sum(nano_usd), 0) as held, count(*) as holds from budget_holds where account = ? and period_start_ms = ? and hold_id <> ?',
  )
  const putHold = db.prepare(
    `insert into budget_holds (account, hold_id, period_start_ms, nano_usd, expires_at_ms) values (?, ?, ?, ?, ?)
     on conflict (account, hold_id) do update set nano_usd = excluded.nano_usd, expires_at_ms = excluded.expires_at_ms`,
  )

  /** All of it or nothing, and nobody else between: the write lock is taken before the first read. */
  const inTransaction = <T>(run: () => T): T => {
    try {
      db.exec('begin immediate')
      try {
        const result = run()
        db.exec('commit')
        return result
      } catch (error) {
        db.exec('rollback')
        throw error
      }
    } catch (error) {
      throw error instanceof RangeError ? error : LedgerError.from(error, file)
    }
  }
  const sweep = (account: string, nowMs: number): void => {
    for (const row of expired.all(account, nowMs))
      addSpent.run(account, Number(row['period_start_ms']), Number(row['nano_usd']))
  }
  const stateOf = (account: string, periodStartMs: number, except: string): BudgetState => {
    const held = readHeld.get(account, periodStartMs, except)
    return {
      spentNanoUsd: Number(readSpent.get(account, periodStartMs)?.['n'] ?? 0),
      heldNanoUsd: Number(held?.['held'] ?? 0),
      holds: Number(held?.['holds'] ?? 0),
    }
  }

  return {
    reserve: ({ account, periodStartMs, holdId, nanoUsd, limitNanoUsd, nowMs, leaseMs }) => {
      checkAmount(nanoUsd)
      return inTransaction(() => {
        sweep(account, nowMs)
        const { spentNanoUsd, heldNanoUsd } = stateOf(account, periodStartMs, holdId)
        if (spentNanoUsd + heldNanoUsd + nanoUsd > limitNanoUsd) return false
        putHold.run(account, holdId, periodStartMs, nanoUsd, nowMs + leaseMs)
        return true
      })
    },
    settle: (account, holdId, nanoUsd) => {
      checkAmount(nanoUsd)
      inTransaction(() => {
        const hold = dropHold.get(account, holdId)
        if (hold !== undefined) addSpent.run(account, Number(hold['period_start_ms']), nanoUsd)
      })
    },
    read: (account, periodStartMs, nowMs) =>
      inTransaction(() => {
        sweep(account, nowMs)
        return stateOf(account, periodStartMs, '')
      }),
    close: () => db.close(),
  }
}
