import type { ModelCard } from '@signalbox/core'

/** A model of a test: known facts, and one price in dollars a million input tokens; output costs twice that. */
export function testCard(id: string, usdPerMillion: number, more: Partial<ModelCard> = {}): ModelCard {
  const vendor = id.split('/')[0] ?? id
  const rates = { inputPerMillionUsd: usdPerMillion, outputPerMillionUsd: usdPerMillion * 2 }
  return {
    id,
    name: id,
    vendor,
    contextTokens: 100_000,
    maxOutputTokens: 8_000,
    capabilities: { tools: true, jsonSchema: true, jsonMode: true, logprobs: true },
    inputModalities: ['text', 'image'],
    outputModalities: ['text'],
    licence: 'proprietary',
    openWeights: false,
    jurisdiction: 'US',
    prices: [{ provider: vendor, periods: [{ tiers: [{ aboveInputTokens: 0, ...rates }] }] }],
    sources: {},
    ...more,
  }
}
