import { describe, expect, it } from 'vitest'
import type { ClientBody } from './client-body.ts'
import { hasSignedThinking, withoutSignedThinking } from './signed-thinking.ts'

const thinking = { type: 'thinking', thinking: 'hm', signature: 's' }
const call = { type: 'tool_use', id: 't1', name: 'f', input: {} }

const cases: readonly (readonly [string, ClientBody, unknown])[] = [
  [
    'Anthropic: blocks of it, and turns of nothing else',
    {
      dialect: 'anthropic-messages',
      json: {
        a: 1,
        messages: [
          { role: 'user', content: 'x' },
          { role: 'assistant', content: [thinking, call] },
          { role: 'assistant', content: [{ type: 'redacted_thinking', data: 'd' }] },
        ],
      },
    },
    {
      a: 1,
      messages: [
        { role: 'user', content: 'x' },
        { role: 'assistant', content: [call] },
      ],
    },
  ],
  [
    'responses: reasoning items',
    {
      dialect: 'openai-responses',
      json: {
        input: [
          { type: 'reasoning', id: 'rs', summary: [] },
          { role: 'user', content: 'x' },
        ],
      },
    },
    { input: [{ role: 'user', content: 'x' }] },
  ],
]

describe('signed thinking', () => {
  it.each(cases)('%s', (_, client, json) => {
    expect(hasSignedThinking(client)).toBe(true)
    expect(withoutSignedThinking(client).json).toEqual(json)
    expect(hasSignedThinking(withoutSignedThinking(client))).toBe(false)
  })

  it.each([
    { dialect: 'openai-chat', json: { messages: [{ role: 'user', content: [thinking] }] } },
    { dialect: 'openai-responses', json: { input: 'text' } },
    { dialect: 'anthropic-messages', json: { messages: [{ role: 'user', content: 'text' }] } },
  ] as const)('a body without any stays the same object: $dialect', (client) => {
    expect(withoutSignedThinking(client)).toBe(client)
  })
})
