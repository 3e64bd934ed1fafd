import type { LanguageModelV4GenerateResult } from '@ai-sdk/provider'
import type { Dialect } from '@signalbox/core'
import { logprobsOfChunk, logprobsOfMetadata } from './read-logprobs.ts'
import { readFinish } from './stream-dialect.ts'
import { toFacts } from './to-facts.ts'

/** How the core reads a whole result: the only part of its attempt. */
export const resultDialect: Dialect<LanguageModelV4GenerateResult> = {
  open: () => ({
    read: (result, notes) => {
      if (result.response?.modelId !== undefined) notes.servedModel(result.response.modelId)
      for (const part of result.content) {
        if (part.type === 'text') {
          if (part.text !== '') notes.content(part.text)
        } else if (part.type === 'tool-call') notes.toolCall(part.toolName, part.input)
        else notes.content()
      }
      if (notes.wantsText) {
        const named = logprobsOfMetadata(result.providerMetadata)
        notes.logprobs(named.length > 0 ? named : logprobsOfChunk(result.response?.body))
      }
      readFinish(result, notes)
    },
  }),
  toFacts,
}
