import type { LabelRow } from '@signalbox/core'
import { toValues, type ColumnMap } from './column-map.ts'

/** How a LabelRow is stored. */
export const labelColumns: ColumnMap<LabelRow> = [
  ['request_id', 'requestId'],
  ['n', 'n'],
  ['source', 'source'],
  ['rater', 'rater'],
  ['study', 'study'],
  ['versus_n', 'versusN'],
  ['score', 'score'],
  ['reason', 'reason'],
  ['at_ms', 'atMs'],
]

/** What the key holds for none. */
const noName = ''
const noAttempt = -1

export function toLabelValues(row: LabelRow): (string | number | null)[] {
  const { rater = noName, study = noName, versusN = noAttempt } = row
  return toValues(labelColumns, { ...row, rater, study, versusN })
}

export function toLabelRow(record: Readonly<Record<string, unknown>>): LabelRow {
  const versusN = Number(record['versus_n'])
  return {
    requestId: String(record['request_id']),
    n: Number(record['n']),
    source: String(record['source']) as LabelRow['source'],
    rater: String(record['rater']) || undefined,
    study: String(record['study']) || undefined,
    versusN: versusN === noAttempt ? undefined : versusN,
    score: Number(record['score']),
    reason: (record['reason'] ?? undefined) as string | undefined,
    atMs: Number(record['at_ms']),
  }
}
