import type { AlarmReport, TaskAlarmReading } from './alarm-report.ts'

/** What a pipeline asks: does any alarm stand? */
export interface AlarmCheck {
  /** false: exit with 1. */
  readonly holds: boolean
  readonly standing: readonly TaskAlarmReading[]
}

export function checkAlarm({ tasks }: AlarmReport): AlarmCheck {
  const standing = tasks.filter(({ isRaised }) => isRaised)
  return { holds: standing.length === 0, standing }
}
