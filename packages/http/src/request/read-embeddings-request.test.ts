import { describe, expect, it } from 'vitest'
import { readEmbeddingsRequest } from './read-embeddings-request.ts'

describe('an embeddings body', () => {
  it.each([
    ['a text', 'Hi', ['Hi']],
    ['texts', ['a', 'b'], ['a', 'b']],
    ['tokens', [1, 22, 333], ['1 22 333']],
    ['lists of tokens', [[1, 2], [3]], ['1 2', '3']],
  ])('holds %s', (_, input, texts) => {
    expect(readEmbeddingsRequest({ model: 'm', input, dimensions: 256, encoding_format: 'base64' })).toEqual({
      model: 'm',
      output: 'embedding',
      messages: texts.map((content) => ({ role: 'user', content })),
    })
  })

  it.each<[string, string, Record<string, unknown>]>([
    ['model', 'missing_required_parameter', { input: 'a' }],
    ['input', 'missing_required_parameter', { model: 'm' }],
    ['input', 'invalid_type', { model: 'm', input: 5 }],
    ['input', 'invalid_type', { model: 'm', input: { 0: 'a' } }],
    ['input', 'invalid_value', { model: 'm', input: '' }],
    ['input', 'invalid_value', { model: 'm', input: [] }],
    ['input', 'invalid_value', { model: 'm', input: Array(2_049).fill('a') }],
    ['input[1]', 'invalid_value', { model: 'm', input: ['a', ''] }],
    ['input[1]', 'invalid_value', { model: 'm', input: [[1], []] }],
    ['input[1]', 'invalid_type', { model: 'm', input: ['a', 1] }],
    ['input[1]', 'invalid_type', { model: 'm', input: [[1], 'a'] }],
    ['input[0]', 'invalid_type', { model: 'm', input: [null] }],
    ['input[0]', 'invalid_type', { model: 'm', input: [{}] }],
    ['input[0]', 'invalid_type', { model: 'm', input: [[1.5]] }],
    ['input[0]', 'invalid_type', { model: 'm', input: [-1] }],
    ['dimensions', 'invalid_value', { model: 'm', input: 'a', dimensions: 0 }],
    ['encoding_format', 'invalid_value', { model: 'm', input: 'a', encoding_format: 'hex' }],
    ['user', 'invalid_type', { model: 'm', input: 'a', user: 1 }],
  ])('is refused: %s, %s', (param, code, json) => {
    expect(() => readEmbeddingsRequest(json)).toThrow(expect.objectContaining({ status: 400, param, code }))
  })
})
