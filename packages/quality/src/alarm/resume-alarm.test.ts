import fc from 'fast-check'
import { expect, it } from 'vitest'
import { escalated, facts } from '../../test/escalation-facts.ts'
import { createEscalationAlarm } from './create-escalation-alarm.ts'
import type { AlarmChange } from './escalation-alarm.ts'
import type { EscalationFacts } from './escalation-facts.ts'
import { resumeAlarm } from './resume-alarm.ts'

type Row = EscalationFacts & { readonly startedAtMs: number }

/** A leak of so many requests, then none; every `of`th stands alone, the others belong to so many conversations less one. */
const toRows = (leaks: number, others: number, of = 1): readonly Row[] =>
  Array.from({ length: leaks + others }, (_, n) => ({
    ...(n < leaks ? escalated('gate', { decidedGate: 'logprobs' }) : facts()),
    session: n % of === 0 ? undefined : `of ${n % of}`,
    startedAtMs: 1_000 + n * 300_000,
  }))

it('goes on where the record ends, whatever happens while it is read', () =>
  fc.assert(
    fc.asyncProperty(
      fc.nat(40),
      fc.nat(60),
      fc.nat(100),
      fc.nat(100),
      fc.nat(4),
      async (leaks, others, one, other, of) => {
        const rows = toRows(leaks, others, of + 1)
        const ends = Math.min(one, other, rows.length)
        const reads = Math.min(Math.max(one, other), rows.length)
        const whole = createEscalationAlarm()
        for (const row of rows) whole.observe(row, row.startedAtMs)
        const alarm = resumeAlarm(rows.slice(0, ends))
        for (const row of rows.slice(ends, reads)) alarm.observe(row, row.startedAtMs)
        expect(alarm.read().tasks).toEqual([])
        await alarm.resumed
        for (const row of rows.slice(reads)) alarm.observe(row, row.startedAtMs)
        expect(alarm.read()).toEqual(whole.read())
        expect(alarm.state()).toEqual(whole.state())
        expect(JSON.parse(JSON.stringify(alarm.state()))).toEqual(JSON.parse(JSON.stringify(whole.state())))
      },
    ),
    { numRuns: 50 },
  ))

it('what was raised before is told by how it stood then, and to nobody again; its end is told', async () => {
  const changes: AlarmChange[] = []
  const alarm = resumeAlarm(toRows(30, 0), { onChange: (change) => changes.push(change) })
  const { report, error } = await alarm.resumed
  expect(error).toBeUndefined()
  expect(report.tasks).toMatchObject([{ task: 'classify', isRaised: true, leaks: { numerator: 30, denominator: 30 } }])
  expect(changes).toEqual([])
  for (const row of toRows(0, 100)) alarm.observe(row, 9_000)
  expect(changes).toEqual([{ task: 'classify', isRaised: false, atMs: 9_000 }])
  expect(alarm.read().tasks).toMatchObject([{ isRaised: false, leaks: { numerator: 30, denominator: 130 } }])
  expect(alarm.before()).toBe(report)
})

it('a record that cannot be read to its end counts as far as it could, and a listener that throws holds up nothing', async () => {
  const broken = function* (): Generator<Row> {
    yield* toRows(2, 0)
    throw new Error('disk I/O error')
  }
  const alarm = resumeAlarm(broken(), {
    onChange: () => {
      throw new Error('of the listener')
    },
  })
  for (const row of toRows(30, 0)) alarm.observe(row, row.startedAtMs)
  expect(await alarm.resumed).toMatchObject({ error: { message: 'disk I/O error' } })
  expect(alarm.read().tasks).toMatchObject([{ isRaised: true, leaks: { numerator: 32, denominator: 32 } }])
})
