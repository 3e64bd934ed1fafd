import type { LabelRow } from '@signalbox/core'
import type { DatabaseSync } from 'node:sqlite'
import { hasColumn } from './has-column.ts'

/** How many labels there are, by who gave them; who gave none is missing. */
export type LabelCounts = Readonly<Partial<Record<LabelRow['source'], number>>>

export function readLabelCounts(db: DatabaseSync): LabelCounts {
  if (!hasColumn(db, 'labels', 'source')) return {}
  const rows = db.prepare('select source, count(*) as n from labels group by source').all()
  return Object.fromEntries(rows.map(({ source, n }) => [String(source), Number(n)]))
}
