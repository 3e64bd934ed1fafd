import type { ReportGroup } from '@signalbox/core'
import type { DatabaseSync } from 'node:sqlite'

/** Nearest-rank percentiles of served requests, read off an index; `task` undefined = all. */
export function readPercentiles(db: DatabaseSync, served: number, task?: string): ReportGroup['latencyMs'] {
  const statement = db.prepare(
    `select duration_ms as ms from outcomes where kind = 'served' ${task === undefined ? '' : 'and task = ?'} order by duration_ms limit 1 offset ?`,
  )
  const at = (share: number): number | undefined => {
    if (served === 0) return undefined
    const offset = Math.max(0, Math.ceil(served * share) - 1)
    const row = task === undefined ? statement.get(offset) : statement.get(task, offset)
    return row?.['ms'] as number | undefined
  }
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
