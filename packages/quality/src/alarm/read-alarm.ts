import type { AlarmReport } from './alarm-report.ts'
import { createEscalationAlarm, type EscalationAlarmOptions } from './create-escalation-alarm.ts'
import type { EscalationFacts } from './escalation-facts.ts'

/** The alarm as it stands after all these rows. @param rows in order of time, a ledger's `outcomes()` */
export function readAlarm(
  rows: Iterable<EscalationFacts & { readonly startedAtMs: number }>,
  options: EscalationAlarmOptions = {},
): AlarmReport {
  const alarm = createEscalationAlarm(options)
  for (const row of rows) alarm.observe(row, row.startedAtMs)
  alarm.settle()
  return alarm.read()
}
