import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldSavings } from './fold-savings.ts'
import { savedRow } from '../../test/saved-row.ts'
import type { SavingsRow } from './savings-row.ts'

const many = (n: number, of: (index: number) => Partial<SavingsRow> = () => ({})): SavingsRow[] =>
  Array.from({ length: n }, (_, index) => savedRow({ requestId: `r${index}`, ...of(index) }))

describe('the statement', () => {
  it('counts everything that was spent against the served counts at the baseline', () => {
    const rows = many(40, () => ({
      costNanoUsd: 100,
      draftCostNanoUsd: 10,
      failedCostNanoUsd: 20,
      checkCostNanoUsd: 5,
      evidenceCostNanoUsd: 15,
      baselineCostNanoUsd: 400,
    }))
    const [saved] = foldSavings(rows).baselines
    expect(saved).toMatchObject({
      baseline: 'large',
      requests: 40,
      baselineNanoUsd: 16_000,
      actual: {
        answersNanoUsd: 2_600,
        draftsNanoUsd: 400,
        failedAttemptsNanoUsd: 800,
        checksNanoUsd: 200,
        evidenceNanoUsd: 600,
        totalNanoUsd: 4_600,
      },
      savedNanoUsd: { value: 11_400 },
      savedShare: { value: 1 - 115 / 400 },
      clusters: 40,
    })
  })

  it('leaves out what is not known, by reason, and says what was spent on it', () => {
    const made = foldSavings([
      ...many(30),
      savedRow({ requestId: 'a', kind: 'failed', baselineCostNanoUsd: undefined, costNanoUsd: 7 }),
      savedRow({ requestId: 'b', isCostLowerBound: true, evidenceCostNanoUsd: 2 }),
      savedRow({ requestId: 'c', baselineCostNanoUsd: undefined }),
      savedRow({ requestId: 'd', baselineModel: undefined, baselineCostNanoUsd: undefined }),
    ])
    expect(made.leftOut).toEqual([
      { reason: 'baseline-price-unknown', requests: 1, spentNanoUsd: 1 },
      { reason: 'cost-unknown', requests: 1, spentNanoUsd: 3 },
      { reason: 'no-baseline', requests: 1, spentNanoUsd: 1 },
      { reason: 'not-served', requests: 1, spentNanoUsd: 7 },
    ])
    expect(made.requests).toBe(34)
    expect(made.baselines[0]?.requests).toBe(30)
  })

  it('never adds savings against different baselines', () => {
    const rows = [...many(30), ...many(25, () => ({ baselineModel: 'huge', baselineCostNanoUsd: 100 }))]
    const both = foldSavings(rows)
    expect(both.baselines.map(({ baseline, requests }) => [baseline, requests])).toEqual([
      ['large', 30],
      ['huge', 25],
    ])
    expect(both.warnings.join(' ')).toMatch(/2 baselines \(large, huge\)/)
    const named = foldSavings(rows, { baseline: 'large' })
    expect(named.baselines.map(({ baseline }) => baseline)).toEqual(['large'])
    expect(named.leftOut).toEqual([{ reason: 'other-baseline', requests: 25, spentNanoUsd: 25 }])
    expect(foldSavings(rows, { baseline: 'none' }).warnings).toEqual([
      'No request was recorded against the baseline none.',
    ])
  })

  it('gives no interval to too few conversations, however many requests they have', () => {
    const made = foldSavings(many(500, (index) => ({ session: `s${index % 5}` })))
    expect(made.baselines[0]).toMatchObject({
      clusters: 5,
      savedShare: { value: 0.75, low: undefined, high: undefined },
    })
    expect(made.warnings.join(' ')).toMatch(/5 conversations: an interval needs 20/)
  })

  it('says that one conversation outweighs the others, and gives no interval to what they are worth together', () => {
    const alone = Array.from({ length: 100 }, (_, index) => savedRow({ requestId: `r${index}` }))
    const shared = Array.from({ length: 900 }, (_, index) => savedRow({ requestId: `d${index}`, session: 'default' }))
    const { baselines, warnings } = foldSavings([...alone, ...shared])
    expect(baselines[0]).toMatchObject({
      clusters: 101,
      largestShare: 0.9,
      savedShare: { value: 0.75, low: undefined },
    })
    expect(warnings.join('\n')).toMatch(/worth 1 of equal cost: an interval needs 10, so none is given/)
    expect(warnings.join('\n')).toMatch(/One conversation is 90 % of large's cost/)
  })

  it('covers policies, their versions and the period', () => {
    const made = foldSavings([
      ...many(3),
      savedRow({ requestId: 'x', policyVersion: 'v2', startedAtMs: 10 }),
      savedRow({ requestId: 'y', startedAtMs: 5_000 }),
    ])
    expect(made.policies).toEqual([
      { name: 'p', version: 'v1', requests: 4 },
      { name: 'p', version: 'v2', requests: 1 },
    ])
    expect([made.fromMs, made.toMs]).toEqual([10, 5_000])
  })

  it('is the same in whatever order rows of one moment come', () => {
    const versions = ['v1', 'v2', 'v3'].map((version) => savedRow({ requestId: version, policyVersion: version }))
    const attempts = ['x', 'y'].map((provider) => ({
      requestId: provider,
      purpose: 'serve' as const,
      model: 'm',
      priceJson: JSON.stringify({ provider, model: 'm' }),
    }))
    const made = foldSavings(versions, { attempts })
    expect(foldSavings(versions.toReversed(), { attempts: attempts.toReversed() })).toEqual(made)
  })

  it('has parts that add up to the nano-dollar, by task and by model too, whatever the rows', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000_000 })
    const row = fc.record({
      requestId: fc.uuid(),
      task: fc.constantFrom('chat', 'code', 'qa'),
      session: fc.option(fc.constantFrom('s1', 's2', 's3'), { nil: undefined }),
      servedModel: fc.constantFrom('small', 'large', 'other'),
      parts: fc.tuple(amount, amount, amount, amount),
      evidenceCostNanoUsd: amount,
      baselineCostNanoUsd: amount,
    })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (drawn) => {
        const rows = drawn.map(({ parts: [answer, draft, failed, check], ...rest }) =>
          savedRow({
            ...rest,
            costNanoUsd: answer + draft + failed + check,
            draftCostNanoUsd: draft,
            failedCostNanoUsd: failed,
            checkCostNanoUsd: check,
          }),
        )
        const saved = foldSavings(rows).baselines[0]
        if (saved === undefined) throw new Error('there is a baseline')
        const { actual, parts } = saved
        const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
        expect(
          actual.answersNanoUsd +
            actual.draftsNanoUsd +
            actual.failedAttemptsNanoUsd +
            actual.checksNanoUsd +
            actual.evidenceNanoUsd,
        ).toBe(actual.totalNanoUsd)
        expect(sum(rows.map((r) => r.costNanoUsd + r.evidenceCostNanoUsd))).toBe(actual.totalNanoUsd)
        expect(saved.savedNanoUsd.value).toBe(saved.baselineNanoUsd - actual.totalNanoUsd)
        expect(sum(saved.tasks.map((task) => task.actualNanoUsd))).toBe(actual.totalNanoUsd)
        expect(sum(saved.models.map((model) => model.answersNanoUsd))).toBe(actual.answersNanoUsd)
        expect(sum(saved.models.map((model) => model.baselineNanoUsd))).toBe(saved.baselineNanoUsd)
        if (parts === undefined) return
        const share = saved.savedShare?.value ?? Number.NaN
        const made = parts.movedShare * parts.discountShare + parts.sameShare - parts.overheadShare
        expect(Math.abs(made - share)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(share) + parts.overheadShare))
      }),
      { numRuns: 50 },
    )
  })

  it('is the same to the last digit, and keeps its size however many names callers invent', () => {
    const rows = many(3_000, (index) => ({ costNanoUsd: index % 7, task: `task ${index}`, session: `s${index % 900}` }))
    expect(JSON.stringify(foldSavings(rows))).toBe(JSON.stringify(foldSavings(rows)))
    expect(foldSavings(rows).baselines[0]?.tasks).toHaveLength(501)
  })
})
