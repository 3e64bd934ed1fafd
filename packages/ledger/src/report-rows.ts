import type { ReportQuery, ReportRow } from '@signalbox/core'
import type { DatabaseSync } from 'node:sqlite'
import type { ColumnMap } from './column-map.ts'
import { outcomeColumns } from './outcome-columns.ts'
import { createRowReader } from './row-reader.ts'

const keys: ReadonlySet<string> = new Set<keyof ReportRow>([
  'kind',
  'startedAtMs',
  'policyName',
  'isVirtual',
  'task',
  'tenant',
  'servedModel',
  'servedTierRank',
  'escalated',
  'escalationCause',
  'fallback',
  'costNanoUsd',
  'isCostLowerBound',
  'draftCostNanoUsd',
  'failedCostNanoUsd',
  'checkCostNanoUsd',
  'evidenceCostNanoUsd',
  'baselineModel',
  'baselineCostNanoUsd',
  'inputTokens',
  'outputTokens',
  'durationMs',
])

/** What a report needs of each outcome, and no more: a million rows pass through here. In no order. */
export function readReportRows(db: DatabaseSync, query: ReportQuery): Generator<ReportRow, void, undefined> {
  const needsTags = query.by?.startsWith('tag:') === true
  const { sinceMs = 0, untilMs = Number.MAX_SAFE_INTEGER, policy = null } = query
  const columns = outcomeColumns.filter(([, key]) => keys.has(key) || (needsTags && key === 'tags'))
  const reader = createRowReader<ReportRow>(
    db,
    'outcomes',
    columns as ColumnMap<ReportRow>,
    'from outcomes where started_at_ms >= ? and started_at_ms < ? and (? is null or policy_name = ?)',
  )
  return reader.each(sinceMs, untilMs, policy, policy)
}
