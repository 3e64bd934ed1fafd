import type { LanguageModelV4GenerateResult } from '@ai-sdk/provider'
import type { Dialect } from '@signalbox/core'
import { noteAccount } from './read-account.ts'
import { logprobsOfChunk, logprobsOfMetadata } from './read-logprobs.ts'
import { readFinish } from './stream-dialect.ts'
import { toFacts } from './to-facts.ts'

/** How the core reads a whole result: the only part of its attempt. */
export const resultDialect: Dialect<LanguageModelV4GenerateResult> = {
  open: () => ({
    read: (result, notes) => {
      if (result.response?.modelId !== undefined) notes.servedModel(result.response.modelId)
      // Drafts may stand among the text parts: the host takes this as the answer then, even an empty one.
      const answer = result.structuredOutputText
      if (answer !== undefined && answer !== '') notes.content(answer)
      for (const part of result.content) {
        if (part.type === 'text') {
          if (answer === undefined && part.text !== '') notes.content(part.text)
        } else if (part.type === 'tool-call') notes.toolCall(part.toolName, part.input)
        else notes.content()
      }
      if (notes.wantsText) {
        const named = logprobsOfMetadata(result.providerMetadata)
        notes.logprobs(named.length > 0 ? named : logprobsOfChunk(result.response?.body))
      }
      noteAccount(result, notes)
      readFinish(result, notes)
    },
  }),
  toFacts,
}
