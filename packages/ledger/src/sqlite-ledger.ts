import {
  foldReport,
  toCarriedCost,
  toReport,
  toReportGroup,
  toTrend,
  type LabelRow,
  type OutcomeRow,
  type ReplyRow,
  type Report,
  type ReportQuery,
  type TrendQuery,
  type TrendRow,
} from '@signalbox/core'
import { existsSync } from 'node:fs'
import { attemptColumns, type AttemptRow } from './attempt-columns.ts'
import { hasColumn } from './has-column.ts'
import { readHistory, type HistoryQuery, type PastOutcome } from './history.ts'
import { readLabelCounts, type LabelCounts } from './label-counts.ts'
import { readLabels, type LabelQuery } from './label-query.ts'
import { LedgerError } from './ledger-error.ts'
import { openDatabase, type DatabaseOptions } from './open-database.ts'
import { outcomeColumns } from './outcome-columns.ts'
import { readOutcomePages, type OutcomeQuery } from './outcome-pages.ts'
import { readPercentiles } from './percentiles.ts'
import { readCarried } from './read-carried.ts'
import { readReportRows } from './report-rows.ts'
import { readRollup } from './rollup.ts'
import { readTrendParts } from './trend-parts.ts'
import { createRefusingWriter } from './refusing-writer.ts'
import { replyColumns } from './reply-columns.ts'
import { createRowReader } from './row-reader.ts'
import { createRowWriter, type RowWriter } from './row-writer.ts'

export type SqliteLedgerOptions = DatabaseOptions

/** The ledger in embedded SQLite. */
export interface SqliteLedger extends RowWriter {
  readonly close: () => Promise<void>
  readonly report: (query?: ReportQuery) => Report
  /** How it went over time: one row per step, or per step and task. @throws RangeError for a step that is none */
  readonly trend: (query: TrendQuery) => readonly TrendRow[]
  /** Outcomes in order of time; one at a time, so any number of them. */
  readonly outcomes: (query?: OutcomeQuery) => IterableIterator<OutcomeRow>
  /** The same, each with its attempts, its labels, and its replies when asked. */
  readonly history: (query?: HistoryQuery) => IterableIterator<PastOutcome>
  /** Every attempt with its settlement, in order of request and number. */
  readonly attempts: () => IterableIterator<AttemptRow>
  readonly attemptsOf: (requestId: string) => readonly AttemptRow[]
  readonly replies: (requestId: string) => readonly ReplyRow[]
  /** In order of when they were said; one at a time. */
  readonly labels: (query?: LabelQuery) => IterableIterator<LabelRow>
  readonly labelCounts: () => LabelCounts
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

  const outcomes = function* (query: OutcomeQuery = {}): IterableIterator<OutcomeRow> {
    for (const page of readOutcomePages(db, query, outcomeColumns)) yield* page
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
    trend: (query) => toTrend(query, readTrendParts(db, query)),
    outcomes,
    history: (query = {}) => readHistory(db, query),
    attempts: () => createRowReader(db, 'attempts', attemptColumns, 'from attempts order by request_id, n').each(),
    attemptsOf: (requestId) =>
      createRowReader(db, 'attempts', attemptColumns, 'from attempts where request_id = ? order by n').all(requestId),
    replies: (requestId) =>
      hasColumn(db, 'replies', 'request_id')
        ? createRowReader(db, 'replies', replyColumns, 'from replies where request_id = ? order by n').all(requestId)
        : [],
    labels: (query = {}) => readLabels(db, query),
    labelCounts: () => readLabelCounts(db),
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
