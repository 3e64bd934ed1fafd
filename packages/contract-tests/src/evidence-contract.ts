import { foldReport, foldTrend, type LabelRow, type OutcomeRow } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReportingLedger, WithLedger } from './ledger-contract.ts'
import { intent, outcome, settlement, startMs } from './ledger-rows.ts'
import { roundedReport } from './rounded-report.ts'

/** What a store must make of replies, labels, shadows and studies. */
export function testEvidence(withLedger: WithLedger): void {
  describe('replies and labels', () => {
    it('come back as they were written, the last of each', () =>
      withLedger(async (ledger, rowsOf) => {
        const toolCalls = [{ name: 'f', argumentsJson: '{"a":1}' }]
        const first = { requestId: 'r1', n: 1, text: 'né ✓', toolCalls, finish: 'length' } as const
        const second = { requestId: 'r1', n: 2, text: '', toolCalls: [], finish: undefined }
        for (const row of [{ ...first, text: 'old' }, second, first]) await ledger.writeReply(row)
        expect(rowsOf('r1').replies.toSorted((a, b) => a.n - b.n)).toEqual([first, second])
        expect(rowsOf('r2').replies).toEqual([])
      }))

    it('one label per reply, source, rater, study and rival', () =>
      withLedger(async (ledger, rowsOf) => {
        const same: readonly Partial<LabelRow>[] = [
          {},
          { score: 0, reason: undefined },
          { score: 0.5, atMs: startMs + 1 },
        ]
        const others: readonly Partial<LabelRow>[] = [
          { n: 2 },
          { source: 'human' },
          { rater: undefined },
          { study: undefined },
          { versusN: undefined },
        ]
        for (const more of [...same, ...others]) await ledger.writeLabel({ ...label, ...more })
        const stored = rowsOf('r1').labels
        expect(stored).toHaveLength(1 + others.length)
        for (const more of [{ score: 0.5, atMs: startMs + 1 }, ...others])
          expect(stored).toContainEqual({ ...label, ...more })
      }))
  })

  describe('what a shadow or a study costs', () => {
    const cost = 1_000_000_000
    const dear = { costNanoUsd: cost, baselineCostNanoUsd: 4 * cost }

    it.each<[string, (ledger: ReportingLedger) => Promise<void>]>([
      [
        'after its request has ended',
        async (ledger) => {
          await ledger.writeOutcome(outcome('r1', dear))
          await study(ledger, 2, { costNanoUsd: cost })
        },
      ],
      [
        'before',
        async (ledger) => {
          await study(ledger, 2, { costNanoUsd: cost })
          await ledger.writeOutcome(outcome('r1', dear))
        },
      ],
      [
        'at the same time',
        async (ledger) => {
          const writes = [() => study(ledger, 2, { costNanoUsd: cost }), () => ledger.writeOutcome(outcome('r1', dear))]
          await Promise.all(writes.map(async (write) => write()))
        },
      ],
      [
        'told late',
        async (ledger) => {
          await study(ledger, 2, { costNanoUsd: undefined, isCostLowerBound: true, billable: 'unknown' })
          await ledger.writeOutcome(outcome('r1', dear))
          expect((await ledger.report()).total.spend).toMatchObject({ unknownCostRequests: 1, evidenceUsd: 0 })
          for (const costNanoUsd of [7, cost]) await ledger.writeLateCost({ requestId: 'r1', n: 2, costNanoUsd })
        },
      ],
    ])('counts in what was spent and saved, not in what the answer cost: %s', (_, write) =>
      withLedger(async (ledger, rowsOf) => {
        await write(ledger)
        await ledger.flush?.()
        expect(rowsOf('r1').outcome).toMatchObject({
          costNanoUsd: cost,
          checkCostNanoUsd: 0,
          evidenceCostNanoUsd: cost,
          isCostLowerBound: false,
        })
        expect((await ledger.report()).total.spend).toMatchObject({
          costUsd: 2,
          totalUsd: 2,
          savedUsd: 2,
          savedShare: { value: 0.5 },
          evidenceUsd: 1,
          checksUsd: 0,
          unknownCostRequests: 0,
        })
      }),
    )

    it('is open until it is settled, and settled once', () =>
      withLedger(async (ledger, rowsOf) => {
        await ledger.writeOutcome(outcome('r1'))
        await ledger.writeIntent(intent('r1', 2, { purpose: 'shadow', study: 'shadow:frontier' }))
        expect((await ledger.report()).openAttempts).toBe(1)
        await ledger.writeSettlement(settlement('r1', 2))
        await expect((async () => ledger.writeSettlement(settlement('r1', 2)))()).rejects.toThrow(/own id/)
        expect((await ledger.report()).openAttempts).toBe(0)
        expect(rowsOf('r1')).toMatchObject({
          outcome: { evidenceCostNanoUsd: 20_000 },
          attempts: [{ n: 2, purpose: 'shadow', study: 'shadow:frontier', costNanoUsd: 20_000 }],
        })
      }))

    it('is kept of a request that is not there, and may be told late', () =>
      withLedger(async (ledger, rowsOf) => {
        await study(ledger, 1, {})
        await ledger.writeLateCost({ requestId: 'r1', n: 1, costNanoUsd: 5 })
        expect(rowsOf('r1')).toMatchObject({ outcome: undefined, attempts: [{ costNanoUsd: 5 }] })
        expect((await ledger.report()).total.requests).toBe(0)
      }))

    it('is counted once, whenever it is settled', () =>
      fc.assert(
        fc.asyncProperty(fc.array(sampleRequest, { maxLength: 6 }), fc.boolean(), async (requests, atOnce) =>
          withLedger(async (ledger) => {
            const writes = requests.flatMap(toWrites(ledger))
            // At once: a store may put all of them into one transaction.
            if (atOnce) await Promise.all(writes.map(async (write) => write()))
            else for (const write of writes) await write()
            const rows = requests.map(toOutcome)
            const open = requests.flatMap(({ studies }) => studies).filter(({ settled }) => settled === 'never').length
            for (const query of [{}, { by: 'model' }, { sinceMs: startMs + 2_000 }] as const)
              expect(roundedReport(await ledger.report(query))).toEqual(roundedReport(foldReport(rows, open, query)))
            const trend = { bucketMs: 2_000, by: 'task' } as const
            expect(await ledger.trend(trend)).toEqual(foldTrend(rows, trend))
          }),
        ),
        { numRuns: 30 },
      ))
  })
}

const label: LabelRow = {
  requestId: 'r1',
  n: 1,
  source: 'judge',
  rater: 'judge/a',
  study: 's1',
  versusN: 3,
  score: 1,
  reason: 'it\'s "better"',
  atMs: startMs,
}

async function study(ledger: ReportingLedger, n: number, more: Parameters<typeof settlement>[2]): Promise<void> {
  await ledger.writeIntent(intent('r1', n, { purpose: 'judge', study: 's1' }))
  await ledger.writeSettlement(settlement('r1', n, more))
}

interface SampleStudy {
  readonly settled: 'before' | 'after' | 'never'
  readonly costNanoUsd: number | undefined
  readonly isCostLowerBound: boolean
}

interface SampleRequest {
  readonly kind: OutcomeRow['kind']
  readonly isCostLowerBound: boolean
  readonly studies: readonly SampleStudy[]
}

const sampleRequest: fc.Arbitrary<SampleRequest> = fc.record({
  kind: fc.constantFrom('served', 'served', 'broken', 'failed', 'aborted'),
  isCostLowerBound: fc.boolean(),
  studies: fc.array(
    fc.record({
      settled: fc.constantFrom('before', 'after', 'never'),
      costNanoUsd: fc.option(fc.integer({ min: 0, max: 5_000_000 }), { nil: undefined }),
      isCostLowerBound: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
})

/** What a store is given, in order. */
function toWrites(ledger: ReportingLedger) {
  return (request: SampleRequest, index: number): (() => void | PromiseLike<void>)[] => {
    const requestId = `r${index}`
    const settle = (when: SampleStudy['settled']): (() => void | PromiseLike<void>)[] =>
      request.studies.flatMap(({ settled, ...more }, place) =>
        settled === when ? [() => ledger.writeSettlement(settlement(requestId, place + 2, more))] : [],
      )
    return [
      ...request.studies.map(
        (_, place) => () => ledger.writeIntent(intent(requestId, place + 2, { purpose: 'shadow', study: 's' })),
      ),
      ...settle('before'),
      () => ledger.writeOutcome(toOutcome({ ...request, studies: [] }, index)),
      ...settle('after'),
    ]
  }
}

/** The row as it must stand in the end. */
function toOutcome({ kind, isCostLowerBound, studies }: SampleRequest, index: number): OutcomeRow {
  const settled = studies.filter((one) => one.settled !== 'never')
  return outcome(`r${index}`, {
    kind,
    startedAtMs: startMs + index * 1_000,
    isCostLowerBound: isCostLowerBound || settled.some((one) => one.isCostLowerBound),
    evidenceCostNanoUsd: settled.reduce((sum, { costNanoUsd = 0 }) => sum + costNanoUsd, 0),
  })
}
