import type { LabelRow } from '@signalbox/core'
import { toValues, type ColumnMap } from './column-map.ts'

/** What the key holds for none: a key has no nulls. */
const noName = ''
const noAttempt = -1

const readName = (value: unknown): unknown => (value === noName ? undefined : value)

/** How a LabelRow is stored. */
export const labelColumns: ColumnMap<LabelRow> = [
  ['request_id', 'requestId'],
  ['n', 'n'],
  ['source', 'source'],
  ['rater', 'rater', readName],
  ['study', 'study', readName],
  ['versus_n', 'versusN', (value) => (value === noAttempt ? undefined : value)],
  ['score', 'score'],
  ['reason', 'reason'],
  ['at_ms', 'atMs'],
]

export function toLabelValues(row: LabelRow): (string | number | null)[] {
  const { rater = noName, study = noName, versusN = noAttempt } = row
  return toValues(labelColumns, { ...row, rater, study, versusN })
}
