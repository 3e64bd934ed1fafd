import type { OutcomeRow } from '@signalbox/core'
import type { DatabaseSync } from 'node:sqlite'
import type { ColumnMap } from './column-map.ts'
import { createRowReader, type RowReader } from './row-reader.ts'

/** Which outcomes are read. */
export interface OutcomeQuery {
  /** Wall time, ms since the epoch, included. */
  readonly sinceMs?: number | undefined
  readonly untilMs?: number | undefined
  /** Only rows of this policy name. */
  readonly policy?: string | undefined
  /** Of these only the latest so many, 1 or more, and others of the very moment at which they begin. */
  readonly last?: number | undefined
}

const pageSize = 500

/** Outcomes in order of time, then of writing. Between two pages nothing of the database is held: a reader may take hours, and write. */
export function* readOutcomePages(
  db: DatabaseSync,
  query: OutcomeQuery,
  columns: ColumnMap<OutcomeRow>,
): Generator<readonly OutcomeRow[], void, undefined> {
  const { untilMs = Number.MAX_SAFE_INTEGER, policy = null } = query
  const sinceMs = startOf(db, query)
  const reader = (where: string): RowReader<OutcomeRow> =>
    createRowReader(
      db,
      'outcomes',
      columns,
      `from outcomes where (? is null or policy_name = ?) and ${where} order by started_at_ms, rowid limit ${pageSize}`,
    )
  // Two, since one comparison of (started_at_ms, rowid) would walk through all rows of a moment again for every page of it.
  const later = reader('started_at_ms >= ? and started_at_ms < ?')
  const sameMoment = reader('started_at_ms = ? and rowid > (select rowid from outcomes where request_id = ?)')
  let page = later.all(policy, policy, sinceMs, untilMs)
  for (;;) {
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    page = sameMoment.all(policy, policy, last.startedAtMs, last.requestId)
    if (page.length < pageSize) {
      if (page.length > 0) yield page
      page = later.all(policy, policy, last.startedAtMs + 1, untilMs)
    }
  }
}

/** When the first of them began, or may have. @throws RangeError for a number of rows that is none */
function startOf(db: DatabaseSync, query: OutcomeQuery): number {
  const { sinceMs = 0, untilMs = Number.MAX_SAFE_INTEGER, policy = null, last } = query
  if (last === undefined) return sinceMs
  if (!(last >= 1)) throw new RangeError(`The last ${last} requests are none: give 1 or more.`)
  const row = db
    .prepare(
      `select started_at_ms as ms from outcomes where (? is null or policy_name = ?) and started_at_ms >= ? and started_at_ms < ?
       order by started_at_ms desc limit 1 offset ?`,
    )
    .get(policy, policy, sinceMs, untilMs, Math.floor(last) - 1)
  return row === undefined ? sinceMs : Number(row['ms'])
}
