import type { RouterEvent } from '@signalbox/core'
import type { AlarmReport } from './alarm-report.ts'
import type { ConversationTableState } from './conversation-table.ts'
import type { EscalationFacts } from './escalation-facts.ts'
import type { TaskAlarmState } from './task-alarm.ts'

/** An alarm that has been raised, or has cleared. */
export interface AlarmChange {
  readonly task: string
  readonly isRaised: boolean
  readonly atMs: number
}

/** One task type's part of an alarm. Plain data. */
export interface EscalationAlarmEntry {
  readonly task: string
  readonly state: TaskAlarmState
  /** `cause: source` -> requests. */
  readonly sources: Readonly<Record<string, number>>
}

/** What an alarm knows, to go on from later. Plain data. */
export interface EscalationAlarmState {
  readonly tasks: readonly EscalationAlarmEntry[]
  readonly conversations: ConversationTableState
}

/** Watches escalations as they happen, or as a ledger has them. */
export interface EscalationAlarm {
  /** For `RouterOptions.onEvent`: takes outcomes, lets the rest pass. */
  readonly onEvent: (event: RouterEvent) => void
  /** The same from a record, in order of time. @param atMs when it happened, ms since the epoch */
  readonly observe: (facts: EscalationFacts, atMs: number) => void
  /** Observes conversations that are still open: at the end of a record, where no more of them will come. */
  readonly settle: () => void
  readonly read: () => AlarmReport
  /** For `EscalationAlarmOptions.state`. */
  readonly state: () => EscalationAlarmState
}
