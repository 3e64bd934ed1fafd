import { AIMessageChunk } from '@langchain/core/messages'
import { ChatGenerationChunk } from '@langchain/core/outputs'
import type { ChunkPart } from './chunk-dialect.ts'

/** For the commit mode `resume`: a chunk of another attempt without the text that the caller has. Chunks are added up: nothing opens or closes. */
export function spliceChunk(_shown: readonly ChunkPart[], part: ChunkPart, skipText: number): readonly ChunkPart[] {
  if (part === 'end' || skipText === 0) return [part]
  const { message, generationInfo } = part
  const text = part.text.slice(skipText)
  const { response_metadata, additional_kwargs, usage_metadata } = message as AIMessageChunk
  if (text === '' && usage_metadata === undefined && Object.keys(response_metadata).length === 0) return []
  return [
    new ChatGenerationChunk({
      text,
      ...(generationInfo && { generationInfo }),
      message: new AIMessageChunk({
        content: text,
        additional_kwargs,
        response_metadata,
        ...(usage_metadata && { usage_metadata }),
      }),
    }),
  ]
}
