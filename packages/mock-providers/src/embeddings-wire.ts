import type { MockRequest } from './mock-request.ts'
import { openaiWire } from './openai-wire.ts'
import type { Wire } from './wire.ts'

const defaultDimensions = 64
const maxDimensions = 4_096
const maxInputs = 2_048

/** OpenAI embeddings. Vectors are made of the words of a text: the same text gives the same one, shared words bring two nearer. */
export const embeddingsWire: Wire = {
  ...openaiWire,
  toBody: ({ model, usage }, { body }) => ({
    object: 'list',
    data: (toInputs(body['input']) ?? []).map((words, index) => {
      const vector = toVector(words, dimensionsOf(body) ?? defaultDimensions)
      return {
        object: 'embedding',
        index,
        embedding: body['encoding_format'] === 'base64' ? Buffer.from(vector.buffer).toString('base64') : [...vector],
      }
    }),
    model,
    usage: { prompt_tokens: usage.inputTokens, total_tokens: usage.inputTokens },
  }),
}

/** What is wrong with the body of an embeddings request, as the provider would say it. */
export function embeddingsProblem(body: MockRequest['body']): string | undefined {
  if (body['input'] === undefined) return "Missing required parameter: 'input'."
  if (toInputs(body['input']) === undefined)
    return `'input' must be a text, an array of token ids, or an array of 1 to ${maxInputs} of either, none of them empty.`
  if (body['dimensions'] !== undefined && dimensionsOf(body) === undefined)
    return `'dimensions' must be a whole number from 1 to ${maxDimensions}.`
  const format = body['encoding_format'] ?? 'float'
  return format === 'float' || format === 'base64' ? undefined : "'encoding_format' must be 'float' or 'base64'."
}

/** The words of each input; token ids count as words. */
function toInputs(input: unknown): readonly (readonly string[])[] | undefined {
  const list: readonly unknown[] = Array.isArray(input) && !isTokens(input) ? (input as unknown[]) : [input]
  if (list.length === 0 || list.length > maxInputs) return undefined
  const inputs = list.map((entry) =>
    isTokens(entry)
      ? entry.map(String)
      : typeof entry === 'string' && entry !== ''
        ? entry.toLowerCase().split(/\s+/u)
        : undefined,
  )
  return inputs.every((words) => words !== undefined) ? inputs : undefined
}

function isTokens(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every(Number.isInteger)
}

function dimensionsOf({ dimensions }: MockRequest['body']): number | undefined {
  return Number.isInteger(dimensions) && Number(dimensions) >= 1 && Number(dimensions) <= maxDimensions
    ? Number(dimensions)
    : undefined
}

/** A sum of one pseudo-random direction per word, of length 1. */
function toVector(words: readonly string[], dimensions: number): Float32Array {
  const sum = new Float64Array(dimensions)
  for (const word of words) {
    let state = hash(word)
    for (let index = 0; index < dimensions; index++) {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9
      sum[index] = (sum[index] ?? 0) + (state | 0) / 0x80000000
    }
  }
  const length = Math.hypot(...sum) || 1
  return Float32Array.from(sum, (value) => value / length)
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value
}
