import type { Price, PriceTier } from './price.ts'
import type { TokenCounts } from './token-counts.ts'

/**
 * What these tokens cost, in integers of nano-dollars, rounded half up once at the end; undefined = input or output count unknown.
 *
 * Cached input is part of the input and priced at its own rate, or at the input rate where there is none. The tier is that
 * of the whole input (design, invariant 9). Sums are exact: rates count in pico-dollars per token.
 */
export function costNanoUsd(price: Price, counts: TokenCounts): number | undefined {
  const { inputTokens, outputTokens } = counts
  if (inputTokens === undefined || outputTokens === undefined) return undefined
  const tier = tierOf(price.tiers, inputTokens)
  if (tier === undefined) return undefined
  const cacheRead = Math.min(counts.cacheReadTokens ?? 0, inputTokens)
  const cacheWrite = Math.min(counts.cacheWriteTokens ?? 0, inputTokens - cacheRead)
  const plain = inputTokens - cacheRead - cacheWrite
  const input = tier.inputPerMillionUsd
  const pico =
    plain * toPico(input) +
    cacheRead * toPico(tier.cacheReadPerMillionUsd ?? input) +
    cacheWrite * toPico(tier.cacheWritePerMillionUsd ?? input) +
    outputTokens * toPico(tier.outputPerMillionUsd)
  return Math.round(pico / 1_000)
}

/** The highest tier whose threshold the input passes. */
function tierOf(tiers: readonly PriceTier[], inputTokens: number): PriceTier | undefined {
  let found: PriceTier | undefined
  for (const tier of tiers) if (inputTokens > tier.aboveInputTokens || tier.aboveInputTokens === 0) found = tier
  return found
}

/** 1 USD per million tokens = 1,000,000 pico-dollars per token. Millions of tokens at any real rate stay below 2^53. */
function toPico(perMillionUsd: number): number {
  return Math.round(perMillionUsd * 1_000_000)
}
