import { describe, expect, it } from 'vitest'
import { fromFrames } from './events-part.ts'
import { openOpenaiChatEvents } from './open-openai-chat-events.ts'
import type { ReplyEvent } from './reply-event.ts'

function read(...deltas: readonly object[]): readonly ReplyEvent[] {
  const frames = deltas.map((delta) => `data: ${JSON.stringify({ id: 'r', choices: [{ index: 0, delta }] })}\n\n`)
  const end = `data: ${JSON.stringify({ id: 'r', choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] })}\n\n`
  return openOpenaiChatEvents()
    .read(fromFrames('openai-chat', [...frames, end].join('')))
    .filter(({ kind }) => kind !== 'start' && kind !== 'end')
}

const pieces = (id: string, name: string, args: string, index?: number): readonly object[] => [
  { ...(index !== undefined && { index }), id, function: { name, arguments: args } },
]
const call = (...piece: Parameters<typeof pieces>): object => ({ tool_calls: pieces(...piece) })

describe('calls', () => {
  it.each([0, undefined])('of one index (%s) and two ids are two', (index) => {
    expect(read(call('c1', 'look', '{"a":1}', index), call('c2', 'see', '{"b":2}', index))).toEqual([
      { kind: 'tool-start', index: 0, id: 'c1', name: 'look' },
      { kind: 'tool-delta', index: 0, argumentsJson: '{"a":1}' },
      { kind: 'tool-end', index: 0 },
      { kind: 'tool-start', index: 1, id: 'c2', name: 'see' },
      { kind: 'tool-delta', index: 1, argumentsJson: '{"b":2}' },
      { kind: 'tool-end', index: 1 },
    ])
  })

  it('an id said again is the same call', () => {
    const events = read(call('c1', 'look', '{"a":', 0), call('c1', '', '1}', 0))
    expect(events.filter(({ kind }) => kind === 'tool-start')).toHaveLength(1)
  })

  it('another id without a name is none: some servers make a new one for every piece', () => {
    const events = read(call('c1', 'look', '{"a":', 0), call('c2', '', '1}', 0))
    expect(events.filter(({ kind }) => kind === 'tool-start')).toHaveLength(1)
  })

  it('without an index are told apart by their ids', () => {
    const both = { tool_calls: [...pieces('c1', 'look', ''), ...pieces('c2', 'see', '')] }
    const events = read(both, { tool_calls: pieces('c2', '', '{"b":2}') }, { tool_calls: pieces('c1', '', '{}') })
    expect(events.filter(({ kind }) => kind !== 'other')).toEqual([
      { kind: 'tool-start', index: 1, id: 'c2', name: 'see' },
      { kind: 'tool-delta', index: 1, argumentsJson: '{"b":2}' },
      { kind: 'tool-start', index: 0, id: 'c1', name: 'look' },
      { kind: 'tool-delta', index: 0, argumentsJson: '{}' },
      { kind: 'tool-end', index: 0 },
      { kind: 'tool-end', index: 1 },
    ])
  })

  it('of the old kind are calls', () => {
    expect(read({ function_call: { name: 'look', arguments: '{}' } })).toMatchObject([
      { kind: 'tool-start', name: 'look' },
      { kind: 'tool-delta', argumentsJson: '{}' },
      { kind: 'tool-end' },
    ])
  })
})

it('content in parts is text, thinking, and what is not known', () => {
  const content = [
    { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
    { type: 'text', text: 'The answer is 4.' },
    { type: 'reference', reference_ids: [1] },
  ]
  expect(read({ content })).toEqual([
    { kind: 'reasoning', text: 'hm' },
    { kind: 'text', text: 'The answer is 4.' },
    { kind: 'other' },
  ])
})

it.each([
  ['error', 'server_error'],
  ['insufficient_system_resource', 'server_overloaded'],
])('the end `%s` is a failure', (reason, code) => {
  const body = { id: 'r', choices: [{ index: 0, message: { content: 'half' }, finish_reason: reason }] }
  const events = openOpenaiChatEvents().read({ kind: 'body', dialect: 'openai-chat', body })
  expect(events.at(-1)).toMatchObject({ kind: 'error', error: { code } })
})
