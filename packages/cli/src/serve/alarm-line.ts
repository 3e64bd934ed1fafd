import type { EscalationGroup, TaskAlarmReading } from '@signalbox/quality'
import type { LogLine } from './request-log.ts'

/** What has become of an alarm: it `stand`s when an earlier process has raised it. */
export type AlarmTurn = 'raise' | 'stand' | 'clear'

/** One line for each turn of an alarm: which task type, by how much, since when, and, where it leaks, why and what to do. */
export function toAlarmLine(turn: AlarmTurn, reading: TaskAlarmReading, found?: EscalationGroup): LogLine {
  const { task, target, leaks, byConversation, openConversations, rise } = reading
  return {
    level: 'warn',
    message: `alarm-${turn}`,
    fields: {
      task,
      target,
      leaked: leaks.numerator,
      served: leaks.denominator,
      conversations: byConversation.denominator,
      leakedByConversation: byConversation.value,
      openConversations,
      since: turn === 'clear' || rise === undefined ? undefined : new Date(rise.sinceMs).toISOString(),
      why: found?.suggestion,
      examples: found?.examples,
    },
  }
}
