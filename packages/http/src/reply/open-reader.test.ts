import type { Notes } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DialectName } from '../call/upstream.ts'
import { fromFrames } from './events-part.ts'
import { openReader } from './open-reader.ts'
import { countPlainTexts } from './plain-text.ts'
import { toSseFrame } from './sse-frame.ts'

/** Notes in order; of texts only that there was one. */
function notesOf(dialect: DialectName, parts: readonly string[], wantsText: boolean): unknown[] {
  const noted: unknown[] = []
  const note =
    (name: string) =>
    (...values: unknown[]): void =>
      void noted.push([name, ...values])
  const notes: Notes = {
    wantsText,
    content: () => note('content')(),
    toolCall: note('toolCall'),
    logprobs: note('logprobs'),
    usage: note('usage'),
    servedModel: note('servedModel'),
    account: note('account'),
    end: note('end'),
    failed: (error) => note('failed')(String(error)),
  }
  const reader = openReader(dialect)
  for (const raw of parts) reader.read(fromFrames(dialect, raw), notes)
  return noted
}

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '',
    '"finish_reason":"stop"',
    '"content":"x',
    '[DONE]',
    '\\',
    '{"type":"error"}',
    '\n\ndata: [DONE]\n\n',
  ),
)

const chatChunk = (choice: object, rest: object = {}): object => ({
  id: 'c',
  object: 'chat.completion.chunk',
  model: 'm',
  choices: [{ index: 0, finish_reason: null, ...choice }],
  ...rest,
})
const chat = fc.oneof(
  { weight: 6, arbitrary: text.map((content) => chatChunk({ delta: { content }, logprobs: null }, { usage: null })) },
  text.map((content) => chatChunk({ delta: { role: 'assistant', content, refusal: null } })),
  text.map((content) => chatChunk({ delta: { content: null, reasoning_content: content } })),
  text.map((refusal) => chatChunk({ delta: { refusal } })),
  text.map((token) =>
    chatChunk({ delta: { content: token }, logprobs: { content: [{ token, logprob: -1, top_logprobs: [] }] } }),
  ),
  text.map((content) => chatChunk({ index: 1, delta: { content } })),
  text.map((content) => chatChunk({ delta: { content: [{ type: 'text', text: content }] } })),
  fc.constantFrom(
    chatChunk({ delta: { tool_calls: [{ index: 0, id: 'i', function: { name: 'f', arguments: '{}' } }] } }),
    chatChunk({ delta: { content: null, function_call: { name: 'f', arguments: '{}' } } }),
    chatChunk({ delta: {}, finish_reason: 'stop' }),
    chatChunk({ delta: { content: 'x' }, finish_reason: 'length' }),
    chatChunk({ delta: { content: 'x' } }, { usage: { prompt_tokens: 1, completion_tokens: 2 } }),
    { choices: [], usage: { prompt_tokens: 1 } },
    { error: { message: 'broken' } },
    chatChunk({ delta: { content: 'x' } }, { error: { message: 'broken' } }),
  ),
)

const event = (type: string, rest: object): object => ({ type, ...rest })
const anthropic = fc.oneof(
  {
    weight: 6,
    arbitrary: text.map((value) =>
      event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: value } }),
    ),
  },
  text.map((thinking) => event('content_block_delta', { index: 0, delta: { type: 'thinking_delta', thinking } })),
  text.map((json) =>
    event('content_block_delta', { index: 1, delta: { type: 'input_json_delta', partial_json: json } }),
  ),
  fc.constantFrom(
    event('ping', {}),
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    event('content_block_start', { index: 1, content_block: { type: 'tool_use', id: 'i', name: 'f', input: {} } }),
    event('content_block_stop', { index: 1 }),
    event('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 3 } }),
    event('message_stop', {}),
    event('error', { error: { type: 'overloaded_error', message: 'full' } }),
  ),
)

const place = { item_id: 'i', output_index: 0, content_index: 0 }
const responses = fc.oneof(
  {
    weight: 6,
    arbitrary: text.map((delta) => event('response.output_text.delta', { ...place, delta, logprobs: [] })),
  },
  text.map((delta) =>
    event('response.output_text.delta', { ...place, delta, logprobs: [{ token: delta, logprob: -1 }] }),
  ),
  text.map((delta) => event('response.refusal.delta', { ...place, delta })),
  text.map((delta) => event('response.reasoning_summary_text.delta', { item_id: 'r', summary_index: 0, delta })),
  text.map((whole) => event('response.output_text.done', { ...place, text: whole })),
  fc.constantFrom(
    event('response.output_item.done', {
      output_index: 1,
      item: { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' },
    }),
    event('response.completed', { response: { model: 'm', status: 'completed', usage: { input_tokens: 1 } } }),
    event('error', { code: 'rate_limit_exceeded', message: 'slow down' }),
  ),
)

/** Frames as a provider may write them: compact, or with blanks as Python does. */
const frameOf = (body: object, isCompact: boolean): string => {
  if (isCompact) return toSseFrame(body)
  const spaced = JSON.stringify(body, null, 1).replaceAll(/\n\s*/g, ' ')
  return `data: ${spaced}\n\n`
}
const streamOf = (body: fc.Arbitrary<object>): fc.Arbitrary<readonly string[]> => {
  const frame = fc.oneof(
    { weight: 9, arbitrary: fc.tuple(body, fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.boolean())) },
    fc.constant(undefined),
  )
  const part = fc
    .array(frame, { minLength: 1, maxLength: 6 })
    .map((frames) => frames.map((one) => (one === undefined ? 'data: [DONE]\n\n' : frameOf(...one))).join(''))
  return fc.array(part, { maxLength: 8 })
}

describe('frames that are plainly text', () => {
  it.each([
    ['openai-chat', chat],
    ['anthropic-messages', anthropic],
    ['openai-responses', responses],
  ] as const)('%s: are noted unread as they are when read', (dialect, body) => {
    fc.assert(
      fc.property(streamOf(body), (parts) => {
        expect(notesOf(dialect, parts, false)).toEqual(notesOf(dialect, parts, true))
      }),
      { numRuns: 2_000 },
    )
  })

  it.each<[DialectName, object, number]>([
    ['openai-chat', chatChunk({ delta: { content: 'a' }, logprobs: null }, { usage: null }), 1],
    ['openai-chat', chatChunk({ delta: { content: 'say "error" and [DONE' } }), 1],
    ['openai-chat', chatChunk({ delta: { content: '' } }), 0],
    ['openai-chat', chatChunk({ delta: { content: 'a' }, finish_reason: 'stop' }), 0],
    ['anthropic-messages', event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: 'a' } }), 1],
    ['anthropic-messages', event('message_stop', {}), 0],
    ['openai-responses', event('response.output_text.delta', { ...place, delta: 'a', logprobs: [] }), 1],
    ['openai-responses', event('response.completed', { response: {} }), 0],
  ])('%s: %j is %d', (dialect, body, expected) => {
    expect(countPlainTexts(dialect, toSseFrame(body))).toBe(expected)
    expect(countPlainTexts(dialect, toSseFrame(body).repeat(3))).toBe(3 * expected)
  })
})
