import { expect, it } from 'vitest'
import { escalated, facts } from '../../test/escalation-facts.ts'
import { explainLeaks } from './explain/explain-leaks.ts'
import { createEscalationAlarm } from './create-escalation-alarm.ts'
import { readAlarm } from './read-alarm.ts'
import { toAlarmLines } from './to-alarm-lines.ts'
import { toEscalationTrends } from './to-escalation-trends.ts'

const kinds = [
  facts({ task: 'qa' }),
  facts({ task: 'extract' }),
  escalated('gate', { task: 'extract', decidedGate: 'checks' }),
  facts({ task: 'math' }),
  escalated('rule', { task: 'math', rule: 'rule 2' }),
]
const rows = Array.from({ length: 1_000 }, (_, n) => ({
  ...(kinds[n % kinds.length] ?? facts()),
  requestId: `r${n}`,
  startedAtMs: n,
  language: 'en',
  tenant: undefined,
  requestJson: undefined,
}))

it('says of a leak since when, by what, where it goes, what to do and which requests to look at; and what rules send up', () => {
  const trends = toEscalationTrends(
    [10, 30, 50, 70].map((gate, n) => ({
      startMs: n,
      task: 'extract',
      virtualServed: 100,
      escalationByCause: { gate },
    })),
  )
  expect(toAlarmLines(readAlarm(rows), { explanations: explainLeaks(rows), trends })).toEqual([
    'Alarm: extract leaks above its target of 20 %: 50 % (45 to 55 %, n 400) over all; likely since 1970-01-01T00:00:00.002Z: 200 of 399. By gate checks 200.',
    '  It goes up: along a line from 10 % to 70 %, by 60.0 points (31.7 to 88.3) over 4 steps of time.',
    '  gate checks sends 50 % (45 to 55 %, n 400) of `extract` on to frontier: judge a sample of the drafts; if they were right, loosen the gate. For example r62, r457, r487, r722, r67.',
    'No other alarm: 2 task types show no leak above the target (chance of a false alarm at most 5.0 % each).',
    'On purpose, no leak, but where the next saving may lie:',
    expect.stringMatching(
      /^  rule 2 sends 50 % \(45 to 55 %, n 400\) of `math` to frontier: .+ For example (r\d+(, |\.$)){5}/,
    ),
  ])
})

it('says the share by conversation where it is another', () => {
  const alarm = createEscalationAlarm()
  for (let n = 0; n < 60; n++) {
    const session = n % 3 === 0 ? undefined : `${Math.floor(n / 6)}`
    alarm.observe(n % 2 === 0 ? escalated('gate', { session }) : facts({ session }), n * 300_000)
  }
  expect(toAlarmLines(alarm.read())[0]).toMatch(
    /^Alarm: classify leaks above its target of 20 %: 50 % \(38 to 62 %, n 60\) over all, by conversation 50 % \(\d+ to \d+ %, n 29\), and 1 still open; likely since/,
  )
})

it('has no line for the rest where every task type leaks', () => {
  const leaking = rows.filter(({ task }) => task === 'extract')
  expect(toAlarmLines(readAlarm(leaking))).toEqual([expect.stringMatching(/^Alarm: extract leaks/)])
})
