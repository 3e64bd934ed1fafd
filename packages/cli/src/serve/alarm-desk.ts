import type { AlarmChange, AlarmReport, EscalationGroup, Resumption, TaskAlarmReading } from '@signalbox/quality'
import { toAlarmLine } from './alarm-line.ts'
import type { LogLine } from './request-log.ts'

export interface AlarmDeskOptions {
  readonly read: () => AlarmReport
  /** Why a task type leaks; undefined = nothing is known of it. */
  readonly explain: (task: string) => Promise<EscalationGroup | undefined>
  readonly write: (line: LogLine) => void
}

/** Tells an operator of alarms, once for each turn, in their order. */
export interface AlarmDesk {
  /** At once, and never throws: the reason is looked up beside the traffic. */
  readonly note: (change: AlarmChange) => void
  /** What an earlier process had raised, and whether its record could be read. */
  readonly resume: (resumption: Resumption) => void
  /** Resolves when all is told. */
  readonly idle: () => Promise<void>
}

export function createAlarmDesk({ read, explain, write }: AlarmDeskOptions): AlarmDesk {
  let told = Promise.resolve()
  const tellWhy = async (reading: TaskAlarmReading): Promise<void> => {
    // An alarm without its reason is still one.
    const found = await explain(reading.task).catch(() => undefined)
    write(toAlarmLine('raise', reading, found))
  }
  return {
    note: ({ task, isRaised }) => {
      const reading = read().tasks.find((one) => one.task === task)
      if (reading === undefined) return
      told = told.then(() => (isRaised ? tellWhy(reading) : write(toAlarmLine('clear', reading))))
    },
    resume: ({ report, error }) => {
      if (error !== undefined)
        write({
          level: 'warn',
          message: 'alarm-resume',
          fields: { error: error instanceof Error ? error.message : String(error) },
        })
      for (const reading of report.tasks) if (reading.isRaised) write(toAlarmLine('stand', reading))
    },
    idle: () => told,
  }
}
