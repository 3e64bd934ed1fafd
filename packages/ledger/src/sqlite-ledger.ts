import {
  foldReport,
  toCarriedCost,
  toReport,
  toReportGroup,
  type IntentRow,
  type OutcomeRow,
  type Report,
  type ReportQuery,
  type SettlementRow,
} from '@signalbox/core'
import { existsSync } from 'node:fs'
import { iterateRows } from './iterate-rows.ts'
import { LedgerError } from './ledger-error.ts'
import { toAttemptRow } from './attempt-columns.ts'
import { openDatabase, type DatabaseOptions } from './open-database.ts'
import { toOutcomeRow } from './outcome-columns.ts'
import { readPercentiles } from './percentiles.ts'
import { readCarried } from './read-carried.ts'
import { readReportRows } from './report-rows.ts'
import { readRollup } from './rollup.ts'
import { createRefusingWriter } from './refusing-writer.ts'
import { createRowWriter, type RowWriter } from './row-writer.ts'

export type SqliteLedgerOptions = DatabaseOptions

/** The ledger in embedded SQLite. */
export interface SqliteLedger extends RowWriter {
  readonly close: () => Promise<void>
  readonly report: (query?: ReportQuery) => Report
  /** Outcomes in order of time; one at a time, so any number of them. */
  readonly outcomes: (query?: Pick<ReportQuery, 'sinceMs' | 'untilMs' | 'policy'>) => IterableIterator<OutcomeRow>
  /** Every attempt with its settlement, in order of request and number. */
  readonly attempts: () => IterableIterator<IntentRow & Partial<SettlementRow>>
  /** Names of the policies that wrote outcomes, with how many. */
  readonly policies: () => readonly { readonly name: string; readonly requests: number }[]
  /** Attempts whose intent was never settled. */
  readonly openAttempts: () => number
  /** `ok`, or what SQLite's own check found. */
  readonly integrity: () => string
}

/** @throws LedgerError naming the file and the remedy */
export function openSqliteLedger(options: SqliteLedgerOptions): SqliteLedger {
  const { file, readOnly = false } = options
  if (readOnly && !existsSync(file)) throw new LedgerError('missing', file, 'there is no such file')
  const db = openDatabase(options)

  const writer = readOnly ? createRefusingWriter(file) : createRowWriter(db, file)
  const count = (sql: string): number => Number(db.prepare(sql).get()?.['n'] ?? 0)
  const openAttempts = (): number => count('select count(*) as n from attempts where ended is null')

  const outcomes = function* (
    query: Pick<ReportQuery, 'sinceMs' | 'untilMs' | 'policy'> = {},
  ): IterableIterator<OutcomeRow> {
    const { sinceMs = 0, untilMs = Number.MAX_SAFE_INTEGER, policy = null } = query
    const statement = db.prepare(
      'select * from outcomes where started_at_ms >= ? and started_at_ms < ? and (? is null or policy_name = ?) order by started_at_ms',
    )
    for (const row of iterateRows(statement, sinceMs, untilMs, policy, policy)) yield toOutcomeRow(row)
  }
  const attempts = function* (): IterableIterator<IntentRow & Partial<SettlementRow>> {
    const statement = db.prepare('select * from attempts order by request_id, n')
    for (const row of iterateRows(statement)) yield toAttemptRow(row)
  }
  const readTotals = (query: ReportQuery): Report => {
    const { total, tasks, ...rest } = readRollup(db)
    const groups = [...tasks].map(([task, tally]) =>
      toReportGroup(task, tally, readPercentiles(db, tally.served, task)),
    )
    return toReport({
      ...rest,
      query,
      total: toReportGroup('total', total, readPercentiles(db, total.served)),
      groups,
      tasks: groups,
      openAttempts: openAttempts(),
      carried: toCarriedCost(readCarried(db, query)),
    })
  }

  return {
    ...writer,
    close: async () => {
      await writer.flush()
      db.close()
    },
    // The rollup answers the everyday question; any other is folded from the rows themselves, which is exact and slower.
    report: (query = {}) => {
      const isPlain =
        query.sinceMs === undefined &&
        query.untilMs === undefined &&
        query.policy === undefined &&
        (query.by === undefined || query.by === 'task')
      return isPlain
        ? readTotals(query)
        : foldReport(readReportRows(db, query), openAttempts(), query, readCarried(db, query))
    },
    outcomes,
    attempts,
    policies: () =>
      db
        .prepare(
          'select policy_name as name, count(*) as requests from outcomes group by policy_name order by min(started_at_ms)',
        )
        .all()
        .map((row) => ({ name: String(row['name']), requests: Number(row['requests']) })),
    openAttempts,
    integrity: () => String(db.prepare('pragma integrity_check').get()?.['integrity_check'] ?? 'unknown'),
  }
}
