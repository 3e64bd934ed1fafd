import { toAlarmSettings, type SignalboxConfig } from '@signalbox/config'
import type { OutcomeRow } from '@signalbox/core'
import type { SqliteLedger } from '@signalbox/ledger'
import { resumeAlarm, type AlarmChange, type ResumedAlarm } from '@signalbox/quality'

export interface OpenAlarmOptions {
  readonly ledger: Pick<SqliteLedger, 'history'> | undefined
  /** Name of the policy whose requests it watches. */
  readonly policy: string
  readonly onAlarm: ((change: AlarmChange) => void) | undefined
  /** Reading ends early when it is aborted. */
  readonly signal: AbortSignal
}

/** What an alarm is begun from: whichever is less. */
const pastMs = 30 * 86_400_000
const pastRequests = 50_000

/** The alarm of a config, begun from what the ledger has of its policy's last requests. @throws RangeError for a share outside 0..1 */
export function openAlarm(
  config: SignalboxConfig,
  { ledger, policy, onAlarm, signal }: OpenAlarmOptions,
): ResumedAlarm {
  const untilMs = Date.now()
  const rows = function* (): Generator<OutcomeRow> {
    if (signal.aborted || ledger === undefined) return
    const sinceMs = untilMs - pastMs
    const without = ['attempts', 'labels'] as const
    for (const { outcome } of ledger.history({ sinceMs, untilMs, policy, last: pastRequests, without })) {
      yield outcome
      // Before the next page: the ledger may be closed by then.
      if (signal.aborted) return
    }
  }
  return resumeAlarm(rows(), { ...toAlarmSettings(config), onChange: onAlarm })
}
