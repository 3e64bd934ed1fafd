import { priceAt } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OpenrouterPricing } from './openrouter-model.ts'
import { toPerMillionUsd, toPriceSchedule } from './to-price-schedule.ts'

const source = { name: 'https://openrouter.ai/api/v1/models', date: '2026-11-25' }

describe('a rate per million', () => {
  it.each([
    ['0.000003', 3],
    ['0.0000025', 2.5],
    ['0.00000014', 0.14],
    ['0.000000029', 0.029],
    ['2.5e-06', 2.5],
    ['3E-7', 0.3],
    ['0', 0],
    ['0.0', 0],
    ['.000001', 1],
    [0.0000011, 1.1],
    [1e-7, 0.1],
    ['-1', undefined],
    [-1, undefined],
    ['', undefined],
    ['free', undefined],
    ['1e999', undefined],
    ['Infinity', undefined],
    [NaN, undefined],
    [null, undefined],
    [undefined, undefined],
  ])('of %j per token is %j', (perToken, perMillion) => {
    expect(toPerMillionUsd(perToken)).toBe(perMillion)
  })

  it('does not drift', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (digits) => {
        const perToken = `0.${String(digits).padStart(12, '0')}`
        expect(toPerMillionUsd(perToken)).toBe(Number(`${digits}e-6`))
      }),
    )
  })
})

function priceOf(pricing: OpenrouterPricing, at: string) {
  const made = toPriceSchedule(pricing, source)
  if ('unknown' in made) throw new Error(made.unknown)
  const card = {
    id: 'a/b',
    name: 'b',
    vendor: 'a',
    capabilities: {},
    inputModalities: [],
    outputModalities: [],
    prices: [made.schedule],
    sources: {},
  }
  return priceAt(card, 'openrouter', Date.parse(at))?.tiers
}

const base = { prompt: '0.000001', completion: '0.000002', input_cache_read: '0.0000001' }
const noon = '2026-11-25T12:00:00Z' // A Wednesday.

describe('prices', () => {
  it('are of the provider openrouter, with their source', () => {
    expect(toPriceSchedule({ ...base, request: '0' }, source)).toEqual({
      schedule: {
        provider: 'openrouter',
        periods: [
          {
            tiers: [
              {
                aboveInputTokens: 0,
                inputPerMillionUsd: 1,
                outputPerMillionUsd: 2,
                cacheReadPerMillionUsd: 0.1,
                cacheWritePerMillionUsd: undefined,
              },
            ],
            source,
          },
        ],
      },
    })
  })

  it.each([
    ['depends on', { prompt: '-1', completion: '-1' }],
    ['depends on', { prompt: '0' }],
    ['depends on', {}],
    ['fee per request', { ...base, request: '0.005' }],
    ['windows', { ...base, overrides: [{ utc_start: 0, utc_end: 800, prompt: '-1' }] }],
  ])('that cannot be said are unknown: %s', (why, pricing) => {
    expect(toPriceSchedule(pricing, source)).toEqual({ unknown: expect.stringContaining(why) })
  })

  it('rise with the prompt, and inherit what a longer prompt does not change', () => {
    const pricing = {
      ...base,
      overrides: [
        { min_prompt_tokens: 200_000, prompt: '0.000002' },
        { min_prompt_tokens: 500_000, completion: '0.000009' },
      ],
    }
    expect(
      priceOf(pricing, noon)?.map((tier) => [tier.aboveInputTokens, tier.inputPerMillionUsd, tier.outputPerMillionUsd]),
    ).toEqual([
      [0, 1, 2],
      [200_000, 2, 2],
      [500_000, 2, 9],
    ])
  })

  it.each([
    [{ utc_start: 100, utc_end: 1230 }, noon, 5],
    [{ utc_start: 100, utc_end: 1200 }, noon, 1],
    [{ utc_start: 1200, utc_end: 2400 }, noon, 5],
    [{ utc_start: 2200, utc_end: 1300 }, noon, 5],
    [{ utc_days: ['wednesday'] }, noon, 5],
    [{ utc_days: ['saturday', 'sunday'] }, noon, 1],
    [{ utc_days: ['wednesday'], utc_start: 1000, utc_end: 1100 }, noon, 1],
    [{ utc_days: null, utc_start: 1100, utc_end: 1300 }, noon, 5],
  ])('have windows: %j at %s costs %d', (window, at, usd) => {
    expect(priceOf({ ...base, overrides: [{ ...window, prompt: '0.000005' }] }, at)?.[0]?.inputPerMillionUsd).toBe(usd)
  })

  it('join what holds in one window, later entries first', () => {
    const window = { utc_start: 0, utc_end: 0 }
    const overrides = [
      { prompt: '0.000003' },
      { ...window, prompt: '0.000004', completion: '0.000005' },
      { ...window, prompt: '0.000006', min_prompt_tokens: 1_000 },
    ]
    expect(
      priceOf({ ...base, overrides }, noon)?.map((tier) => [tier.inputPerMillionUsd, tier.outputPerMillionUsd]),
    ).toEqual([
      [4, 5],
      [6, 5],
    ])
  })
})
