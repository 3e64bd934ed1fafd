import { taskTypes, type Tier } from '@signalbox/core'
import type { AlarmReport } from './alarm-report.ts'
import { createBrokenBelow } from './broken-below.ts'
import { createBoundedCounts, otherName, type BoundedCounts } from './bounded-counts.ts'
import { classifyEscalation } from './classify-escalation.ts'
import { createConversationTable, type Conversation } from './conversation-table.ts'
import type { AlarmChange, EscalationAlarm, EscalationAlarmState } from './escalation-alarm.ts'
import { toEscalationFacts, type EscalationFacts } from './escalation-facts.ts'
import { leakSourceOf } from './leak-source.ts'
import { createTierNaming } from './names-tier.ts'
import { createTaskAlarm, type ObservedConversation, type TaskAlarm, type TaskAlarmState } from './task-alarm.ts'
import { toSourceName } from './source-name.ts'
import { byUrgency, toReading } from './to-reading.ts'

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
  readonly state?: EscalationAlarmState | undefined
}

interface Watched {
  readonly target: number
  readonly alarm: TaskAlarm
  readonly sources: BoundedCounts
  state: TaskAlarmState
}

const maxSources = 50

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
  const conversations = createConversationTable(options.state?.conversations)
  let others = 0
  let latestMs: number | undefined

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
  for (const { task, state, sources } of options.state?.tasks ?? []) {
    const [, one] = watch(task)
    one.state = state
    for (const [name, requests] of Object.entries(sources)) one.sources.add(name, requests)
  }

  const weigh = (task: string, one: Watched, conversation: ObservedConversation, atMs: number): void => {
    const before = one.state.raisedAtMs
    one.state = one.alarm.observe(one.state, conversation, atMs)
    const isRaised = one.state.raisedAtMs !== undefined
    if (isRaised !== (before !== undefined)) onChange?.({ task, isRaised, atMs })
  }

  const weighAll = (ended: readonly Conversation[], atMs: number | undefined): void => {
    for (const conversation of ended) weigh(...watch(conversation.task), conversation, atMs ?? conversation.sinceMs)
  }

  const observe = (facts: EscalationFacts, atMs: number): void => {
    latestMs = atMs
    weighAll(conversations.take(atMs), atMs)
    const kind = classifyEscalation(facts, namesTier)
    if (kind === 'uncounted') return
    const [task, one] = watch(facts.task)
    one.state = one.alarm.count(one.state, kind)
    const isLeak = kind === 'leak'
    if (isLeak || kind === 'intended')
      one.sources.add(toSourceName(facts.escalationCause, leakSourceOf(facts, brokenBelow)))
    if (kind === 'by-caller') return
    if (facts.session === undefined) weigh(task, one, { sinceMs: atMs, served: 1, leaked: Number(isLeak) }, atMs)
    else conversations.add({ task, session: facts.session }, isLeak, atMs)
  }

  return {
    observe,
    onEvent: (event) => {
      if (event.type !== 'outcome-end') return
      const { outcome, session } = event
      observe(toEscalationFacts(outcome, session), outcome.startedAtMs + outcome.durationMs)
    },
    settle: () => weighAll(conversations.takeAll(), latestMs),
    read: (): AlarmReport => {
      const open = createBoundedCounts(Infinity)
      for (const { task } of conversations.state().open) open.add(task)
      const readings = [...watched].map(([task, one]) => toReading(task, one, open.get(task)))
      return { falseAlarmRate, tasks: readings.toSorted(byUrgency) }
    },
    state: () => ({
      tasks: [...watched].map(([task, { state, sources }]) => ({
        task,
        state,
        sources: Object.fromEntries(sources.entries()),
      })),
      conversations: conversations.state(),
    }),
  }
}
