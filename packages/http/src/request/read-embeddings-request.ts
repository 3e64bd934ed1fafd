import { type EmbeddingsBody, embeddingsBody } from './embeddings-schema.ts'
import { readShape, wrongType, wrongValue } from './read-shape.ts'
import type { WireRequest } from './wire-request.ts'

const maxInputs = 2_048

/** A body of OpenAI's embeddings: one message per text. Texts given as tokens are shown to a router as the numbers they are. @throws BadRequest */
export function readEmbeddingsRequest(json: Readonly<Record<string, unknown>>): WireRequest {
  const { model, input } = readShape(embeddingsBody, json)
  return {
    model,
    output: 'embedding',
    messages: toTexts(input).map((content) => ({ role: 'user', content })),
  }
}

function toTexts(input: EmbeddingsBody['input']): readonly string[] {
  if (input.length === 0) throw wrongValue('input', 'at least 1 character or item', 0)
  if (typeof input === 'string') return [input]
  if (isTokens(input)) return [input.join(' ')]
  if (input.length > maxInputs) throw wrongValue('input', `at most ${maxInputs} items`, input.length)
  const first = typeof input[0]
  return input.map((one, index) => {
    const path = `input[${index}]`
    if (typeof one !== first) throw wrongType(path, 'the same as the items before', one)
    if (typeof one === 'string' ? one !== '' : isTokens(one) && one.length > 0)
      return typeof one === 'string' ? one : (one as readonly number[]).join(' ')
    if (one === '' || (Array.isArray(one) && one.length === 0))
      throw wrongValue(path, 'at least 1 character or item', 0)
    throw wrongType(path, 'a string or an array of integers', one)
  })
}

function isTokens(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && one >= 0)
}
