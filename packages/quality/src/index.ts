// Savings
export { foldSavings, type SavingsAttempt, type SavingsOptions } from './savings/fold-savings.ts'
export type { LeftOutReason, SavingsRow } from './savings/savings-row.ts'
export type {
  ActualCost,
  BaselineSaved,
  CoveredPolicy,
  LeftOut,
  SavedAmount,
  Savings,
  ServedModel,
  TaskSaved,
} from './savings/savings.ts'
export type { SavingParts } from './savings/saving-parts.ts'
export type { TokenAdjustment } from './savings/token-adjustment.ts'
export type { CountedAttempt, TokenRatio } from './savings/token-ratio.ts'
export type { PriceSource } from './savings/price-source.ts'
export type { Interval } from './statistics/interval.ts'
export { toReportPage, type ReportPageInput } from './page/to-report-page.ts'
// Alarm
export { createEscalationAlarm, type EscalationAlarmOptions } from './alarm/create-escalation-alarm.ts'
export type { AlarmChange, EscalationAlarm, EscalationAlarmEntry } from './alarm/escalation-alarm.ts'
export type { AlarmReport, EscalationSource, TaskAlarmReading } from './alarm/alarm-report.ts'
export type { EscalationFacts } from './alarm/escalation-facts.ts'
export { readAlarm } from './alarm/read-alarm.ts'
export { checkAlarm, type AlarmCheck } from './alarm/check-alarm.ts'
export { toAlarmLines } from './alarm/to-alarm-lines.ts'
