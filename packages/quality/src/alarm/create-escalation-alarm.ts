import { taskTypes, toShare, type Tier } from '@signalbox/core'
import type { AlarmReport, TaskAlarmReading } from './alarm-report.ts'
import { createBrokenBelow } from './broken-below.ts'
import { createBoundedCounts, otherName, type BoundedCounts } from './bounded-counts.ts'
import { classifyEscalation } from './classify-escalation.ts'
import type { AlarmChange, EscalationAlarm, EscalationAlarmEntry } from './escalation-alarm.ts'
import { toEscalationFacts, type EscalationFacts } from './escalation-facts.ts'
import { leakSourceOf } from './leak-source.ts'
import { createTierNaming } from './names-tier.ts'
import { createTaskAlarm, type TaskAlarm, type TaskAlarmState } from './task-alarm.ts'

/** The fields `target`, `tasks` and `falseAlarmRate` are those of a config's `alarm`. */
export interface EscalationAlarmOptions {
  /** Share of a task type that may leak. Default 0.2. */
  readonly target?: number | undefined
  /** Task type -> its own target. */
  readonly tasks?: Readonly<Record<string, number>> | undefined
  /** Chance that a task type within its target ever raises an alarm. Default 0.05. */
  readonly falseAlarmRate?: number | undefined
  /** The policy's, to know callers that name a tier. Without them it is told from what was decided. */
  readonly aliases?: Readonly<Record<string, string>> | undefined
  /** The policy's, to name the constraints that matter. */
  readonly tiers?: readonly Tier[] | undefined
  /** Tasks that rules name. */
  readonly knownTasks?: readonly string[] | undefined
  /** Tasks beside the detected, known and targeted ones that are told apart; later ones are watched together as `other`. Default 100. */
  readonly maxOtherTasks?: number | undefined
  /** Told when an alarm is raised or clears. */
  readonly onChange?: ((change: AlarmChange) => void) | undefined
  /** Where to go on from. */
  readonly state?: readonly EscalationAlarmEntry[] | undefined
}

interface Watched {
  readonly target: number
  readonly alarm: TaskAlarm
  readonly sources: BoundedCounts
  state: TaskAlarmState
}

const maxSources = 50
const separator = ': '

/** @throws RangeError for a share outside 0..1 */
export function createEscalationAlarm(options: EscalationAlarmOptions = {}): EscalationAlarm {
  const { target: usualTarget = 0.2, tasks = {}, falseAlarmRate = 0.05, maxOtherTasks = 100, onChange } = options
  const namesTier = createTierNaming(options.aliases)
  const brokenBelow = createBrokenBelow(options.tiers)
  const known = new Set([...taskTypes, 'unknown', otherName, ...(options.knownTasks ?? []), ...Object.keys(tasks)])
  const targetOf = (task: string): number => (Object.hasOwn(tasks, task) ? tasks[task] : undefined) ?? usualTarget
  // A wrong share is told at once, not with the first request.
  const alarms = new Map(
    [usualTarget, ...Object.values(tasks)].map((target) => [target, createTaskAlarm({ target, falseAlarmRate })]),
  )
  const watched = new Map<string, Watched>()
  let others = 0

  const watch = (name: string): readonly [task: string, Watched] => {
    const isOther = !known.has(name)
    const task = isOther && !watched.has(name) && others >= maxOtherTasks ? otherName : name
    const found = watched.get(task)
    if (found !== undefined) return [task, found]
    if (isOther && task === name) others++
    const target = targetOf(task)
    const alarm = alarms.get(target) ?? createTaskAlarm({ target, falseAlarmRate })
    const made: Watched = { target, alarm, sources: createBoundedCounts(maxSources), state: alarm.start }
    watched.set(task, made)
    return [task, made]
  }
  for (const { task, state, sources } of options.state ?? []) {
    const [, one] = watch(task)
    one.state = state
    for (const [name, requests] of Object.entries(sources)) one.sources.add(name, requests)
  }

  const observe = (facts: EscalationFacts, atMs: number): void => {
    const kind = classifyEscalation(facts, namesTier)
    if (kind === 'uncounted') return
    const [task, one] = watch(facts.task)
    const before = one.state.raisedAtMs
    one.state = one.alarm.next(one.state, kind, atMs)
    if (kind === 'leak' || kind === 'intended')
      one.sources.add(`${facts.escalationCause ?? 'unknown'}${separator}${leakSourceOf(facts, brokenBelow)}`)
    const isRaised = one.state.raisedAtMs !== undefined
    if (isRaised !== (before !== undefined)) onChange?.({ task, isRaised, atMs })
  }

  return {
    observe,
    onEvent: (event) => {
      if (event.type !== 'outcome-end') return
      const { outcome } = event
      observe(toEscalationFacts(outcome), outcome.startedAtMs + outcome.durationMs)
    },
    read: (): AlarmReport => ({
      falseAlarmRate,
      tasks: [...watched].map(toReading).toSorted(byUrgency),
    }),
    state: () =>
      [...watched].map(([task, { state, sources }]) => ({
        task,
        state,
        sources: Object.fromEntries(sources.entries()),
      })),
  }
}

function toReading([task, { target, state, sources }]: readonly [string, Watched]): TaskAlarmReading {
  const { served, leaked, intended, byCaller, raisedAtMs, rise } = state
  return {
    task,
    target,
    isRaised: raisedAtMs !== undefined,
    raisedAtMs,
    rise,
    leaks: toShare(leaked, served),
    intended,
    byCaller,
    sources: sources.entries().map(([name, requests]) => {
      const [cause = '', ...rest] = name.split(separator)
      return { cause, source: rest.join(separator), requests }
    }),
  }
}

function byUrgency(a: TaskAlarmReading, b: TaskAlarmReading): number {
  if (a.isRaised !== b.isRaised) return a.isRaised ? -1 : 1
  return b.leaks.numerator - a.leaks.numerator || (a.task < b.task ? -1 : 1)
}
