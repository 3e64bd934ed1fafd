import type { TrendPart, TrendQuery } from '@signalbox/core'
import type { DatabaseSync } from 'node:sqlite'
import { hasColumn } from './has-column.ts'

/** What a trend is made of, summed up by one statement over the rows of its range, found by an index. */
export function readTrendParts(db: DatabaseSync, query: TrendQuery): readonly TrendPart[] {
  const { bucketMs, sinceMs = 0, untilMs = Number.MAX_SAFE_INTEGER, policy = null, by } = query
  return db
    .prepare(trendSql(hasColumn(db, 'outcomes', 'evidence_cost_nano_usd')))
    .all(bucketMs, bucketMs, by === 'task' ? 1 : 0, sinceMs, untilMs, policy, policy)
    .map(
      (row) => ({ ...row, task: row['task'] ?? undefined, cause: row['cause'] ?? undefined }) as unknown as TrendPart,
    )
}

/** Money as reals, which hold more than an integer that JavaScript reads. @param knowsEvidence of a file of before there were studies, nothing was spent on them */
export function trendSql(knowsEvidence: boolean): string {
  const evidence = knowsEvidence ? 'evidence_cost_nano_usd' : '0'
  const isKnown = "kind = 'served' and not is_cost_lower_bound and baseline_cost_nano_usd is not null"
  return `select started_at_ms / cast(? as integer) * cast(? as integer) as startMs,
      iif(?, task, null) as task,
      iif(kind = 'served' and is_virtual and escalated, coalesce(escalation_cause, 'unknown'), null) as cause,
      count(*) as requests,
      sum(kind = 'served') as served,
      sum(kind = 'broken') as broken,
      sum(kind = 'failed') as failed,
      sum(kind = 'aborted') as aborted,
      sum(kind = 'served' and is_virtual) as virtualServed,
      total(cost_nano_usd) as costNanoUsd,
      total(${evidence}) as evidenceNanoUsd,
      total(iif(${isKnown}, cost_nano_usd + ${evidence}, 0)) as comparedNanoUsd,
      total(iif(${isKnown}, baseline_cost_nano_usd, 0)) as baselineNanoUsd,
      sum(kind = 'served' and not (${isKnown})) as unknownCostRequests
    from outcomes
    where started_at_ms >= ? and started_at_ms < ? and (? is null or policy_name = ?)
    group by 1, 2, 3`
}
