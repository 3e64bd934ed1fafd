import { Counter, Gauge, type Registry } from 'prom-client'
import type { AlarmedTask, AlarmSource } from './alarm-source.ts'
import { sinceBefore } from './since-before.ts'

export interface AlarmMetricsOptions {
  readonly alarm: AlarmSource
  /** Tasks with series of their own; all others are one, `other`. */
  readonly known: ReadonlySet<string>
  readonly registry: Registry
}

/** Puts an alarm into a registry: read whenever the metrics are asked for. */
export function addAlarmMetrics({ alarm, known, registry }: AlarmMetricsOptions): void {
  const registers = [registry]
  const gauge = (name: string, help: string): Gauge<'task'> =>
    new Gauge({ name: `signalbox_${name}`, help, labelNames: ['task'], registers })
  const counter = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    collect?: () => void,
  ): Counter<Label> => new Counter({ name: `signalbox_${name}`, help, labelNames, registers, collect })

  // What is collected first sets them all, so that one scrape shows one moment.
  const refresh = (): void => {
    for (const metric of [raised, targets, share, counted, byCaller, sources]) metric.reset()
    const { tasks } = alarm.read()
    for (const { task, target, isRaised, leaks } of toKnown(tasks, known)) {
      raised.set({ task }, isRaised ? 1 : 0)
      targets.set({ task }, target)
      if (leaks.denominator > 0) share.set({ task }, leaks.numerator / leaks.denominator)
    }
    for (const { task, leaks, ...more } of toKnown(sinceBefore(tasks, alarm.before?.().tasks ?? []), known)) {
      counted.inc({ task }, leaks.denominator)
      byCaller.inc({ task }, more.byCaller)
      for (const { cause, source, requests } of more.sources) sources.inc({ task, cause, source }, requests)
    }
  }
  const sources = counter(
    'escalation_sources_total',
    'Escalations by what of the policy they came through; the causes rule and exploration are no leaks.',
    ['task', 'cause', 'source'],
    refresh,
  )
  const raised = gauge('leak_alarm', '1: the task type leaks above its target.')
  const targets = gauge('leak_target', 'Share of a task type that may leak.')
  const share = gauge(
    'leak_share',
    'Leaks over served requests whose tier the policy chose, over all that the alarm knows of.',
  )
  const counted = counter('leak_requests_total', 'Served requests whose tier the policy chose.', ['task'])
  const byCaller = counter('caller_tier_requests_total', 'Served requests whose tier the caller chose.', ['task'])
}

/** Those of callers' own invention are one: it stands at the strictest target, and when any of them does. */
function toKnown(tasks: readonly AlarmedTask[], known: ReadonlySet<string>): readonly AlarmedTask[] {
  const others = tasks.filter(({ task }) => !known.has(task))
  if (others.length === 0) return tasks
  const sum = (read: (task: AlarmedTask) => number): number => others.reduce((total, task) => total + read(task), 0)
  return [
    ...tasks.filter(({ task }) => known.has(task)),
    {
      task: 'other',
      target: Math.min(...others.map(({ target }) => target)),
      isRaised: others.some(({ isRaised }) => isRaised),
      leaks: { numerator: sum(({ leaks }) => leaks.numerator), denominator: sum(({ leaks }) => leaks.denominator) },
      byCaller: sum((task) => task.byCaller),
      sources: others.flatMap(({ sources }) => sources),
    },
  ]
}
