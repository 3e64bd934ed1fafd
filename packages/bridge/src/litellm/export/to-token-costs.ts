import type { Price } from '@signalbox/core'
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
    input_cost_per_token: perToken(rates.inputPerMillionUsd),
    output_cost_per_token: perToken(rates.outputPerMillionUsd),
    ...(read !== undefined && { cache_read_input_token_cost: perToken(read) }),
    ...(write !== undefined && { cache_creation_input_token_cost: perToken(write) }),
  }
}

/** Twelve digits, so that 0.1 / 1e6 is not 1.0000000000000001e-7. */
function perToken(perMillion: number): number {
  return Number((perMillion / 1e6).toPrecision(12))
}
