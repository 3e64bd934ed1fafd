import type { ModelCard } from './model-card.ts'
import { priceAt } from './price-at.ts'
import type { Price } from './price.ts'
import { providerOf } from './provider-of.ts'
import type { Target } from './target.ts'

/**
 * What a target charges at a moment: the operator's prices, else the catalogue's for its own provider, else the price the
 * operator assumes, else undefined. Another provider's price never stands in: unknown is unknown.
 */
export function priceOfTarget(target: Target, card: ModelCard, atMs: number): Price | undefined {
  const provider = providerOf(target)
  const known = priceAt(card, provider, atMs, target.prices)
  if (known !== undefined || target.assumedPrice === undefined) return known
  const { inputPerMillionUsd, outputPerMillionUsd } = target.assumedPrice
  return {
    provider,
    model: card.id,
    at: new Date(atMs).toISOString(),
    label: 'assumed',
    tiers: [{ aboveInputTokens: 0, inputPerMillionUsd, outputPerMillionUsd }],
    isAssumed: true,
  }
}
