import { toAlarmSettings } from '@signalbox/config'
import type { ReportQuery } from '@signalbox/core'
import type { SqliteLedger } from '@signalbox/ledger'
import {
  createEscalationAlarm,
  explainLeaks,
  toEscalationTrends,
  type AlarmReport,
  type EscalationTrend,
  type LeakRow,
  type TaskExplanation,
} from '@signalbox/quality'
import type { LoadedPolicy } from '../load-policy.ts'

/** Leaks as a ledger has them: what stands, why, and where it goes by day. */
export interface LedgerAlarm {
  readonly alarm: AlarmReport
  readonly explanations: readonly TaskExplanation[]
  readonly trends: readonly EscalationTrend[]
}

const dayMs = 86_400_000

/** Reads the rows once for alarm and reasons; the ledger sums up the days itself. */
export function readLedgerAlarm(
  ledger: Pick<SqliteLedger, 'history' | 'trend'>,
  query: Pick<ReportQuery, 'sinceMs' | 'untilMs' | 'policy'>,
  { config, options }: LoadedPolicy,
): LedgerAlarm {
  const { tiers, aliases, strategy } = options
  const { sinceMs, untilMs, policy } = query
  const alarm = createEscalationAlarm(config === undefined ? { tiers, aliases } : toAlarmSettings(config))
  const watched = function* (): Generator<LeakRow> {
    for (const { outcome, attempts } of ledger.history({ sinceMs, untilMs, policy, without: ['labels'] })) {
      alarm.observe(outcome, outcome.startedAtMs)
      yield { ...outcome, attempts }
    }
  }
  const explanations = explainLeaks(watched(), { tiers, aliases, strategy: strategy.describe() })
  const trends = toEscalationTrends(ledger.trend({ bucketMs: dayMs, sinceMs, untilMs, policy, by: 'task' }))
  alarm.settle()
  return { alarm: alarm.read(), explanations, trends }
}
