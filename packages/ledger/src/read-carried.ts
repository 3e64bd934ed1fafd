import { sumCarried, type CarriedSums, type ReportQuery } from '@signalbox/core'
import type { DatabaseSync } from 'node:sqlite'
import { hasColumn } from './has-column.ts'

/** What carriers say attempts cost beside our prices, read off an index: as `sumCarried` defines it. */
export function readCarried(db: DatabaseSync, query: ReportQuery): CarriedSums {
  const nothing = sumCarried([])
  if (!hasColumn(db, 'attempts', 'reported_cost_nano_usd')) return nothing
  const { sinceMs = 0, untilMs = Number.MAX_SAFE_INTEGER, policy } = query
  const ofPolicy =
    'and exists (select 1 from outcomes o where o.request_id = attempts.request_id and o.policy_name = ?)'
  const row = db
    .prepare(
      `select count(*) as attempts, total(reported_cost_nano_usd) as reportedNanoUsd, total(priced_cost_nano_usd) as pricedNanoUsd,
         total(abs(reported_cost_nano_usd - priced_cost_nano_usd) * 100 > priced_cost_nano_usd) as differing
       from attempts where reported_cost_nano_usd is not null and priced_cost_nano_usd is not null
         and started_at_ms >= ? and started_at_ms < ? ${policy === undefined ? '' : ofPolicy}`,
    )
    .get(sinceMs, untilMs, ...(policy === undefined ? [] : [policy]))
  return { ...nothing, ...(row as unknown as CarriedSums) }
}
