import { mergeUsageMetadata, type UsageMetadata } from '@langchain/core/messages'
import type { Attempt, Usage } from '@signalbox/core'

/** LangChain's usage, as the core counts; the host's own object is kept in `raw`. */
export function toUsage(usage: Partial<UsageMetadata>): Usage {
  return {
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    cacheReadTokens: usage.input_token_details?.cache_read,
    cacheWriteTokens: usage.input_token_details?.cache_creation,
    reasoningTokens: usage.output_token_details?.reasoning,
    raw: usage,
  }
}

/** Usage without a count is what packages make of nothing. */
export function isCounted(usage: Partial<UsageMetadata> | undefined): usage is Partial<UsageMetadata> {
  return typeof usage?.input_tokens === 'number' || typeof usage?.output_tokens === 'number'
}

/** What attempts other than the served one have used: rejected drafts, samples, judges. Undefined = nothing known. */
export function usageOfOthers(attempts: readonly Attempt[], servedN: number | undefined): UsageMetadata | undefined {
  let sum: UsageMetadata | undefined
  for (const { n, usage } of attempts) {
    if (n === servedN || usage === undefined) continue
    sum = sum === undefined ? fromUsage(usage) : mergeUsageMetadata(sum, fromUsage(usage))
  }
  return sum
}

export function addUsage(
  first: UsageMetadata | undefined,
  second: UsageMetadata | undefined,
): UsageMetadata | undefined {
  if (first === undefined || second === undefined) return first ?? second
  return mergeUsageMetadata(first, second)
}

function fromUsage({ inputTokens = 0, outputTokens = 0, ...usage }: Usage): UsageMetadata {
  const raw = usage.raw as UsageMetadata | undefined
  if (typeof raw === 'object' && 'input_tokens' in raw && 'total_tokens' in raw) return raw
  return { input_tokens: inputTokens, output_tokens: outputTokens, total_tokens: inputTokens + outputTokens }
}
