import type { LitellmUsage } from './litellm-vendor.ts'

/** On a stream LiteLLM adds what the tokens were where the provider does not tell. */
export function withTextTokens(usage: LitellmUsage): LitellmUsage {
  return { ...usage, completion_tokens_details: { reasoning_tokens: 0, text_tokens: usage.completion_tokens } }
}
