import { foldTrend, type TrendQuery } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import type { WithLedger } from './ledger-contract.ts'
import { outcome, startMs } from './ledger-rows.ts'
import { sampleOutcomes } from './sample-outcomes.ts'

/** A store's trend is the fold over its rows. */
export function testTrends(withLedger: WithLedger): void {
  describe('a trend', () => {
    const rows = sampleOutcomes(400)
    it.each<[string, TrendQuery]>([
      ['of minutes', { bucketMs: 60_000 }],
      ['of minutes by task', { bucketMs: 60_000, by: 'task' }],
      ['of days', { bucketMs: 86_400_000 }],
      ['of steps that nothing divides', { bucketMs: 77_777, by: 'task' }],
      ['of single requests', { bucketMs: 1 }],
      ['of a window', { bucketMs: 60_000, sinceMs: startMs + 90_000, untilMs: startMs + 200_500 }],
      ['of one policy', { bucketMs: 60_000, policy: 'beta', by: 'task' }],
      ['of nothing', { bucketMs: 60_000, policy: 'gamma' }],
    ])('%s is the fold over the rows', (_, query) =>
      withLedger(async (ledger) => {
        await Promise.all(rows.map(async (row) => ledger.writeOutcome(row)))
        expect(await ledger.trend(query)).toEqual(foldTrend(rows, query))
      }),
    )

    it('counts every request once', () =>
      withLedger(async (ledger) => {
        await Promise.all(rows.map(async (row) => ledger.writeOutcome(row)))
        const trend = await ledger.trend({ bucketMs: 60_000, by: 'task' })
        const { total } = await ledger.report()
        const sum = (read: (row: (typeof trend)[number]) => number): number =>
          trend.reduce((all, row) => all + read(row), 0)
        expect(sum(({ requests }) => requests)).toBe(total.requests)
        expect(sum(({ escalated }) => escalated)).toBe(total.escalation.numerator)
        expect(sum(({ virtualServed }) => virtualServed)).toBe(total.escalation.denominator)
        expect(sum((row) => row.costNanoUsd + row.evidenceNanoUsd) / 1e9).toBeCloseTo(total.spend.totalUsd, 9)
        expect(sum((row) => row.baselineNanoUsd - row.comparedNanoUsd) / 1e9).toBeCloseTo(total.spend.savedUsd, 9)
      }))

    it('and a report of more nano-dollars than a safe integer holds are answered', () =>
      withLedger(async (ledger) => {
        const cost = { costNanoUsd: 5e15, evidenceCostNanoUsd: 4e15, baselineCostNanoUsd: 6e15 }
        for (const id of ['r1', 'r2', 'r3']) await ledger.writeOutcome(outcome(id, cost))
        expect(await ledger.trend({ bucketMs: 60_000 })).toMatchObject([
          { costNanoUsd: 15e15, evidenceNanoUsd: 12e15, comparedNanoUsd: 27e15, baselineNanoUsd: 18e15 },
        ])
        expect((await ledger.report()).total.spend).toMatchObject({ totalUsd: 27e6, evidenceUsd: 12e6 })
      }))

    it.each([0, -1, 0.5, Number.NaN, Infinity])('of steps of %s ms is refused', (bucketMs) =>
      withLedger(async (ledger) => {
        await expect((async () => ledger.trend({ bucketMs }))()).rejects.toThrow(RangeError)
      }),
    )
  })
}
