import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costNanoUsd } from './cost-of.ts'
import type { ModelCard } from './model-card.ts'
import { priceAt } from './price-at.ts'
import { priceOfTarget } from './price-of-target.ts'
import type { PriceSchedule } from './price.ts'

const tier = (input: number, output: number, above = 0) => ({
  aboveInputTokens: above,
  inputPerMillionUsd: input,
  outputPerMillionUsd: output,
})

const schedule: PriceSchedule = {
  provider: 'v',
  periods: [
    { until: '2026-06-01T00:00:00Z', tiers: [tier(1, 2)] },
    { from: '2026-06-01T00:00:00Z', label: 'off-peak', tiers: [tier(3, 4)] },
    {
      from: '2026-06-01T00:00:00Z',
      label: 'peak',
      windows: [{ startUtc: '22:30', endUtc: '02:00' }],
      tiers: [tier(6, 8)],
    },
    {
      from: '2026-09-01T00:00:00Z',
      label: 'weekday',
      windows: [{ startUtc: '08:00', endUtc: '10:00', weekdays: [1, 2, 3, 4, 5] }],
      tiers: [tier(9, 9)],
    },
  ],
}
const card: ModelCard = {
  id: 'v/m',
  name: 'M',
  vendor: 'v',
  contextTokens: 1_000,
  maxOutputTokens: 100,
  capabilities: {},
  inputModalities: ['text'],
  outputModalities: ['text'],
  licence: 'MIT',
  openWeights: true,
  jurisdiction: 'US',
  prices: [schedule],
  sources: {},
}

describe('the price at a moment', () => {
  it.each([
    ['before the change', '2026-05-31T23:59:59Z', 1],
    ['from the change on, in its peak', '2026-06-01T00:00:00Z', 6],
    ['peak over midnight, evening side', '2026-06-10T22:30:00Z', 6],
    ['peak over midnight, last minute', '2026-06-11T01:59:59Z', 6],
    ['peak has ended', '2026-06-11T02:00:00Z', 3],
    ['a minute before the peak', '2026-06-11T22:29:59Z', 3],
    ['a weekday window, Tuesday', '2026-09-08T09:00:00Z', 9],
    ['a weekday window, Sunday', '2026-09-06T09:00:00Z', 3],
  ])('%s', (_, at, expected) => {
    expect(priceAt(card, 'v', Date.parse(at))?.tiers[0]?.inputPerMillionUsd).toBe(expected)
  })

  it("another provider's price never stands in", () => {
    expect(priceAt(card, 'w', Date.UTC(2026, 5, 10))).toBeUndefined()
  })

  it('two moments do not share a price they should not', () => {
    const [a, b] = [Date.parse('2026-06-10T22:30:00Z'), Date.parse('2026-06-10T12:00:00Z')]
    expect([a, b, a, b].map((at) => priceAt(card, 'v', at)?.label)).toEqual(['peak', 'off-peak', 'peak', 'off-peak'])
  })

  it('an operator may declare, assume, or leave it unknown', () => {
    const at = Date.UTC(2026, 5, 10, 12)
    const target = { id: 't', model: 'v/m', provider: 'own' }
    expect(priceOfTarget(target, card, at)).toBeUndefined()
    expect(
      priceOfTarget({ ...target, assumedPrice: { inputPerMillionUsd: 7, outputPerMillionUsd: 8 } }, card, at),
    ).toMatchObject({
      isAssumed: true,
      tiers: [{ inputPerMillionUsd: 7 }],
    })
    const prices: PriceSchedule = { provider: 'own', periods: [{ tiers: [tier(0, 0)] }] }
    const free = priceOfTarget({ ...target, prices }, card, at)
    expect(free && costNanoUsd(free, { inputTokens: 1_000_000, outputTokens: 1_000_000 })).toBe(0)
  })
})

describe('the cost of tokens', () => {
  const price = {
    provider: 'v',
    model: 'v/m',
    at: '',
    label: undefined,
    isAssumed: false,
    tiers: [
      { ...tier(5, 30), cacheReadPerMillionUsd: 0.5, cacheWritePerMillionUsd: 6.25 },
      { ...tier(10, 45, 272_000), cacheReadPerMillionUsd: 1, cacheWritePerMillionUsd: 12.5 },
    ],
  }

  it.each([
    ['input and output', { inputTokens: 1_000_000, outputTokens: 0 }, 10_000_000_000],
    ['at the edge of a tier: still the lower', { inputTokens: 272_000, outputTokens: 0 }, 1_360_000_000],
    ['past it, all of the prompt is dearer', { inputTokens: 272_001, outputTokens: 0 }, 2_720_010_000],
    ['cached tokens are part of the input', { inputTokens: 1_000, outputTokens: 0, cacheReadTokens: 400 }, 3_200_000],
    ['written cache', { inputTokens: 1_000, outputTokens: 10, cacheWriteTokens: 1_000 }, 6_550_000],
    ['nothing', { inputTokens: 0, outputTokens: 0 }, 0],
  ])('%s', (_, counts, expected) => {
    expect(costNanoUsd(price, counts)).toBe(expected)
  })

  it('is a whole number, never negative, and grows with the tokens', () => {
    const tokens = fc.integer({ min: 0, max: 270_000 })
    fc.assert(
      fc.property(tokens, tokens, fc.integer({ min: 0, max: 5_000 }), (inputTokens, outputTokens, more) => {
        const one = costNanoUsd(price, { inputTokens, outputTokens }) ?? NaN
        const two = costNanoUsd(price, { inputTokens: inputTokens + more, outputTokens: outputTokens + more }) ?? NaN
        return Number.isInteger(one) && one >= 0 && two >= one
      }),
    )
  })
})
