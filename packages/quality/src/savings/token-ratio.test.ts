import { describe, expect, it } from 'vitest'
import { foldSavings, type SavingsAttempt } from './fold-savings.ts'
import { savedRow } from '../../test/saved-row.ts'
import { createTokenRatios, type CountedAttempt } from './token-ratio.ts'

const attempt = (requestId: string, model: string, inputTokens: number | undefined): SavingsAttempt => ({
  requestId,
  purpose: 'serve',
  model,
  inputTokens,
})

describe('how models count the same requests', () => {
  it('is measured on requests that both have counted, either way round', () => {
    const ratios = createTokenRatios()
    for (let request = 0; request < 50; request++) {
      ratios.add(attempt(`r${request}`, 'small', 100 + request))
      ratios.add(attempt(`r${request}`, 'large', (100 + request) * 1.2))
      ratios.add(attempt(`alone${request}`, 'small', 9_999))
    }
    expect(ratios.between('small', 'large')?.requests).toBe(50)
    expect(ratios.between('small', 'large')?.ratio.value).toBeCloseTo(1.2, 12)
    expect(ratios.between('large', 'small')?.ratio.value).toBeCloseTo(1 / 1.2, 12)
    expect(ratios.between('small', 'other')).toBeUndefined()
  })

  it.each<[string, readonly CountedAttempt[]]>([
    ['a judge reads another text', [{ ...attempt('r', 'large', 500), purpose: 'judge' }]],
    ['a model whose count is not known', [attempt('r', 'large', undefined)]],
    ['a count of nothing', [attempt('r', 'large', 0)]],
    ['another request', [attempt('r2', 'large', 500)]],
  ])('does not take in %s', (_, more) => {
    const ratios = createTokenRatios()
    for (const each of [attempt('r', 'small', 100), ...more]) ratios.add(each)
    expect(ratios.between('small', 'large')).toBeUndefined()
  })

  it('says who answered for a pool', () => {
    const ratios = createTokenRatios()
    ratios.add({ ...attempt('r', 'pool', 100), answeredModel: 'small' })
    ratios.add(attempt('r', 'large', 110))
    expect(ratios.between('small', 'large')?.requests).toBe(1)
  })
})

describe('the saving beside it', () => {
  const rows = [
    ...Array.from({ length: 70 }, (_, index) =>
      savedRow({ requestId: `m${index}`, costNanoUsd: 10, baselineCostNanoUsd: 100 }),
    ),
    ...Array.from({ length: 30 }, (_, index) =>
      savedRow({ requestId: `b${index}`, servedModel: 'large', costNanoUsd: 100, baselineCostNanoUsd: 100 }),
    ),
  ]
  const tokensOf = (attempts: readonly SavingsAttempt[]) => foldSavings(rows, { attempts }).baselines[0]?.tokens

  it('is adjusted where the ratio was measured', () => {
    const attempts = Array.from({ length: 40 }, (_, index) => [
      attempt(`m${index}`, 'small', 100),
      attempt(`m${index}`, 'large', 80),
    ]).flat()
    const tokens = tokensOf(attempts)
    expect(tokens?.ratios).toMatchObject([{ from: 'small', to: 'large', requests: 40, ratio: { value: 0.8 } }])
    expect(tokens?.knownShare).toBe(1)
    // Actual 3,700; the baseline would have counted 7,000 * 0.8 + 3,000.
    expect(tokens?.savedShare?.value).toBeCloseTo(1 - 3_700 / 8_600, 12)
  })

  it('is as recorded where it was not, and says what ten percent would change', () => {
    const tokens = tokensOf([attempt('m1', 'small', 100), attempt('m1', 'large', 80)])
    expect(tokens).toMatchObject({ ratios: [], knownShare: 0.3, savedShare: undefined })
    expect(tokens?.ifCountsTenPercentMore).toBeCloseTo(0.37 - 3_700 / 10_700, 12)
    expect(tokens?.ifCountsTenPercentLess).toBeCloseTo(0.37 - 3_700 / 9_300, 12)
  })
})

describe('what was spent on attempts', () => {
  it('names the sources of prices, and evidence whose cost is not known', () => {
    const priceJson = JSON.stringify({
      provider: 'deepseek',
      model: 'small',
      tiers: [],
      isAssumed: false,
      source: { name: 'list', date: '2026-07-01' },
    })
    const made = foldSavings([savedRow({ requestId: 'r' })], {
      attempts: [
        { ...attempt('r', 'small', 1), priceJson },
        { ...attempt('r', 'small', 1), priceJson },
        { ...attempt('r', 'large', 1), priceJson: '{"half' },
        { ...attempt('r', 'large', 1), study: 'shadow' },
      ],
    })
    expect(made.prices).toEqual([
      { provider: 'deepseek', model: 'small', source: 'list, read 2026-07-01', isAssumed: false, attempts: 2 },
    ])
    expect(made.evidenceOfUnknownCost).toBe(1)
    expect(made.warnings.join(' ')).toMatch(/1 attempts of shadows/)
  })
})
