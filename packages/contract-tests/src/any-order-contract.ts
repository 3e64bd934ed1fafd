import { createMemoryLedger, foldReport, foldTrend, type LedgerStore, type OutcomeRow } from '@signalbox/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ReportingLedger, WithLedger } from './ledger-contract.ts'
import { intent, outcome, settlement, startMs } from './ledger-rows.ts'
import { roundedReport } from './rounded-report.ts'

/** What a store must make of rows that come in any order: too early, too late, twice, of nobody. */
export function testAnyOrder(withLedger: WithLedger): void {
  it('whatever is written in whatever order, the rows are those of the memory ledger and every sum is that of the rows', () =>
    fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 40 }), async (writes) =>
        withLedger(async (ledger, rowsOf) => {
          const memory = createMemoryLedger()
          for (const { name, isSure, run } of writes) {
            const isTaken = await takes(ledger, run)
            // A store without keys takes attempts twice, or settles what never began: what a store refuses is then not held against it.
            if (isTaken || isSure) expect(`${name}: ${await takes(memory, run)}`).toBe(`${name}: ${isTaken}`)
          }
          const rows = ids.flatMap((id) => rowsOf(id).outcome ?? [])
          expect(rows).toEqual(ids.flatMap((id) => memory.outcomes.find(({ requestId }) => requestId === id) ?? []))
          const report = await ledger.report()
          expect(report.carried).toEqual(memory.report().carried)
          const { openAttempts } = memory.report()
          expect(withoutCarried(report)).toEqual(withoutCarried(foldReport(rows, openAttempts, {})))
          const trend = { bucketMs: 1_000, sinceMs: startMs } as const
          expect(await ledger.trend(trend)).toEqual(foldTrend(rows, trend))
        }),
      ),
      { numRuns: 150 },
    ))
}

interface Write {
  /** Every store takes it, or none. */
  readonly isSure: boolean
  readonly name: string
  readonly run: (ledger: Pick<ReportingLedger, keyof LedgerStore>) => void | PromiseLike<void>
}

const ids = ['r1', 'r2'] as const
const id = fc.constantFrom(...ids)
const place = fc.integer({ min: 1, max: 4 })
const cost = fc.integer({ min: 0, max: 5_000_000 })
const isCostLowerBound = fc.boolean()

const write: fc.Arbitrary<Write> = fc.oneof(
  fc.tuple(id, place, fc.constantFrom(undefined, undefined, 's1', 's2')).map(([requestId, n, study]) => ({
    isSure: false,
    name: `intent ${requestId} ${n} ${study}`,
    run: (ledger: LedgerStore) =>
      ledger.writeIntent(intent(requestId, n, { study, purpose: study === undefined ? 'serve' : 'shadow' })),
  })),
  fc
    .tuple(
      id,
      place,
      fc.record({
        end: fc.constantFrom('done', 'rejected', 'failed', 'lost'),
        costNanoUsd: fc.option(cost, { nil: undefined }),
        isCostLowerBound,
      }),
    )
    .map(([requestId, n, more]) => ({
      isSure: false,
      name: `settlement ${requestId} ${n} ${JSON.stringify(more)}`,
      run: (ledger: LedgerStore) => ledger.writeSettlement(settlement(requestId, n, more)),
    })),
  fc
    .tuple(id, fc.record({ kind: fc.constantFrom('served', 'failed'), costNanoUsd: cost, isCostLowerBound }))
    .map(([requestId, more]) => ({
      isSure: true,
      name: `outcome ${requestId} ${JSON.stringify(more)}`,
      run: (ledger: LedgerStore) => ledger.writeOutcome(toOutcome(requestId, more)),
    })),
  fc.tuple(id, place, cost).map(([requestId, n, costNanoUsd]) => ({
    isSure: true,
    name: `late cost ${requestId} ${n} ${costNanoUsd}`,
    run: (ledger: LedgerStore) => ledger.writeLateCost?.({ requestId, n, costNanoUsd }),
  })),
)

function toOutcome(requestId: string, more: Partial<OutcomeRow>): OutcomeRow {
  return outcome(requestId, { servedN: more.kind === 'served' ? 1 : undefined, ...more })
}

async function takes(ledger: Parameters<Write['run']>[0], run: Write['run']): Promise<boolean> {
  try {
    await run(ledger)
    return true
  } catch {
    return false
  }
}

function withoutCarried(report: Parameters<typeof roundedReport>[0]): unknown {
  return roundedReport({ ...report, carried: undefined })
}
