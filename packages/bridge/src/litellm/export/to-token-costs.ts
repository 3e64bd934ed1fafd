import type { Price } from '@signalbox/core'
import { toPerToken } from '../token-rate.ts'
import type { LitellmModelInfo } from './litellm-config.ts'

type TokenCosts = Pick<
  LitellmModelInfo,
  'input_cost_per_token' | 'output_cost_per_token' | 'cache_read_input_token_cost' | 'cache_creation_input_token_cost'
>

/** A price as USD per token: the rates of small prompts, where it has several. */
export function toTokenCosts(price: Price): TokenCosts {
  const [rates] = price.tiers
  if (rates === undefined) return {}
  const { cacheReadPerMillionUsd: read, cacheWritePerMillionUsd: write } = rates
  return {
    input_cost_per_token: toPerToken(rates.inputPerMillionUsd),
    output_cost_per_token: toPerToken(rates.outputPerMillionUsd),
    ...(read !== undefined && { cache_read_input_token_cost: toPerToken(read) }),
    ...(write !== undefined && { cache_creation_input_token_cost: toPerToken(write) }),
  }
}
