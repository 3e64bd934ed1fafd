import type { LabelRow, OutcomeRow, ReplyRow } from '@signalbox/core'
import type { DatabaseSync } from 'node:sqlite'
import { attemptColumns, type AttemptRow } from './attempt-columns.ts'
import type { ColumnMap } from './column-map.ts'
import { hasColumn } from './has-column.ts'
import { labelColumns } from './label-columns.ts'
import { outcomeColumns } from './outcome-columns.ts'
import { readOutcomePages, type OutcomeQuery } from './outcome-pages.ts'
import { replyColumns } from './reply-columns.ts'
import { createRowReader } from './row-reader.ts'

/** A request that has ended, with all that is kept of it; what was not asked for is empty. */
export interface PastOutcome {
  readonly outcome: OutcomeRow
  /** Those of shadows and studies too: they have a `study`. */
  readonly attempts: readonly AttemptRow[]
  readonly labels: readonly LabelRow[]
  readonly replies: readonly ReplyRow[]
}

/** Which requests of the past, and what of them. */
export interface HistoryQuery extends OutcomeQuery {
  /** Beside the rest: what models answered, `promptJson` of outcomes, `priceJson` of attempts. */
  readonly with?: readonly ('replies' | 'prompts' | 'prices')[] | undefined
  /** What is not needed costs no time. */
  readonly without?: readonly ('attempts' | 'labels')[] | undefined
}

/** Requests in order of time, one at a time, so any number of them; nothing of the database is held while the reader takes its time. */
export function* readHistory(db: DatabaseSync, query: HistoryQuery): Generator<PastOutcome, void, undefined> {
  const asked = new Set(query.with)
  const spared = new Set(query.without)
  const outcomes = asked.has('prompts') ? outcomeColumns : outcomeColumns.filter(([, key]) => key !== 'promptJson')
  const attempts = asked.has('prices') ? attemptColumns : attemptColumns.filter(([, key]) => key !== 'priceJson')
  const attemptsOf = spared.has('attempts') ? nothing : createLookup(db, 'attempts', attempts)
  const labelsOf = spared.has('labels') ? nothing : createLookup(db, 'labels', labelColumns)
  const repliesOf = asked.has('replies') ? createLookup(db, 'replies', replyColumns) : nothing
  for (const page of readOutcomePages(db, query, outcomes)) {
    const ids = page.map(({ requestId }) => requestId)
    const found = { attempts: attemptsOf(ids), labels: labelsOf(ids), replies: repliesOf(ids) }
    for (const outcome of page)
      yield {
        outcome,
        attempts: found.attempts.get(outcome.requestId) ?? none,
        labels: found.labels.get(outcome.requestId) ?? none,
        replies: found.replies.get(outcome.requestId) ?? none,
      }
  }
}

/** Rows of many requests at once. */
type Lookup<Row> = (ids: readonly string[]) => ReadonlyMap<string, readonly Row[]>

const none: readonly never[] = []
const nothing: Lookup<never> = () => new Map()

function createLookup<Row extends { readonly requestId: string }>(
  db: DatabaseSync,
  table: string,
  columns: ColumnMap<Row>,
): Lookup<Row> {
  if (!hasColumn(db, table, 'request_id')) return nothing
  // One statement for all of them: asking for each takes twice as long.
  const tail = `from json_each(?) wanted cross join ${table} on ${table}.request_id = wanted.value`
  const reader = createRowReader(db, table, columns, tail)
  return (ids) => {
    const found = new Map<string, Row[]>()
    for (const row of reader.all(JSON.stringify(ids))) {
      const rows = found.get(row.requestId)
      if (rows === undefined) found.set(row.requestId, [row])
      else rows.push(row)
    }
    return found
  }
}
