import {
  foldReport,
  type LateCostRow,
  type LedgerStore,
  type OutcomeRow,
  type Report,
  type ReportQuery,
} from '@signalbox/core'
import { seededRandom } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { testLateCosts } from './late-cost-contract.ts'
import { intent, outcome, settlement, startMs } from './ledger-rows.ts'
import { roundedReport } from './rounded-report.ts'

/** A store that can also answer for what it holds. */
export interface ReportingLedger extends LedgerStore {
  readonly writeLateCost: (row: LateCostRow) => void | PromiseLike<void>
  readonly report: (query?: ReportQuery) => Report | PromiseLike<Report>
}

/** A ledger under test with how to get rid of it. */
export interface LedgerUnderTest {
  readonly ledger: ReportingLedger
  readonly dispose: () => void | PromiseLike<void>
}

/** What every ledger store must do, run by each of them. */
export function testLedger(name: string, create: () => LedgerUnderTest | PromiseLike<LedgerUnderTest>): void {
  const withLedger = async (work: (ledger: ReportingLedger) => Promise<void>): Promise<void> => {
    const { ledger, dispose } = await create()
    try {
      await work(ledger)
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

const tasks = ['summarize', 'classify', 'qa', 'code', 'unknown'] as const
const causes = ['rule', 'gate', 'fallback', 'constraint', 'unknown-task'] as const
const fallbacks = ['no', 'no', 'no', 'same-tier', 'up', 'down'] as const

/** Outcomes of every kind, the same each time. One second apart. */
function sampleOutcomes(count: number): readonly OutcomeRow[] {
  const random = seededRandom('ledger-contract')
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  return Array.from({ length: count }, (_, index) => {
    const id = `s${index}`
    const kind = pick(['served', 'served', 'served', 'served', 'broken', 'failed', 'aborted'] as const)
    const isServed = kind === 'served'
    const rank = isServed ? pick([0, 0, 0, 1]) : undefined
    const isVirtual = random() < 0.9
    const escalated = isServed && isVirtual && rank === 1
    const costNanoUsd = Math.floor(random() * 5_000_000)
    return outcome(id, {
      kind,
      startedAtMs: startMs + index * 1_000,
      policyName: pick(['alpha', 'beta']),
      task: pick(tasks),
      tenant: pick(['one', 'two', undefined]),
      tags: pick<Record<string, string>>([{}, { app: 'shop' }, { app: 'desk', team: 'x' }]),
      isVirtual,
      servedModel: isServed ? pick(['cheap/a', 'cheap2/b', 'front/a']) : undefined,
      servedTierRank: rank,
      escalated,
      escalationCause: escalated ? pick(causes) : undefined,
      fallback: isServed ? pick(fallbacks) : 'no',
      costNanoUsd,
      isCostLowerBound: random() < 0.1,
      draftCostNanoUsd: Math.floor(costNanoUsd * random() * 0.3),
      failedCostNanoUsd: Math.floor(costNanoUsd * random() * 0.2),
      checkCostNanoUsd: Math.floor(costNanoUsd * random() * 0.1),
      baselineModel: random() < 0.95 ? 'front/a' : 'front2/b',
      baselineCostNanoUsd: random() < 0.9 ? Math.floor(random() * 9_000_000) : undefined,
      inputTokens: random() < 0.9 ? Math.floor(random() * 2_000) : undefined,
      outputTokens: random() < 0.9 ? Math.floor(random() * 500) : undefined,
      durationMs: Math.floor(random() * 5_000),
    })
  })
}
