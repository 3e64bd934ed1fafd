import { describe, expect, it } from 'vitest'
import type { ClientBody } from './client-body.ts'
import { hasSignedThinking, withoutSignedThinking, withoutUnsignedThinking } from './signed-thinking.ts'

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

  const unsigned = { type: 'thinking', thinking: 'hm', signature: '' }
  const ours = { type: 'reasoning', id: 'rs_signalbox_r1_0', summary: [] }

  it.each<[string, ClientBody, unknown]>([
    [
      'Anthropic: an empty signature, and none',
      {
        dialect: 'anthropic-messages',
        json: {
          messages: [
            { role: 'user', content: 'x' },
            { role: 'assistant', content: [unsigned, thinking, call] },
            { role: 'assistant', content: [{ type: 'thinking', thinking: 'hm' }] },
            { role: 'assistant', content: [{ type: 'redacted_thinking', data: 'd' }] },
          ],
        },
      },
      {
        messages: [
          { role: 'user', content: 'x' },
          { role: 'assistant', content: [thinking, call] },
          { role: 'assistant', content: [{ type: 'redacted_thinking', data: 'd' }] },
        ],
      },
    ],
    [
      'responses: items of our own, unless a provider has put something into them',
      {
        dialect: 'openai-responses',
        json: { input: [ours, { ...ours, encrypted_content: 'e' }, { type: 'reasoning', id: 'rs_1', summary: [] }] },
      },
      {
        input: [
          { ...ours, encrypted_content: 'e' },
          { type: 'reasoning', id: 'rs_1', summary: [] },
        ],
      },
    ],
  ])('that nobody has signed goes to nobody. %s', (_, client, json) => {
    expect(withoutUnsignedThinking(client).json).toEqual(json)
    expect(hasSignedThinking(client)).toBe(true)
  })

  it.each<ClientBody>([
    { dialect: 'anthropic-messages', json: { messages: [{ role: 'assistant', content: [unsigned, call] }] } },
    { dialect: 'openai-responses', json: { input: [ours] } },
  ])('unsigned binds nobody: $dialect', (client) => {
    expect(hasSignedThinking(client)).toBe(false)
  })

  it.each([
    { dialect: 'openai-chat', json: { messages: [{ role: 'user', content: [thinking] }] } },
    { dialect: 'openai-responses', json: { input: 'text' } },
    { dialect: 'anthropic-messages', json: { messages: [{ role: 'user', content: 'text' }] } },
  ] as const)('a body without any stays the same object: $dialect', (client) => {
    expect(withoutSignedThinking(client)).toBe(client)
    expect(withoutUnsignedThinking(client)).toBe(client)
  })
})
