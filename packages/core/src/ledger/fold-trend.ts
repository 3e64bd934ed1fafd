import type { ReportRow } from './fold-report.ts'
import { isInRange } from './is-in-range.ts'
import { toTrend, type TrendPart } from './to-trend.ts'
import type { TrendQuery, TrendRow } from './trend.ts'

/** The trend of these rows: the definition that every store's own query is held against. @throws RangeError as `toTrend` does */
export function foldTrend(rows: Iterable<ReportRow>, query: TrendQuery): readonly TrendRow[] {
  return toTrend(query, toParts(rows, query))
}

function* toParts(rows: Iterable<ReportRow>, query: TrendQuery): Generator<TrendPart, void, undefined> {
  for (const row of rows) if (isInRange(row, query)) yield toPart(row, query)
}

function toPart(row: ReportRow, { bucketMs, by }: TrendQuery): TrendPart {
  const isServed = row.kind === 'served'
  const isVirtual = isServed && row.isVirtual
  const isKnown = isServed && !row.isCostLowerBound && row.baselineCostNanoUsd !== undefined
  return {
    startMs: Math.floor(row.startedAtMs / bucketMs) * bucketMs,
    task: by === undefined ? undefined : row.task,
    cause: isVirtual && row.escalated ? (row.escalationCause ?? 'unknown') : undefined,
    requests: 1,
    served: Number(isServed),
    broken: Number(row.kind === 'broken'),
    failed: Number(row.kind === 'failed'),
    aborted: Number(row.kind === 'aborted'),
    virtualServed: Number(isVirtual),
    costNanoUsd: row.costNanoUsd,
    evidenceNanoUsd: row.evidenceCostNanoUsd,
    comparedNanoUsd: isKnown ? row.costNanoUsd + row.evidenceCostNanoUsd : 0,
    baselineNanoUsd: isKnown ? (row.baselineCostNanoUsd ?? 0) : 0,
    unknownCostRequests: Number(isServed && !isKnown),
  }
}
