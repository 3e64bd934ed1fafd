import type { Clock } from '@signalbox/core'
import type { AlarmReport } from './alarm-report.ts'
import { createEscalationAlarm, type EscalationAlarmOptions } from './create-escalation-alarm.ts'
import type { AlarmChange, EscalationAlarm } from './escalation-alarm.ts'
import type { EscalationFacts } from './escalation-facts.ts'
import { inTurns } from './in-turns.ts'

/** A listener that throws changes nothing. */
export interface ResumeAlarmOptions extends Omit<EscalationAlarmOptions, 'state'> {
  /** Default: the platform's. */
  readonly clock?: Pick<Clock, 'setTimer'> | undefined
}

/** What an alarm has taken over from a record. */
export interface Resumption {
  /** As it stood then; what is standing has been raised by an earlier process and is told to nobody again. */
  readonly report: AlarmReport
  /** Why no more could be read; undefined = all has been. */
  readonly error: unknown
}

/** An alarm that goes on where a record ends. Until the record is read it shows nothing, and forgets nothing. */
export interface ResumedAlarm extends EscalationAlarm {
  /** How it stood when it began to watch: what it has seen itself is the difference. */
  readonly before: () => AlarmReport
  /** Never rejects. */
  readonly resumed: Promise<Resumption>
}

/**
 * Reads what has happened beside the traffic, then watches: so that a new process knows of a leak what the last one did.
 * @param rows in order of time, of before it begins to watch
 * @throws RangeError for a share outside 0..1
 */
export function resumeAlarm(
  rows: Iterable<EscalationFacts & { readonly startedAtMs: number }>,
  options: ResumeAlarmOptions = {},
): ResumedAlarm {
  const past = createEscalationAlarm({ ...options, onChange: undefined })
  const onChange = (change: AlarmChange): void => {
    try {
      options.onChange?.(change)
    } catch {
      // What a request leads to is nothing that may end it.
    }
  }
  let before = past.read()
  let live: EscalationAlarm | undefined
  const waiting: ((alarm: EscalationAlarm) => void)[] = []
  const tell = (act: (alarm: EscalationAlarm) => void): void => {
    if (live === undefined) waiting.push(act)
    else act(live)
  }

  const takeOver = async (): Promise<Resumption> => {
    let problem: unknown
    try {
      for await (const row of inTurns(rows, options)) past.observe(row, row.startedAtMs)
    } catch (error) {
      problem = error
    }
    before = past.read()
    const alarm = createEscalationAlarm({ ...options, onChange, state: past.state() })
    live = alarm
    for (const act of waiting.splice(0)) act(alarm)
    return { report: before, error: problem }
  }
  const resumed = takeOver()

  return {
    onEvent: (event) => {
      if (event.type === 'outcome-end') tell((alarm) => alarm.onEvent(event))
    },
    observe: (facts, atMs) => tell((alarm) => alarm.observe(facts, atMs)),
    settle: () => tell((alarm) => alarm.settle()),
    read: () => live?.read() ?? before,
    state: () => (live ?? past).state(),
    before: () => before,
    resumed,
  }
}
