import type { Dialect, Usage } from '@signalbox/core'
import type { BodyPart } from '../reply/http-part.ts'
import { toInBandError } from '../reply/in-band-error.ts'
import { toFacts } from './to-facts.ts'

/** One whole reply with vectors. */
export interface EmbeddingsPart extends Pick<BodyPart, 'carrier' | 'account'> {
  readonly kind: 'body'
  readonly dialect: 'openai-embeddings'
  readonly body: unknown
  /** The provider's own text. */
  readonly raw: string
}

/** Reads `POST /embeddings` of OpenAI's dialect. Vectors cost their input alone. */
export const embeddingsDialect: Dialect<EmbeddingsPart> = {
  open: () => ({
    read: ({ body, carrier, account }, notes) => {
      if (account !== undefined) notes.account(account)
      const error = toInBandError(body, undefined, undefined, carrier)
      if (error !== undefined) return notes.failed(error)
      if (!isObject(body) || !Array.isArray(body['data'])) return
      if (typeof body['model'] === 'string') notes.servedModel(body['model'])
      notes.content()
      if (isObject(body['usage'])) notes.usage(toUsage(body['usage']))
      notes.end({ reason: 'stop', raw: undefined })
    },
  }),
  toFacts,
}

function toUsage(raw: Record<string, unknown>): Usage {
  const tokens = raw['prompt_tokens'] ?? raw['total_tokens']
  const isCount = typeof tokens === 'number' && Number.isFinite(tokens) && tokens >= 0
  return { inputTokens: isCount ? tokens : undefined, outputTokens: 0, raw }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
