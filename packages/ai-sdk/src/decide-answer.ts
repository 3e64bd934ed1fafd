import type { Experimental_DecisionModelV4, LanguageModelV4GenerateResult } from '@ai-sdk/provider'
import type { Ask } from '@signalbox/core'

/**
 * A judge's question put to a decision model of the host (`experimental_decide`), its probability written as the `judge` gate
 * reads it.
 */
export async function decideAnswer(
  model: Experimental_DecisionModelV4,
  ask: Ask & { readonly kind: 'judge' },
  abortSignal: AbortSignal,
): Promise<LanguageModelV4GenerateResult> {
  const { experimental_decide } = await import('ai')
  const { answers, usage, response, warnings } = await experimental_decide({
    model,
    state: ask.prompt,
    questions: { good: { type: 'boolean', instructions: ask.system } },
    maxRetries: 0,
    abortSignal,
  })
  const { inputTokens, outputTokens } = usage
  return {
    content: [{ type: 'text', text: JSON.stringify({ probability: answers.good.probability }) }],
    finishReason: { unified: 'stop', raw: undefined },
    usage: {
      inputTokens: { total: inputTokens, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
      outputTokens: { total: outputTokens, text: undefined, reasoning: undefined },
    },
    response,
    warnings,
  }
}
