import { costNanoUsd, priceAt, type Price } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { catalog } from './index.ts'

function price(model: string, provider: string, at: string): Price {
  const card = catalog.find(model)
  const found = card && priceAt(card, provider, Date.parse(at))
  if (found === undefined) throw new Error(`no price of ${model} at ${provider}`)
  return found
}

describe('the catalogue', () => {
  it('has at least 60 models of at least 12 vendors', () => {
    expect(catalog.models.length).toBeGreaterThanOrEqual(60)
    expect(new Set(catalog.models.map((card) => card.vendor)).size).toBeGreaterThanOrEqual(12)
  })

  it('names a dated source for every fact and price, and has no price below 0', () => {
    for (const card of catalog.models) {
      expect(card.id).toMatch(/^[a-z0-9-]+\/[a-z0-9.\-_]+$/)
      for (const key of ['limits', 'capabilities', 'jurisdiction', 'availability'])
        expect(card.sources[key]?.date, `${card.id} ${key}`).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      if (card.licence !== undefined) expect(card.sources['licence'], card.id).toBeDefined()
      for (const { periods } of card.prices) {
        for (const { source, tiers } of periods) {
          expect(source?.date).toMatch(/^\d{4}/)
          expect(tiers[0]?.aboveInputTokens).toBe(0)
          for (const tier of tiers)
            expect(
              Math.min(tier.inputPerMillionUsd, tier.outputPerMillionUsd, tier.cacheReadPerMillionUsd ?? 0),
            ).toBeGreaterThanOrEqual(0)
        }
      }
    }
  })

  it.each([
    ['before the change', '2026-06-01T00:00:00Z', 0.435, 0.87],
    ['before the change, in what became peak hours', '2026-07-25T02:00:00Z', 0.435, 0.87],
    ['the last moment before it', '2026-08-16T23:59:59.999Z', 0.435, 0.87],
    ['the first moment after it', '2026-08-17T00:00:00Z', 0.66, 1.98],
    ['peak, first window', '2026-08-20T02:00:00Z', 1.32, 3.96],
    ['the end of a window is out of it', '2026-08-20T04:00:00Z', 0.66, 1.98],
    ['peak, second window', '2026-08-20T06:00:00Z', 1.32, 3.96],
    ['a Saturday before weekends were exempt', '2026-08-22T02:00:00Z', 1.32, 3.96],
    ['a Sunday, exempt', '2026-08-23T02:00:00Z', 0.66, 1.98],
    ['a Friday in peak hours', '2026-08-28T02:00:00Z', 1.32, 3.96],
    ['a Saturday, exempt', '2026-08-29T02:00:00Z', 0.66, 1.98],
  ])('DeepSeek V4 Pro: %s', (_, at, input, output) => {
    expect(price('deepseek/deepseek-v4-pro', 'deepseek', at).tiers[0]).toMatchObject({
      inputPerMillionUsd: input,
      outputPerMillionUsd: output,
    })
  })

  it('GPT-5.5 is dearer above 272,000 input tokens, for the whole request', () => {
    const now = price('openai/gpt-5.5', 'openai', '2026-11-24T00:00:00Z')
    expect(costNanoUsd(now, { inputTokens: 272_000, outputTokens: 1_000 })).toBe(272_000 * 5_000 + 1_000 * 30_000)
    expect(costNanoUsd(now, { inputTokens: 272_001, outputTokens: 1_000 })).toBe(272_001 * 10_000 + 1_000 * 45_000)
  })

  it('GLM-5.2 is MIT and costs what each seller asks', () => {
    expect(catalog.find('z-ai/glm-5.2')).toMatchObject({
      licence: 'MIT',
      openWeights: true,
      jurisdiction: 'CN',
      availableFrom: '2026-06-13',
    })
    expect(price('z-ai/glm-5.2', 'z-ai', '2026-11-24T00:00:00Z').tiers[0]).toMatchObject({
      inputPerMillionUsd: 1.4,
      outputPerMillionUsd: 4.4,
    })
    expect(price('z-ai/glm-5.1', 'openrouter', '2026-11-24T00:00:00Z').tiers[0]?.inputPerMillionUsd).toBe(0.98)
  })

  it('Claude Sonnet 4.6 reads and writes its cache at their own rates', () => {
    const now = price('anthropic/claude-sonnet-4.6', 'anthropic', '2026-11-24T00:00:00Z')
    expect(
      costNanoUsd(now, { inputTokens: 3_000, cacheReadTokens: 1_000, cacheWriteTokens: 1_000, outputTokens: 100 }),
    ).toBe(3_000_000 + 300_000 + 3_750_000 + 1_500_000)
  })

  it('a provider that is not listed has no price', () => {
    const card = catalog.find('z-ai/glm-5.2')
    expect(card && priceAt(card, 'nobody', 0)).toBeUndefined()
  })
})
