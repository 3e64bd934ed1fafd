import type { AIMessage, UsageMetadata } from '@langchain/core/messages'
import type { ChatResult } from '@langchain/core/outputs'
import type { Outcome } from '@signalbox/core'
import type { ModelHead } from './model-call.ts'
import { metadataOf } from './response-metadata.ts'
import { addUsage, usageOfOthers } from './usage.ts'
import { withFields } from './with-fields.ts'

/** A candidate's result with the decision on its messages, and the usage of everything the request caused on the first of them. */
export function toRoutedResult(result: ChatResult, head: ModelHead, outcome: Outcome): ChatResult {
  const metadata = metadataOf(outcome)
  const others = usageOfOthers(outcome.attempts, outcome.servedBy?.n)
  const generations = result.generations.map((generation, index) => {
    const message = generation.message as AIMessage
    const usage = addUsage(message.usage_metadata, index === 0 ? others : undefined)
    const response_metadata = { ...modelName(head, message), ...message.response_metadata, ...metadata }
    return {
      ...generation,
      message: withFields(message, { response_metadata, ...(usage && { usage_metadata: usage }) }),
    }
  })
  if (others === undefined) return { ...result, generations }
  return {
    ...result,
    generations,
    llmOutput: { ...result.llmOutput, tokenUsage: toTokenUsage(generations[0]?.message) },
  }
}

/** The served model, for messages whose package does not name it under `model`. */
export function modelName({ model }: ModelHead, message?: AIMessage): { readonly model?: string } {
  const told = (message?.response_metadata as { readonly model_name?: string } | undefined)?.model_name
  const name = told ?? model
  return name === undefined ? {} : { model: name }
}

/** As callbacks have always had it. */
function toTokenUsage(message: AIMessage | undefined): Readonly<Record<string, number | undefined>> {
  const usage: UsageMetadata | undefined = message?.usage_metadata
  return {
    promptTokens: usage?.input_tokens,
    completionTokens: usage?.output_tokens,
    totalTokens: usage?.total_tokens,
  }
}
