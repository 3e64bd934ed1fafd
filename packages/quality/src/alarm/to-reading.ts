import { toShare } from '@signalbox/core'
import type { TaskAlarmReading } from './alarm-report.ts'
import type { BoundedCounts } from './bounded-counts.ts'
import { fromSourceName } from './source-name.ts'
import type { TaskAlarmState } from './task-alarm.ts'

export interface WatchedTask {
  readonly target: number
  readonly state: TaskAlarmState
  readonly sources: BoundedCounts
}

/** What people are shown of a task type. */
export function toReading(
  task: string,
  { target, state, sources }: WatchedTask,
  openConversations: number,
): TaskAlarmReading {
  const { served, leaked, intended, byCaller, conversations, leakedShares, raisedAtMs, rise } = state
  return {
    task,
    target,
    isRaised: raisedAtMs !== undefined,
    raisedAtMs,
    rise,
    leaks: toShare(leaked, served),
    byConversation: toShare(leakedShares, conversations),
    openConversations,
    intended,
    byCaller,
    sources: sources.entries().map(([name, requests]) => ({ ...fromSourceName(name), requests })),
  }
}

/** Those whose alarm stands first, then those that leak most. */
export function byUrgency(a: TaskAlarmReading, b: TaskAlarmReading): number {
  if (a.isRaised !== b.isRaised) return a.isRaised ? -1 : 1
  return b.leaks.numerator - a.leaks.numerator || (a.task < b.task ? -1 : 1)
}
