import { toAlarmSettings, type SignalboxConfig } from '@signalbox/config'
import type { Router } from '@signalbox/core'
import { createPrometheusMetrics, type PrometheusMetrics } from '@signalbox/http/node'
import type { LabelCounts, SqliteLedger } from '@signalbox/ledger'
import type { ResumedAlarm, Shadow } from '@signalbox/quality'

/** What is open of a config, and worth a number. */
export interface OpenMetricsOptions {
  readonly router: Router
  readonly alarm: ResumedAlarm
  readonly shadow: Shadow | undefined
  readonly ledger: Pick<SqliteLedger, 'labelCounts'> | undefined
  readonly processMetrics: boolean | undefined
}

/** Labels come by the study, not by the second. */
const labelsMs = 60_000

/** All that a config can show of itself. */
export function openMetrics(config: SignalboxConfig, options: OpenMetricsOptions): PrometheusMetrics {
  const { ledger, ...rest } = options
  const labels = ledger && keptFor(labelsMs, ledger.labelCounts)
  return createPrometheusMetrics({ ...rest, labels, tasks: toAlarmSettings(config).knownTasks })
}

/** Counts as they were at most so long ago; those of a ledger that cannot be read are as they were when it could. */
function keptFor(ms: number, read: () => LabelCounts): () => LabelCounts {
  let counts: LabelCounts = {}
  let readAtMs = Number.NEGATIVE_INFINITY
  return () => {
    const nowMs = performance.now()
    if (nowMs - readAtMs < ms) return counts
    readAtMs = nowMs
    try {
      counts = read()
    } catch {
      // A locked file is no reason to show no metric at all.
    }
    return counts
  }
}
