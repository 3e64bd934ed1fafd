import type { AIMessage, UsageMetadata } from '@langchain/core/messages'
import type { ChatResult } from '@langchain/core/outputs'
import type { Dialect } from '@signalbox/core'
import { finishOf } from './finish-of.ts'
import { hasOpaqueContent } from './has-content.ts'
import { noteAccount } from './read-account.ts'
import { logprobsOf } from './read-logprobs.ts'
import { servedModelOf } from './served-model.ts'
import { toFacts } from './to-facts.ts'
import { isCounted, toUsage } from './usage.ts'

/** A whole result, and whether its package always names why a model stopped. */
export interface ResultPart {
  readonly result: ChatResult
  readonly tellsItsEnd: boolean
}

/** How the core reads a whole result: the only part of its attempt. Without a generation it says nothing, and is taken as empty. */
export const resultDialect: Dialect<ResultPart> = {
  open: () => ({
    read: ({ result: { generations, llmOutput }, tellsItsEnd }, notes) => {
      const [generation] = generations
      if (generation === undefined) return
      const message = generation.message as AIMessage
      const text = message.text || generation.text
      const toolCalls = message.tool_calls ?? []
      if (text) notes.content(text)
      else if (hasOpaqueContent(message)) notes.content()
      for (const { name, args } of toolCalls) notes.toolCall(name, JSON.stringify(args))
      // Calls whose arguments are no JSON are calls all the same: a gate has to see them.
      for (const { name, args } of message.invalid_tool_calls ?? []) notes.toolCall(name ?? '', args ?? '')
      notes.logprobs(logprobsOf(generation.generationInfo ?? message.response_metadata))
      const usage = message.usage_metadata ?? (llmOutput?.['usage_metadata'] as UsageMetadata | undefined)
      if (isCounted(usage)) notes.usage(toUsage(usage))
      const served = servedModelOf(message, generation.generationInfo, llmOutput)
      if (served !== undefined) notes.servedModel(served)
      noteAccount(message, notes)
      const finish = finishOf(
        generation.generationInfo,
        message.response_metadata,
        message.additional_kwargs,
        llmOutput,
      )
      if (finish?.reason === 'error') return notes.failed(new Error(`The reply ended with "${finish.raw}".`))
      // Collected from a stream that should have named its end, and has not: it was cut.
      if (finish === undefined && tellsItsEnd) return
      notes.end(finish ?? { reason: toolCalls.length > 0 ? 'tool-calls' : 'stop' })
    },
  }),
  toFacts,
}
