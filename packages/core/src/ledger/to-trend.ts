import type { TrendQuery, TrendRow } from './trend.ts'

/** Outcomes of one step and task that escalated for one cause, or not: what a store sums up. */
export interface TrendPart extends Omit<TrendRow, 'escalated' | 'escalationByCause'> {
  /** undefined = none of them counts as escalated; else all do. */
  readonly cause: string | undefined
}

/**
 * Rows in order of time, then of task.
 *
 * @param parts in any order
 * @throws RangeError for steps that are no whole number of milliseconds
 */
export function toTrend({ bucketMs }: TrendQuery, parts: Iterable<TrendPart>): readonly TrendRow[] {
  if (!Number.isSafeInteger(bucketMs) || bucketMs < 1)
    throw new RangeError(`trend: bucketMs is ${bucketMs}; give a whole number from 1 on, 86400000 for days.`)
  const rows = new Map<string, TrendRow>()
  for (const part of parts) {
    const key = JSON.stringify([part.startMs, part.task])
    rows.set(key, withPart(rows.get(key), part))
  }
  return [...rows.values()].toSorted((a, b) => a.startMs - b.startMs || ((a.task ?? '') < (b.task ?? '') ? -1 : 1))
}

function withPart(row: TrendRow | undefined, { cause, ...part }: TrendPart): TrendRow {
  const escalated = cause === undefined ? 0 : part.requests
  const byCause = row?.escalationByCause ?? {}
  return {
    startMs: part.startMs,
    task: part.task,
    requests: (row?.requests ?? 0) + part.requests,
    served: (row?.served ?? 0) + part.served,
    broken: (row?.broken ?? 0) + part.broken,
    failed: (row?.failed ?? 0) + part.failed,
    aborted: (row?.aborted ?? 0) + part.aborted,
    virtualServed: (row?.virtualServed ?? 0) + part.virtualServed,
    escalated: (row?.escalated ?? 0) + escalated,
    escalationByCause: cause === undefined ? byCause : { ...byCause, [cause]: (byCause[cause] ?? 0) + escalated },
    costNanoUsd: (row?.costNanoUsd ?? 0) + part.costNanoUsd,
    evidenceNanoUsd: (row?.evidenceNanoUsd ?? 0) + part.evidenceNanoUsd,
    comparedNanoUsd: (row?.comparedNanoUsd ?? 0) + part.comparedNanoUsd,
    baselineNanoUsd: (row?.baselineNanoUsd ?? 0) + part.baselineNanoUsd,
    unknownCostRequests: (row?.unknownCostRequests ?? 0) + part.unknownCostRequests,
  }
}
