import {
  foldReport,
  type IntentRow,
  type LabelRow,
  type LateCostRow,
  type LedgerStore,
  type OutcomeRow,
  type ReplyRow,
  type Report,
  type ReportQuery,
  type SettlementRow,
  type TrendQuery,
  type TrendRow,
} from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { testAnyOrder } from './any-order-contract.ts'
import { testEvidence } from './evidence-contract.ts'
import { testLateCosts } from './late-cost-contract.ts'
import { intent, outcome, settlement } from './ledger-rows.ts'
import { roundedReport } from './rounded-report.ts'
import { sampleOutcomes } from './sample-outcomes.ts'
import { testTrends } from './trend-contract.ts'

/** A store that can also answer for what it holds. */
export interface ReportingLedger extends LedgerStore {
  readonly writeLateCost: (row: LateCostRow) => void | PromiseLike<void>
  readonly writeReply: (row: ReplyRow) => void | PromiseLike<void>
  readonly writeLabel: (row: LabelRow) => void | PromiseLike<void>
  readonly report: (query?: ReportQuery) => Report | PromiseLike<Report>
  readonly trend: (query: TrendQuery) => readonly TrendRow[] | PromiseLike<readonly TrendRow[]>
}

/** All rows of one request. */
export interface RequestRows {
  readonly outcome: OutcomeRow | undefined
  /** In order of their numbers. */
  readonly attempts: readonly (IntentRow & Partial<SettlementRow>)[]
  readonly labels: readonly LabelRow[]
  readonly replies: readonly ReplyRow[]
}

/** A ledger under test with how to get rid of it. */
export interface LedgerUnderTest {
  readonly ledger: ReportingLedger
  /** What the store holds of a request. */
  readonly rowsOf: (requestId: string) => RequestRows
  readonly dispose: () => void | PromiseLike<void>
}

/** Runs a test on a ledger of its own. */
export type WithLedger = (
  work: (ledger: ReportingLedger, rowsOf: LedgerUnderTest['rowsOf']) => Promise<void>,
) => Promise<void>

/** What every ledger store must do, run by each of them. */
export function testLedger(name: string, create: () => LedgerUnderTest | PromiseLike<LedgerUnderTest>): void {
  const withLedger: WithLedger = async (work) => {
    const { ledger, rowsOf, dispose } = await create()
    try {
      await work(ledger, rowsOf)
    } finally {
      await dispose()
    }
  }

  describe(`ledger contract: ${name}`, () => {
    it('says nothing of nothing', () =>
      withLedger(async (ledger) => {
        const report = await ledger.report()
        expect(report.total).toMatchObject({ requests: 0, escalation: { denominator: 0, value: undefined } })
        expect(report.escalationStatus).toBeUndefined()
        expect(report.groups).toEqual([])
      }))

    it('counts an intent without its settlement as open, and no longer once it is settled', () =>
      withLedger(async (ledger) => {
        await ledger.writeIntent(intent('r1', 1))
        await ledger.flush?.()
        expect((await ledger.report()).openAttempts).toBe(1)
        await ledger.writeSettlement(settlement('r1', 1))
        await ledger.flush?.()
        expect((await ledger.report()).openAttempts).toBe(0)
      }))

    it('keeps the first outcome of a request and refuses a second', () =>
      withLedger(async (ledger) => {
        await ledger.writeOutcome(outcome('r1', { task: 'qa' }))
        await expect((async () => ledger.writeOutcome(outcome('r1', { task: 'code' })))()).rejects.toThrow(Error)
        await ledger.flush?.()
        const report = await ledger.report()
        expect(report.groups.map(({ key, requests }) => [key, requests])).toEqual([['qa', 1]])
      }))

    it('keeps the first settlement of an attempt and refuses a second', () =>
      withLedger(async (ledger) => {
        await ledger.writeIntent(intent('r1', 1))
        await ledger.writeSettlement(settlement('r1', 1))
        await expect((async () => ledger.writeSettlement(settlement('r1', 1)))()).rejects.toThrow(/own id/)
      }))

    it('a refused row takes none of the others written with it down', () =>
      withLedger(async (ledger) => {
        const rows = ['r1', 'r2', 'r1', 'r3'].map((id) => outcome(id))
        const results = await Promise.allSettled(rows.map(async (row) => ledger.writeOutcome(row)))
        expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
        expect((await ledger.report()).total.requests).toBe(3)
      }))

    it('loses nothing of 200 requests written at once', () =>
      withLedger(async (ledger) => {
        await Promise.all(
          Array.from({ length: 200 }, async (_, index) => {
            await ledger.writeIntent(intent(`r${index}`, 1))
            await ledger.writeSettlement(settlement(`r${index}`, 1))
            await ledger.writeOutcome(outcome(`r${index}`, { costNanoUsd: index }))
          }),
        )
        await ledger.flush?.()
        const report = await ledger.report()
        expect(report.total.requests).toBe(200)
        expect(report.total.spend.totalUsd).toBeCloseTo((199 * 200) / 2 / 1e9, 15)
        expect(report.openAttempts).toBe(0)
      }))

    it('leaves requests of unknown cost out of the saving, and counts them', () =>
      withLedger(async (ledger) => {
        await ledger.writeOutcome(outcome('known', { costNanoUsd: 1_000_000_000, baselineCostNanoUsd: 4_000_000_000 }))
        await ledger.writeOutcome(outcome('bound', { costNanoUsd: 5_000_000_000, isCostLowerBound: true }))
        await ledger.writeOutcome(outcome('no-baseline', { baselineCostNanoUsd: undefined }))
        await ledger.flush?.()
        const { spend } = (await ledger.report()).total
        expect(spend).toMatchObject({ costUsd: 1, baselineUsd: 4, savedUsd: 3, unknownCostRequests: 2 })
        expect(spend.savedShare?.value).toBeCloseTo(0.75, 12)
      }))

    testLateCosts(withLedger)
    testEvidence(withLedger)
    testAnyOrder(withLedger)
    testTrends(withLedger)

    describe('answers every question as the fold over the rows does', () => {
      const rows = sampleOutcomes(400)
      const fromMs = rows[0]?.startedAtMs ?? 0
      it.each<[string, ReportQuery]>([
        ['everything', {}],
        ['by task', { by: 'task' }],
        ['by tenant', { by: 'tenant' }],
        ['by model', { by: 'model' }],
        ['by tag', { by: 'tag:app' }],
        ['one policy', { policy: 'beta' }],
        ['since', { sinceMs: fromMs + 150_000 }],
        ['a window', { sinceMs: fromMs + 100_000, untilMs: fromMs + 200_000, by: 'model' }],
        ['an empty window', { sinceMs: fromMs + 9_000_000 }],
        ['a low target for leaks', { leakAbove: 0.05 }],
        ['a high target for leaks', { leakAbove: 0.9 }],
      ])('%s', (_, query) =>
        withLedger(async (ledger) => {
          await Promise.all(rows.map(async (row) => ledger.writeOutcome(row)))
          await ledger.flush?.()
          const report = await ledger.report(query)
          expect(roundedReport(report)).toEqual(roundedReport(foldReport(rows, 0, query)))
        }),
      )
    })
  })
}
