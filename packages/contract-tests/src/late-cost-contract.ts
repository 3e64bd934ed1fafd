import {
  foldReport,
  sumCarried,
  type IntentRow,
  type LateCostRow,
  type OutcomeRow,
  type ReportQuery,
  type SettlementRow,
} from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WithLedger } from './ledger-contract.ts'
import { intent, outcome, settlement, startMs } from './ledger-rows.ts'
import { roundedReport } from './rounded-report.ts'

/** What a store must make of costs told after a request has ended. */
export function testLateCosts(withLedger: WithLedger): void {
  describe('a late cost', () => {
    const late: LateCostRow = { requestId: 'r1', n: 1, costNanoUsd: 70_000, host: 'Fireworks' }

    it('replaces what was known, however often it is told', () =>
      withLedger(async (ledger) => {
        await ledger.writeIntent(intent('r1', 1))
        await ledger.writeSettlement(settlement('r1', 1, { pricedCostNanoUsd: 20_000 }))
        await ledger.writeOutcome(outcome('r1'))
        for (const costNanoUsd of [90_000, 70_000, 70_000]) await ledger.writeLateCost({ ...late, costNanoUsd })
        await ledger.flush?.()
        const report = await ledger.report()
        expect(report.total.spend).toMatchObject({ totalUsd: 0.000_07, costUsd: 0.000_07 })
        expect(report.carried).toMatchObject({ attempts: 1, reportedUsd: 0.000_07, pricedUsd: 0.000_02, differing: 1 })
      }))

    it('makes the cost of a request known once that of every attempt is', () =>
      withLedger(async (ledger) => {
        for (const n of [1, 2]) {
          await ledger.writeIntent(intent('r1', n))
          await ledger.writeSettlement(
            settlement('r1', n, { end: 'failed', costNanoUsd: undefined, isCostLowerBound: true }),
          )
        }
        await ledger.writeOutcome(outcome('r1', { costNanoUsd: 0, isCostLowerBound: true, servedN: undefined }))
        const unknown = async (): Promise<number> => (await ledger.report()).total.spend.unknownCostRequests
        await ledger.writeLateCost(late)
        expect(await unknown()).toBe(1)
        await ledger.writeLateCost({ ...late, n: 2, costNanoUsd: 0 })
        expect(await unknown()).toBe(0)
        expect((await ledger.report()).total.spend.failedAttemptsUsd).toBe(0.000_07)
      }))

    it.each<[string, Partial<LateCostRow>, RegExp]>([
      ['a request that is not there', { requestId: 'r9' }, /no request r9.*the ledger that has its rows/],
      ['an attempt that is not there', { n: 3 }, /r1 has no attempt 3/],
      ['an attempt under way', { n: 2 }, /Attempt 2 of request r1 is not settled yet.*after its outcome/],
      ['a request under way', { requestId: 'r2' }, /Attempt 1 of request r2 is not settled yet/],
      ['less than nothing', { costNanoUsd: -1 }, /whole number of nano-dollars from 0 on, not -1/],
      ['a fraction', { costNanoUsd: 0.5 }, /not 0.5/],
      ['no number', { costNanoUsd: Number.NaN }, /not NaN/],
    ])('of %s is refused and changes nothing', (_, wrong, says) =>
      withLedger(async (ledger) => {
        for (const [id, n] of [
          ['r1', 1],
          ['r1', 2],
          ['r2', 1],
        ] as const)
          await ledger.writeIntent(intent(id, n))
        for (const id of ['r1', 'r2']) await ledger.writeSettlement(settlement(id, 1))
        await ledger.writeOutcome(outcome('r1'))
        const before = await ledger.report()
        await expect((async () => ledger.writeLateCost({ ...late, ...wrong }))()).rejects.toThrow(says)
        expect(await ledger.report()).toEqual(before)
      }),
    )

    it('leaves a report as if every row had been written with it', () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(request, { maxLength: 6 }),
          lateCosts,
          fc.boolean(),
          async (requests, costs, atOnce) =>
            withLedger(async (ledger) => {
              const rows = requests.map(toRows)
              const writes = [
                ...rows.flatMap(({ intents }) => intents.map((row) => () => ledger.writeIntent(row))),
                ...rows.flatMap(({ settlements }) => settlements.map((row) => () => ledger.writeSettlement(row))),
                ...rows.map((one) => () => ledger.writeOutcome(one.outcome)),
                ...targetsOf(requests, costs).map((row) => () => ledger.writeLateCost(row)),
              ]
              // At once: a store may put all of them into one transaction.
              if (atOnce) await Promise.all(writes.map(async (write) => write()))
              else for (const write of writes) await write()
              const corrected = requests.map((one, index) =>
                toRows(withCosts(one, index, targetsOf(requests, costs)), index),
              )
              const queries: readonly ReportQuery[] = [
                {},
                { by: 'model' },
                { policy: 'beta' },
                { sinceMs: startMs + 2_000 },
              ]
              for (const query of queries) {
                const { sinceMs = 0, policy } = query
                const wanted = corrected.filter(
                  ({ outcome: { startedAtMs, policyName } }) =>
                    startedAtMs >= sinceMs && (policy === undefined || policyName === policy),
                )
                const carried = sumCarried(wanted.flatMap(({ settlements }) => settlements))
                const expected = foldReport(
                  corrected.map((one) => one.outcome),
                  0,
                  query,
                  carried,
                )
                expect(roundedReport(await ledger.report(query))).toEqual(roundedReport(expected))
              }
            }),
        ),
        { numRuns: 30 },
      ))
  })
}

interface SampleAttempt {
  readonly purpose: IntentRow['purpose']
  readonly end: SettlementRow['end']
  readonly priced: number | undefined
  readonly reported: number | undefined
  readonly isCut: boolean
}

interface SampleRequest {
  readonly attempts: readonly SampleAttempt[]
  readonly isServed: boolean
  readonly policyName: string
}

const nanoUsd = fc.integer({ min: 0, max: 5_000_000 })
const attempt: fc.Arbitrary<SampleAttempt> = fc.record({
  purpose: fc.constantFrom('serve', 'serve', 'hedge', 'sample', 'judge'),
  end: fc.constantFrom('done', 'rejected', 'failed', 'aborted', 'lost'),
  priced: fc.option(nanoUsd, { nil: undefined }),
  reported: fc.option(nanoUsd, { nil: undefined }),
  isCut: fc.boolean(),
})
const request: fc.Arbitrary<SampleRequest> = fc.record({
  attempts: fc.array(attempt, { minLength: 1, maxLength: 4 }),
  isServed: fc.boolean(),
  policyName: fc.constantFrom('alpha', 'beta'),
})
const lateCosts = fc.array(fc.record({ at: fc.nat(), n: fc.nat(), costNanoUsd: nanoUsd }), { maxLength: 8 })

/** Late costs of attempts that there are. */
function targetsOf(
  requests: readonly SampleRequest[],
  costs: readonly { readonly at: number; readonly n: number; readonly costNanoUsd: number }[],
): readonly LateCostRow[] {
  if (requests.length === 0) return []
  return costs.map(({ at, n, costNanoUsd }) => {
    const index = at % requests.length
    return { requestId: `r${index}`, n: (n % (requests[index]?.attempts.length ?? 1)) + 1, costNanoUsd }
  })
}

/** The same request, had each attempt's last cost been known from the start. */
function withCosts(one: SampleRequest, index: number, costs: readonly LateCostRow[]): SampleRequest {
  const attempts = one.attempts.map((sample, place) => {
    const told = costs.findLast(({ requestId, n }) => requestId === `r${index}` && n === place + 1)
    return told === undefined ? sample : { ...sample, reported: told.costNanoUsd, isCut: false }
  })
  return { ...one, attempts }
}

interface SampleRows {
  readonly intents: readonly IntentRow[]
  readonly settlements: readonly SettlementRow[]
  readonly outcome: OutcomeRow
}

/** The rows that core would write: the last attempt serves, if any does. */
function toRows({ attempts, isServed, policyName }: SampleRequest, index: number): SampleRows {
  const requestId = `r${index}`
  const startedAtMs = startMs + index * 1_000
  const servedN = isServed ? attempts.length : undefined
  const costOf = ({ priced, reported }: SampleAttempt): number | undefined => reported ?? priced
  const sum = (takes: (sample: SampleAttempt, n: number) => boolean): number =>
    attempts.reduce((total, sample, place) => total + (takes(sample, place + 1) ? (costOf(sample) ?? 0) : 0), 0)
  const isBound = (sample: SampleAttempt): boolean => sample.isCut || costOf(sample) === undefined
  const isCheck = ({ purpose }: SampleAttempt): boolean => purpose === 'sample' || purpose === 'judge'
  return {
    intents: attempts.map(({ purpose }, place) => intent(requestId, place + 1, { purpose, startedAtMs })),
    settlements: attempts.map((sample, place) =>
      settlement(requestId, place + 1, {
        end: sample.end,
        costNanoUsd: costOf(sample),
        pricedCostNanoUsd: sample.priced,
        reportedCostNanoUsd: sample.reported,
        isCostLowerBound: isBound(sample),
      }),
    ),
    outcome: outcome(requestId, {
      startedAtMs,
      policyName,
      kind: isServed ? 'served' : 'failed',
      servedN,
      costNanoUsd: sum(() => true),
      isCostLowerBound: attempts.some(isBound),
      draftCostNanoUsd: sum((sample, n) => !isCheck(sample) && sample.end === 'rejected' && n !== servedN),
      failedCostNanoUsd: sum((sample) => !isCheck(sample) && ['failed', 'aborted', 'lost'].includes(sample.end)),
      checkCostNanoUsd: sum(isCheck),
    }),
  }
}
