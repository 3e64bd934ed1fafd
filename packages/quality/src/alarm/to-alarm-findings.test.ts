import { expect, it } from 'vitest'
import { escalated, facts } from '../../test/escalation-facts.ts'
import { explainLeaks } from './explain/explain-leaks.ts'
import { readAlarm } from './read-alarm.ts'
import { toAlarmFindings } from './to-alarm-findings.ts'
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

it('a page shows what leaks, then what rules send up, and nothing of the rest', () => {
  const trends = toEscalationTrends(
    [10, 30, 50, 70].map((gate, n) => ({
      startMs: n,
      task: 'extract',
      virtualServed: 100,
      escalationByCause: { gate },
    })),
  )
  expect(toAlarmFindings(readAlarm(rows), explainLeaks(rows), trends)).toMatchObject([
    {
      tone: 'bad',
      subject: 'extract',
      state: 'leaks',
      sentences: [
        expect.stringMatching(
          /^extract leaks above its target of 20 %: 50 % \(45 to 55 %, n 400\) over all; likely since/,
        ),
        'Leaks go up: along a line from 10 % to 70 %, by 60.0 points (31.7 to 88.3) over 4 steps of time.',
      ],
      suggestions: [expect.stringMatching(/^gate checks sends 50 %/)],
      requestIds: ['r62', 'r457', 'r487', 'r722', 'r67'],
    },
    {
      tone: 'watch',
      subject: 'math',
      state: 'by rule',
      sentences: ['No leak: rules mean it so. The next saving may lie here.'],
      suggestions: [expect.stringMatching(/^rule 2 sends 50 %/)],
    },
  ])
})
