import { z } from 'zod'
import { content, type Maybe, modelName, text, tokenLimit } from './client-field-shapes.ts'

// What is known of OpenAI's embeddings, as of 2026-11. Unknown fields pass.
// https://platform.openai.com/docs/api-reference/embeddings/create

export interface EmbeddingsBody {
  readonly model: string
  readonly input: string | readonly unknown[]
  readonly dimensions?: Maybe<number>
  readonly encoding_format?: Maybe<'float' | 'base64'>
}

export const embeddingsBody: z.ZodType<EmbeddingsBody> = z.looseObject({
  model: modelName,
  input: content,
  dimensions: tokenLimit.nullish(),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  user: text.nullish(),
})
