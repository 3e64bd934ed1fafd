import type { LabelRow } from '@signalbox/core'
import type { DatabaseSync } from 'node:sqlite'
import { hasColumn } from './has-column.ts'
import { labelColumns } from './label-columns.ts'
import { createRowReader } from './row-reader.ts'

/** Which labels are read. */
export interface LabelQuery {
  /** When it was said: wall time, ms since the epoch, included. */
  readonly sinceMs?: number | undefined
  readonly untilMs?: number | undefined
  readonly source?: LabelRow['source'] | undefined
  readonly study?: string | undefined
}

/** Labels in order of when they were said, one at a time. */
export function* readLabels(db: DatabaseSync, query: LabelQuery): Generator<LabelRow, void, undefined> {
  if (!hasColumn(db, 'labels', 'request_id')) return
  const { sinceMs = 0, untilMs = Number.MAX_SAFE_INTEGER, source = null, study = null } = query
  const reader = createRowReader(
    db,
    'labels',
    labelColumns,
    `from labels where at_ms >= ? and at_ms < ? and (? is null or source = ?) and (? is null or study = ?) order by at_ms`,
  )
  yield* reader.each(sinceMs, untilMs, source, source, study, study)
}
