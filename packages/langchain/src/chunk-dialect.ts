import type { AIMessageChunk, UsageMetadata } from '@langchain/core/messages'
import type { ChatGenerationChunk } from '@langchain/core/outputs'
import type { Dialect, Notes, PartReader } from '@signalbox/core'
import { finishOf } from './finish-of.ts'
import { hasOpaqueContent } from './has-content.ts'
import { noteAccount } from './read-account.ts'
import { logprobsOf } from './read-logprobs.ts'
import { servedModelOf } from './served-model.ts'
import { spliceChunk } from './splice-chunk.ts'
import { toFacts } from './to-facts.ts'
import { addUsage, isCounted, toUsage } from './usage.ts'

/** A chunk, or the word that its source has come to a proper end: LangChain's streams have no terminal marker of their own. */
export type ChunkPart = ChatGenerationChunk | 'end'

/** How the core reads chunks. */
export const chunkDialect: Dialect<ChunkPart> = { open, toFacts, splice: spliceChunk }

function open(): PartReader<ChunkPart> {
  const tools = new Map<number | string, { name: string; argumentsJson: string }>()
  let usage: UsageMetadata | undefined
  let hasEnded = false
  const end = (notes: Notes, finish: ReturnType<typeof finishOf>): void => {
    if (hasEnded) return
    hasEnded = true
    for (const { name, argumentsJson } of tools.values()) notes.toolCall(name, argumentsJson)
    notes.end(finish ?? { reason: tools.size > 0 ? 'tool-calls' : 'stop' })
  }
  return {
    read: (part, notes) => {
      if (part === 'end') return end(notes, undefined)
      const message = part.message as AIMessageChunk
      const { text, generationInfo } = part
      if (text) notes.content(text)
      else if (hasOpaqueContent(message)) notes.content()
      for (const [place, call] of (message.tool_call_chunks ?? []).entries()) {
        const key = call.index ?? place
        const known = tools.get(key) ?? { name: '', argumentsJson: '' }
        tools.set(key, {
          name: known.name + (call.name ?? ''),
          argumentsJson: known.argumentsJson + (call.args ?? ''),
        })
        notes.content()
      }
      notes.logprobs(logprobsOf(generationInfo))
      if (isCounted(message.usage_metadata)) {
        usage = addUsage(usage, message.usage_metadata as UsageMetadata)
        if (usage !== undefined) notes.usage(toUsage(usage))
      }
      const served = servedModelOf(message, generationInfo)
      if (served !== undefined) notes.servedModel(served)
      noteAccount(message, notes)
      const finish = finishOf(generationInfo, message.response_metadata, message.additional_kwargs)
      // LangChain has no chunk that says so.
      if (finish?.reason === 'error') throw new Error(`The stream ended with "${finish.raw}".`)
      if (finish !== undefined) end(notes, finish)
    },
  }
}
