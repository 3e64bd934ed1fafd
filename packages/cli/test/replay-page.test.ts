import { expect, it } from 'vitest'
import { toReplayPage } from '@signalbox/quality'
import { benignNames } from './page/sample-names.ts'
import { sampleReplay } from './page/sample-replay.ts'

const origin = { command: 'signalbox replay', version: '0.0.0', source: 'ledger.db' }
const textOf = (report: Parameters<typeof toReplayPage>[0]['report']): string =>
  toReplayPage({ report, limits: [], origin })
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/[\s\u00a0]+/g, ' ')

it('says what comparisons found, and nothing of them where there are none', () => {
  const { report } = sampleReplay(benignNames)
  expect(textOf(report)).toContain('160 times, that of B was better 40, as good 90 and worse 30 times.')
  const none = { ...report, total: { ...report.total, preference: { better: 0, asGood: 0, worse: 0 } } }
  expect(textOf(none)).not.toContain('have been compared')
})

it('a record of one day is of that day', () => {
  const { report } = sampleReplay(benignNames)
  expect(textOf({ ...report, toMs: report.fromMs })).toContain('Signalbox replay · 1 Jun 2026 ')
})
