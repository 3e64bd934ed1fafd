import { createCatalog, createRouter, rules, type ModelCard } from '@signalbox/core'
import { createFakeClock, createScriptedModels, fails, ok, scriptedDialect } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { escalated, facts } from '../../test/escalation-facts.ts'
import { checkAlarm } from './check-alarm.ts'
import { createEscalationAlarm } from './create-escalation-alarm.ts'
import type { AlarmChange, EscalationAlarm } from './escalation-alarm.ts'
import { readAlarm } from './read-alarm.ts'
import { toAlarmLines } from './to-alarm-lines.ts'

function feed(alarm: EscalationAlarm, count: number, row: Parameters<EscalationAlarm['observe']>[0]): void {
  for (let n = 0; n < count; n++) alarm.observe(row, Date.UTC(2026, 10, 24) + n * 1_000)
}

describe('an escalation alarm', () => {
  it('watches each task type against its own target and names what leaks', () => {
    const alarm = createEscalationAlarm({ target: 0.2, tasks: { classify: 0.1 } })
    for (let n = 0; n < 200; n++) {
      feed(alarm, 8, facts())
      feed(alarm, 1, escalated('gate', { decidedGate: 'logprobs' }))
      feed(alarm, 1, escalated('fallback'))
      feed(alarm, 8, facts({ task: 'extract' }))
      feed(alarm, 1, escalated('gate', { task: 'extract', decidedGate: 'checks' }))
      feed(alarm, 1, escalated('rule', { task: 'extract', rule: 'rule 2' }))
      feed(alarm, 9, escalated('rule', { task: 'extract', requested: 'tier:frontier' }))
    }
    const report = alarm.read()
    expect(report.tasks.map(({ task, isRaised, target }) => [task, isRaised, target])).toEqual([
      ['classify', true, 0.1],
      ['extract', false, 0.2],
    ])
    expect(report.tasks[0]).toMatchObject({
      leaks: { numerator: 400, denominator: 2_000 },
      sources: [
        { cause: 'fallback', source: 'cheap', requests: 200 },
        { cause: 'gate', source: 'logprobs', requests: 200 },
      ],
    })
    expect(report.tasks[1]).toMatchObject({
      leaks: { numerator: 200, denominator: 2_000 },
      intended: 200,
      byCaller: 1_800,
    })
    expect(checkAlarm(report)).toMatchObject({ holds: false, standing: [{ task: 'classify' }] })
    expect(toAlarmLines(report)).toEqual([
      expect.stringMatching(
        /^Alarm: classify leaks above its target of 10 %: 20 % \(18 to 22 %, n 2,000\) over all; likely since 2026-11-24T00:00:\d\d\.000Z: \d+ of [\d,]+\. By fallback cheap 200, gate logprobs 200\.$/,
      ),
      'No other alarm: 1 task type shows no leak above the target (chance of a false alarm at most 5.0 % each).',
    ])
  })

  it('an app whose callers choose their tiers never alarms', () => {
    const rows = Array.from({ length: 1_000 }, () =>
      escalated('rule', { requested: 'gpt-4', strategy: 'tier', task: 'unknown' }),
    )
    const report = readAlarm(rows.map((row, n) => ({ ...row, startedAtMs: n })))
    expect(report.tasks).toMatchObject([{ task: 'unknown', leaks: { denominator: 0 }, byCaller: 1_000, intended: 0 }])
    expect(checkAlarm(report).holds).toBe(true)
    expect(toAlarmLines(report)).toEqual([expect.stringMatching(/^No alarm/)])
  })

  it('tells when it is raised and when it clears, once each', () => {
    const changes: AlarmChange[] = []
    const alarm = createEscalationAlarm({ onChange: (change) => changes.push(change) })
    feed(alarm, 50, escalated('gate'))
    feed(alarm, 500, facts())
    expect(changes.map(({ task, isRaised }) => [task, isRaised])).toEqual([
      ['classify', true],
      ['classify', false],
    ])
  })

  it('observes a conversation half an hour after it began, as one share, and its requests at once', () => {
    const minuteMs = 60_000
    const alarm = createEscalationAlarm()
    const say = (session: string | undefined, kind: 'leak' | 'within' | 'by-caller', minute: number): void =>
      alarm.observe(
        {
          ...(kind === 'leak' ? escalated('gate') : facts({ requested: kind === 'within' ? 'auto' : 'tier:frontier' })),
          session,
        },
        minute * minuteMs,
      )
    const reading = (): unknown => {
      const { leaks, byConversation, openConversations } = alarm.read().tasks[0] ?? {}
      return [
        leaks?.numerator,
        leaks?.denominator,
        byConversation?.numerator,
        byConversation?.denominator,
        openConversations,
      ]
    }
    say('a', 'leak', 0)
    say('a', 'within', 1)
    say('b', 'leak', 2)
    say(undefined, 'leak', 3)
    say('c', 'by-caller', 3)
    expect(reading()).toEqual([3, 4, 1, 1, 2])
    say('a', 'leak', 29)
    say('a', 'leak', 30)
    expect(reading()).toEqual([5, 6, 1 + 2 / 3, 2, 1])
    alarm.settle()
    expect(reading()).toEqual([5, 6, 2 + 2 / 3, 3, 0])
    alarm.settle()
    expect(reading()).toEqual([5, 6, 2 + 2 / 3, 3, 0])
  })

  it('goes on from its state', () => {
    const whole = createEscalationAlarm()
    const first = createEscalationAlarm()
    for (const alarm of [whole, first]) feed(alarm, 3, escalated('gate', { task: 'a: task' }))
    const second = createEscalationAlarm({ state: JSON.parse(JSON.stringify(first.state())) as never })
    for (const alarm of [whole, second]) feed(alarm, 3, escalated('gate', { task: 'a: task' }))
    expect(second.read()).toEqual(whole.read())
    expect(second.read().tasks[0]?.isRaised).toBe(true)
  })

  it('however many tasks callers invent, it watches so many, and those of the policy always', () => {
    const alarm = createEscalationAlarm({ tasks: { refunds: 0.1 }, knownTasks: ['returns'], maxOtherTasks: 10 })
    for (let n = 0; n < 1_000; n++) alarm.observe(escalated('gate', { task: `invented ${n}` }), n)
    for (const task of ['refunds', 'returns', 'qa', 'invented 3']) alarm.observe(facts({ task }), 1_000)
    const { tasks } = alarm.read()
    expect(tasks).toHaveLength(14)
    expect(tasks.find(({ task }) => task === 'other')).toMatchObject({ isRaised: true, leaks: { denominator: 990 } })
    expect(tasks.map(({ task }) => task)).toEqual(expect.arrayContaining(['refunds', 'returns', 'qa']))
  })

  it('a wrong target is refused when it is made', () => {
    expect(() => createEscalationAlarm({ tasks: { classify: 10 } })).toThrow(RangeError)
  })

  it('listens to a router', async () => {
    const alarm = createEscalationAlarm()
    const clock = createFakeClock(Date.UTC(2026, 10, 24))
    const models = createScriptedModels(
      {
        small: Array.from({ length: 9 }, (_, n) => (n === 0 ? ok() : fails(500))),
        large: Array.from({ length: 9 }, () => ok()),
      },
      clock,
    )
    const card = (id: string): ModelCard => ({
      id,
      name: id,
      vendor: 'v',
      contextTokens: 100_000,
      capabilities: {},
      inputModalities: ['text'],
      outputModalities: ['text'],
      prices: [],
      sources: {},
    })
    const router = createRouter({
      catalog: createCatalog({ version: 'test', models: [card('v/small'), card('v/large')] }),
      targets: [
        { id: 'small', model: 'v/small' },
        { id: 'large', model: 'v/large' },
      ],
      tiers: [
        { name: 'economy', targets: ['small'] },
        { name: 'frontier', targets: ['large'] },
      ],
      strategy: rules([{ when: { task: 'code' }, use: 'frontier' }], { otherwise: 'economy' }),
      execution: { maxRetriesPerTarget: 0 },
      onEvent: alarm.onEvent,
      clock,
    })
    const ask = (task: string, session?: string): Promise<unknown> =>
      router.run({ messages: [{ role: 'user', content: 'x' }], task, session }, models.call, {
        dialect: scriptedDialect,
      })
    await ask('qa')
    await ask('qa')
    await ask('code', 'of somebody')
    expect(alarm.read().tasks).toMatchObject([
      { task: 'qa', leaks: { numerator: 1, denominator: 2 }, sources: [{ cause: 'fallback', source: 'small' }] },
      {
        task: 'code',
        leaks: { numerator: 0, denominator: 1 },
        intended: 1,
        openConversations: 1,
        sources: [{ source: 'rule 1' }],
      },
    ])
  })
})
