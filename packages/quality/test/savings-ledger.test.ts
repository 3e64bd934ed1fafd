import { intent, outcome, settlement } from '@signalbox/contract-tests/ledger-rows'
import type { IntentRow, SettlementRow } from '@signalbox/core'
import { openSqliteLedger, type SqliteLedger } from '@signalbox/ledger'
import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { foldSavings } from '../src/savings/fold-savings.ts'

const amount = fc.option(fc.nat(2_000_000_000), { nil: undefined })
const attempt = fc.record({
  purpose: fc.constantFrom('serve', 'serve', 'hedge', 'sample', 'judge') satisfies fc.Arbitrary<IntentRow['purpose']>,
  end: fc.constantFrom('rejected', 'failed', 'aborted', 'lost') satisfies fc.Arbitrary<SettlementRow['end']>,
  cost: amount,
})
const request = fc.record({
  isServed: fc.boolean(),
  before: fc.array(attempt, { maxLength: 4 }),
  answer: amount,
  studies: fc.array(fc.record({ purpose: fc.constantFrom('shadow', 'judge'), cost: amount }), { maxLength: 3 }),
  /** Told late, of the attempt with this number where there is one. */
  late: fc.option(fc.tuple(fc.nat(7), fc.nat(2_000_000_000)), { nil: undefined }),
  session: fc.constantFrom(undefined, 'one', 'other'),
  baselineModel: fc.constantFrom(undefined, 'front/a', 'front/b'),
  baselineCostNanoUsd: amount,
})
type Request = typeof request extends fc.Arbitrary<infer T> ? T : never

async function write(ledger: SqliteLedger, id: string, drawn: Request): Promise<void> {
  const { isServed, before, answer, studies, late, session, baselineModel, baselineCostNanoUsd } = drawn
  const own = [...before, ...(isServed ? [{ purpose: 'serve', end: 'done', cost: answer } as const] : [])]
  for (const [index, { purpose, end, cost: costNanoUsd }] of own.entries()) {
    await ledger.writeIntent(intent(id, index + 1, { purpose }))
    await ledger.writeSettlement(
      settlement(id, index + 1, { end, costNanoUsd, isCostLowerBound: costNanoUsd === undefined }),
    )
  }
  const sumOf = (test: (one: (typeof own)[number]) => boolean): number =>
    own.filter(test).reduce((sum, { cost = 0 }) => sum + cost, 0)
  const isCheck = ({ purpose }: (typeof own)[number]): boolean => purpose === 'sample' || purpose === 'judge'
  await ledger.writeOutcome(
    outcome(id, {
      kind: isServed ? 'served' : 'failed',
      servedN: isServed ? own.length : undefined,
      session,
      baselineModel,
      baselineCostNanoUsd,
      costNanoUsd: sumOf(() => true),
      isCostLowerBound: own.some(({ cost }) => cost === undefined),
      checkCostNanoUsd: sumOf(isCheck),
      draftCostNanoUsd: sumOf((one) => !isCheck(one) && one.end === 'rejected'),
      failedCostNanoUsd: sumOf((one) => !isCheck(one) && ['failed', 'aborted', 'lost'].includes(one.end)),
    }),
  )
  for (const [index, { purpose, cost: costNanoUsd }] of studies.entries()) {
    const n = own.length + index + 1
    await ledger.writeIntent(intent(id, n, { purpose, study: 's' }))
    await ledger.writeSettlement(settlement(id, n, { costNanoUsd, isCostLowerBound: costNanoUsd === undefined }))
  }
  const [n = 0, costNanoUsd = 0] = late ?? []
  if (n >= 1 && n <= own.length + studies.length) await ledger.writeLateCost?.({ requestId: id, n, costNanoUsd })
}

test('every nano-dollar of the ledger is in one line of the statement, or with what is left out', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-savings-'))
  try {
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 12 }), async (drawn) => {
        const ledger = openSqliteLedger({ file: join(folder, `${run++}.db`) })
        try {
          for (const [index, one] of drawn.entries()) await write(ledger, `r${index}`, one)
          await ledger.flush()
          const spent = [...ledger.attempts()].reduce((sum, { costNanoUsd = 0 }) => sum + costNanoUsd, 0)
          const { baselines, leftOut, requests } = foldSavings(ledger.outcomes(), { attempts: ledger.attempts() })
          const lines = baselines.flatMap(({ actual }) => [
            actual.answersNanoUsd,
            actual.draftsNanoUsd,
            actual.failedAttemptsNanoUsd,
            actual.checksNanoUsd,
            actual.evidenceNanoUsd,
          ])
          const total = [...lines, ...leftOut.map(({ spentNanoUsd }) => spentNanoUsd)].reduce((sum, x) => sum + x, 0)
          expect(total).toBe(spent)
          expect(lines.every((line) => line >= 0)).toBe(true)
          expect([...baselines, ...leftOut].reduce((sum, group) => sum + group.requests, 0)).toBe(requests)
          expect(requests).toBe(drawn.length)
        } finally {
          await ledger.close()
        }
      }),
      { numRuns: 60 },
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
