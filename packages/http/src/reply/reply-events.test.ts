import { describe, expect, it } from 'vitest'
import type { DialectName } from '../call/upstream.ts'
import { createReplyWriter } from './create-reply-writer.ts'
import { fromFrames } from './events-part.ts'
import { openReplyEvents } from './open-reply-events.ts'
import type { ReplyEvent } from './reply-event.ts'
import { toSseFrame } from './sse-frame.ts'

const read = (dialect: DialectName, bodies: readonly object[]): readonly ReplyEvent[] =>
  openReplyEvents(dialect).read(fromFrames(dialect, bodies.map((body) => toSseFrame(body)).join('')))
const delta = (value: object, rest: object = {}): object => ({ choices: [{ index: 0, delta: value, ...rest }] })
const piece = (value: object): object => delta({ tool_calls: [value] })

describe('what chat says', () => {
  it.each<[string, object[], ReplyEvent[]]>([
    [
      'who answers, once, and when it is known',
      [
        { id: '', model: '', choices: [] },
        { id: 'c', model: 'm', choices: [] },
        { id: 'c', model: 'm', choices: [] },
      ],
      [{ kind: 'start' }, { kind: 'start', id: 'c', model: 'm' }],
    ],
    ['reasoning', [delta({ reasoning_content: 'hm' })], [{ kind: 'start' }, { kind: 'reasoning', text: 'hm' }]],
    [
      'reasoning by its other name',
      [delta({ reasoning: 'hm' })],
      [{ kind: 'start' }, { kind: 'reasoning', text: 'hm' }],
    ],
    ['content that is no text', [delta({ content: [{ image: 1 }] })], [{ kind: 'start' }, { kind: 'other' }]],
    [
      'a call whose name comes in pieces, and whose index nobody says',
      [
        piece({ id: 'i', function: { name: 'fi' } }),
        piece({ function: { name: 'nd' } }),
        piece({ function: { arguments: '{}' } }),
        delta({}, { finish_reason: 'tool_calls' }),
      ],
      [
        { kind: 'start' },
        { kind: 'other' },
        { kind: 'other' },
        { kind: 'tool-start', index: 0, id: 'i', name: 'find' },
        { kind: 'tool-delta', index: 0, argumentsJson: '{}' },
        { kind: 'tool-end', index: 0 },
        { kind: 'end', finish: { reason: 'tool-calls', raw: 'tool_calls' } },
      ],
    ],
    [
      'arguments that are an object',
      [piece({ id: 'i', function: { name: 'f', arguments: { a: 1 } } })],
      [
        { kind: 'start' },
        { kind: 'tool-start', index: 0, id: 'i', name: 'f' },
        { kind: 'tool-delta', index: 0, argumentsJson: '{"a":1}' },
      ],
    ],
    [
      'tokens and what else they could have been',
      [
        delta(
          { content: 'a' },
          {
            logprobs: {
              content: [{ token: 'a', logprob: -1, bytes: [97], top_logprobs: [{ token: 'b', logprob: -2 }] }],
            },
          },
        ),
      ],
      [
        { kind: 'start' },
        {
          kind: 'text',
          text: 'a',
          logprobs: [{ token: 'a', logprob: -1, bytes: [97], top: [{ token: 'b', logprob: -2 }] }],
        },
      ],
    ],
  ])('%s', (_what, bodies, expected) => {
    expect(read('openai-chat', bodies)).toEqual(expected)
  })

  it('that it is over, without saying why', () => {
    expect(openReplyEvents('openai-chat').read(fromFrames('openai-chat', 'data: [DONE]\n\n'))).toEqual([
      { kind: 'end', finish: { reason: 'interrupted', raw: '[DONE]' } },
    ])
  })
})

describe('what Anthropic says', () => {
  it('a stop sequence', () => {
    const stop = { type: 'message_delta', delta: { stop_reason: 'stop_sequence', stop_sequence: 'END' } }
    expect(read('anthropic-messages', [stop, { type: 'message_stop' }])).toEqual([
      { kind: 'end', finish: { reason: 'stop', raw: 'stop_sequence' }, stopSequence: 'END' },
    ])
  })

  it('a call without arguments has empty ones', () => {
    const block = { type: 'tool_use', id: 'i', name: 'now', input: {} }
    const bodies = [
      { type: 'content_block_start', index: 3, content_block: block },
      { type: 'content_block_delta', index: 3, delta: { type: 'input_json_delta', partial_json: '' } },
      { type: 'content_block_stop', index: 3 },
    ]
    expect(read('anthropic-messages', bodies)).toEqual([
      { kind: 'tool-start', index: 0, id: 'i', name: 'now' },
      { kind: 'other' },
      { kind: 'tool-delta', index: 0, argumentsJson: '{}' },
      { kind: 'tool-end', index: 0 },
    ])
  })
})

describe('what a provider leaves open', () => {
  const options = { id: 'req', model: 'm', createdSeconds: 1, wantsUsage: false }
  const call: readonly ReplyEvent[] = [
    { kind: 'tool-start', index: 0, id: '', name: 'f' },
    { kind: 'tool-delta', index: 0, argumentsJson: '[1' },
    { kind: 'tool-end', index: 0 },
    { kind: 'end', finish: { reason: 'stop' } },
  ]

  it('is filled in: an id, and a stop that is a call', () => {
    expect(createReplyWriter('openai-chat', options).body(call)).toMatchObject({
      id: 'req',
      model: 'm',
      choices: [{ finish_reason: 'tool_calls', message: { content: null, tool_calls: [{ id: 'call_req_0' }] } }],
    })
  })

  it('arguments that are no object are kept', () => {
    expect(createReplyWriter('anthropic-messages', options).body(call)).toMatchObject({
      stop_reason: 'tool_use',
      content: [{ type: 'tool_use', input: { raw: '[1' } }],
    })
  })

  it('a stop sequence is told where there is a word for it', () => {
    const events: readonly ReplyEvent[] = [{ kind: 'end', finish: { reason: 'stop' }, stopSequence: 'END' }]
    expect(createReplyWriter('anthropic-messages', options).body(events)).toMatchObject({
      stop_reason: 'stop_sequence',
      stop_sequence: 'END',
    })
  })
})

describe('thinking we write ourselves', () => {
  const options = { id: 'req', model: 'm', createdSeconds: 1, wantsUsage: false }
  const events: readonly ReplyEvent[] = [
    { kind: 'reasoning', text: 'hm' },
    { kind: 'end', finish: { reason: 'stop' } },
  ]
  const inBoth = (dialect: DialectName): readonly string[] => {
    const writer = createReplyWriter(dialect, options)
    return [JSON.stringify(writer.body(events)), writer.frames(events) + writer.close()]
  }

  it('is signed by nobody', () => {
    for (const text of inBoth('anthropic-messages')) expect(text).toContain('"signature":""')
  })

  it('has an id that tells', () => {
    for (const text of inBoth('openai-responses')) expect(text).toContain('"id":"rs_signalbox_req_0"')
  })
})
