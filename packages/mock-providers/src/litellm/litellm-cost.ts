import type { LitellmPrices } from './litellm-deployment.ts'
import type { LitellmUsage } from './litellm-vendor.ts'

/** USD, counted in floating point as LiteLLM does. undefined = it has no price, or no tokens to count. */
export function costOf(usage: LitellmUsage | undefined, prices: LitellmPrices | undefined): number | undefined {
  if (usage === undefined || prices === undefined || usage.prompt_tokens + usage.completion_tokens === 0)
    return undefined
  const { inputPerMillionUsd: input, outputPerMillionUsd: output, cacheReadPerMillionUsd: read = input } = prices
  const cached = usage.prompt_tokens_details?.cached_tokens ?? 0
  const prompt = (usage.prompt_tokens - cached) * perToken(input) + cached * perToken(read)
  return prompt + usage.completion_tokens * perToken(output)
}

/** USD per token: what `model_info` and configs of LiteLLM hold. */
export function perToken(perMillionUsd: number): number {
  return perMillionUsd / 1e6
}
