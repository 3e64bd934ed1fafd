import type { LabelRow, PlainCall } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { historyOf, judgePolicy, sendBy, servedLedger, studyOptions } from '../../test/judge-world.ts'
import { modelArms } from './arms.ts'
import { planStudy } from './plan-study.ts'
import { readStudy } from './read-study.ts'
import { runStudy } from './run-study.ts'
import { notShown, toStudyReport } from './study-report.ts'

const call: PlainCall = ({ id }) => ({
  text: id === 'judge' ? '{"winner":"tie"}' : `${id} answers`,
  usage: { inputTokens: 10, outputTokens: 5 },
})

describe('a study in the record', () => {
  it('is what the run was, for as long as answers are kept', async () => {
    const ledger = await servedLedger([
      { task: 'extract' },
      { task: 'extract', model: 'tier:frontier' },
      { task: 'code' },
    ])
    const history = historyOf(ledger)
    const options = studyOptions()
    const { study, arms } = options
    const plan = planStudy(history, options)
    const run = await runStudy(plan, {
      ...options,
      ledger,
      history,
      send: sendBy(call),
      capNanoUsd: 10 ** 9,
      keepsReplies: true,
      nowMs: () => options.nowMs,
    })
    const read = readStudy(history, { study, arms })
    const key = ({ requestId, order }: { requestId: string; order: string }): string => `${requestId} ${order}`
    const sorted = (verdicts: typeof run.verdicts): typeof run.verdicts =>
      verdicts.toSorted((one, other) => (key(one) < key(other) ? -1 : 1))
    expect(sorted(read.verdicts)).toEqual(sorted(run.verdicts))
    expect([...read.traffic]).toEqual([
      ['extract/economy', 1],
      ['extract/frontier', 1],
      ['code/frontier', 1],
    ])
    const human: LabelRow = { ...(ledger.labels[0] as LabelRow), source: 'human', rater: 'Ada', study: undefined }
    const report = toStudyReport({ ...options, ...read, margin: 0.1, humanLabels: [human] })
    expect(report).toMatchObject({ names: { a: 'economy', b: 'frontier' }, incomplete: 0 })
    expect(report.summary?.total).toMatchObject({ pairs: 3, verdict: 'too-few', tie: { value: 1 } })
    expect(report.summary?.agreement?.pairs).toBe(1)
    expect(notShown(report)).toEqual(['extract', 'code'])
    expect(notShown(report, ['math'])).toEqual(['math'])
    expect(readStudy(history, { study, arms: modelArms(judgePolicy, ['cheap', 'judge']) })).toMatchObject({
      verdicts: [],
      ofOthers: 2,
    })
  })

  it('names what there is', async () => {
    const ledger = await servedLedger([{ task: 'extract' }])
    const { study, arms } = studyOptions()
    const options = { study, arms, judge: 'judge' }
    expect(() => readStudy(historyOf(ledger), options)).toThrow(/no verdicts of a study spring by .*Run it first/)
    const label = { requestId: 'r1', n: 1, versusN: 2, source: 'judge', study: 'spring', score: 1, atMs: 1 } as const
    for (const rater of ['x', 'y']) await ledger.writeLabel({ ...label, rater, reason: undefined })
    expect(() => readStudy(historyOf(ledger), { ...options, judge: undefined })).toThrow(
      /verdicts of x, y. Name the judge/,
    )
    expect(() => readStudy(historyOf(ledger), { ...options, judge: 'z' })).toThrow(/by z. Its judges are x, y/)
  })
})
