import type { AlarmReport, EscalationGroup, TaskAlarmReading } from '@signalbox/quality'
import { expect, it } from 'vitest'
import { createAlarmDesk, type AlarmDesk } from './alarm-desk.ts'
import type { LogLine } from './request-log.ts'

const reading = (task: string, isRaised: boolean): TaskAlarmReading => ({
  task,
  target: 0.2,
  isRaised,
  raisedAtMs: isRaised ? 1_000 : undefined,
  rise: isRaised ? { sinceMs: Date.UTC(2026, 10, 24), served: 9, leaked: 8 } : undefined,
  leaks: { numerator: 8, denominator: 10, value: 0.8, low: 0.5, high: 0.9 },
  byConversation: { numerator: 2, denominator: 4, value: 0.5, low: 0.2, high: 0.8 },
  openConversations: 1,
  intended: 0,
  byCaller: 0,
  sources: [],
})
const group = { suggestion: 'do this', examples: ['r1', 'r2'] } as unknown as EscalationGroup

interface Told {
  readonly desk: AlarmDesk
  readonly lines: readonly LogLine[]
  readonly report: { tasks: readonly TaskAlarmReading[] }
}

function createTold(explain: (task: string) => Promise<EscalationGroup | undefined>): Told {
  const lines: LogLine[] = []
  const report: Told['report'] = { tasks: [] }
  const read = (): AlarmReport => ({ falseAlarmRate: 0.05, ...report })
  return { desk: createAlarmDesk({ read, explain, write: (line) => lines.push(line) }), lines, report }
}

it('tells each turn once, in order, as it was then, however long its reason takes', async () => {
  let answer = (_: EscalationGroup): void => {}
  const { desk, lines, report } = createTold(() => new Promise((resolve) => (answer = resolve)))
  report.tasks = [reading('qa', true)]
  desk.note({ task: 'qa', isRaised: true, atMs: 1 })
  report.tasks = [reading('qa', false)]
  desk.note({ task: 'qa', isRaised: false, atMs: 2 })
  await Promise.resolve()
  expect(lines).toEqual([])
  answer(group)
  await desk.idle()
  const facts = {
    task: 'qa',
    target: 0.2,
    leaked: 8,
    served: 10,
    conversations: 4,
    leakedByConversation: 0.5,
    openConversations: 1,
  }
  expect(lines).toEqual([
    {
      level: 'warn',
      message: 'alarm-raise',
      fields: { ...facts, since: '2026-11-24T00:00:00.000Z', why: 'do this', examples: ['r1', 'r2'] },
    },
    { level: 'warn', message: 'alarm-clear', fields: facts },
  ])
})

it('a record that cannot be read leaves the alarm without a reason', async () => {
  const { desk, lines, report } = createTold(() => Promise.reject(new Error('locked')))
  report.tasks = [reading('qa', true)]
  desk.note({ task: 'qa', isRaised: true, atMs: 1 })
  desk.note({ task: 'gone', isRaised: true, atMs: 1 })
  await desk.idle()
  expect(lines.map(({ message, fields }) => [message, fields['why']])).toEqual([['alarm-raise', undefined]])
})

it('what stands from before is told without looking for a reason, and what could not be read', () => {
  const { desk, lines } = createTold(() => Promise.reject(new Error('asked')))
  const report = { falseAlarmRate: 0.05, tasks: [reading('qa', true), reading('code', false)] }
  desk.resume({ report, error: undefined })
  desk.resume({ report: { ...report, tasks: [] }, error: new Error('disk I/O error') })
  expect(lines).toMatchObject([
    { message: 'alarm-stand', fields: { task: 'qa' } },
    { message: 'alarm-resume', fields: { error: 'disk I/O error' } },
  ])
})
