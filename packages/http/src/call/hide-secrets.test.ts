import { describe, expect, it } from 'vitest'
import { hideInErrors } from './hide-in-errors.ts'
import { secretHider } from './hide-secrets.ts'

const hide = secretHider({
  name: 'u',
  dialect: 'openai-chat',
  baseUrl: 'https://u.example',
  apiKey: 'sk-1',
  headers: { authorization: 'Bearer token-abcdef', 'x-tenant': 'short', 'x-key': 'token-abcdef-long' },
})

describe('what an upstream is told in headers', () => {
  it.each([
    ['Incorrect API key provided: sk-1.', 'Incorrect API key provided: ***.'],
    ['Bearer token-abcdef is not known', '*** is not known'],
    ['token-abcdef and token-abcdef-long', '*** and ***'],
    ['a short word stays', 'a short word stays'],
  ])('%s', (said, told) => {
    expect(hide(said)).toBe(told)
  })

  it('nothing configured, nothing changed', () => {
    expect(secretHider({ name: 'u', dialect: 'openai-chat', baseUrl: 'x', apiKey: '' })('abc')).toBe('abc')
  })
})

it.each([
  ['{"error":{"message":"sk-1"}}', '{"error":{"message":"***"}}'],
  ['data: {"type":"error","error" : {"message":"sk-1"}}\n\n', 'data: {"type":"error","error" : {"message":"***"}}\n\n'],
  ['{"error":null,"text":"sk-1"}', '{"error":null,"text":"sk-1"}'],
  ['{"text":"\\"error\\": {sk-1"}', '{"text":"\\"error\\": {sk-1"}'],
])('in replies, only where they tell of an error: %s', (said, told) => {
  expect(hideInErrors(said, hide)).toBe(told)
})
