import type { MockUsage } from '../mock-script.ts'
import type { ListedEndpoint } from './openrouter-listing.ts'

/** What one generation costs, USD. */
export interface OpenrouterCost {
  /** What the account is charged. */
  readonly chargedUsd: number
  /** What the provider charges the caller's own key; undefined without one. */
  readonly byokUsd: number | undefined
  readonly promptUsd: number
  readonly completionUsd: number
  readonly searchUsd: number
}

/** @param searches web searches that an `:online` request made */
export function costOf(
  { price, isByok }: Pick<ListedEndpoint, 'price' | 'isByok'>,
  usage: MockUsage,
  searches: number,
): OpenrouterCost {
  const cached = usage.cacheReadTokens ?? 0
  const cachedPrice = price.cacheReadPerMillionUsd ?? price.inputPerMillionUsd
  const promptUsd = toUsd((usage.inputTokens - cached) * price.inputPerMillionUsd + cached * cachedPrice)
  const completionUsd = toUsd(usage.outputTokens * price.outputPerMillionUsd)
  const searchUsd = searches * (price.searchUsd ?? 0)
  const inferenceUsd = toUsd((promptUsd + completionUsd) * 1e6)
  return {
    chargedUsd: toUsd(((isByok === true ? byokFee : 1) * inferenceUsd + searchUsd) * 1e6),
    byokUsd: isByok === true ? inferenceUsd : undefined,
    promptUsd,
    completionUsd,
    searchUsd,
  }
}

/** OpenRouter's share of what the provider charges the caller's own key. */
const byokFee = 0.05

/** Rounded to a millionth of a micro-dollar, so that sums of floats stay readable. */
function toUsd(microUsd: number): number {
  return Math.round(microUsd * 1e6) / 1e12
}
