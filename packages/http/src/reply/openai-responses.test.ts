import { describe, expect, it } from 'vitest'
import { fromEvents } from './events-part.ts'
import { openReader } from './open-reader.ts'
import { splice } from './splice.ts'
import { toOpenaiResponsesBody } from '../request/to-openai-responses-body.ts'
import type { HttpPart } from './http-part.ts'

const wire = { model: 'm', stream: true }

describe('the body', () => {
  it('sends the whole conversation, and asks the provider to keep none of it', () => {
    const body = toOpenaiResponsesBody(
      {
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: [{ type: 'text', text: 'Look' }] },
          {
            role: 'assistant',
            content: [
              { type: 'text', text: 'So.' },
              { type: 'tool-call', id: 'c', name: 'look', argumentsJson: '{}' },
            ],
          },
          { role: 'tool', content: [{ type: 'tool-result', id: 'c', text: 'seen' }] },
        ],
        tools: [{ name: 'look', description: 'Looks.' }],
        toolChoice: { name: 'look' },
      },
      { ...wire, maxOutputTokens: 9 },
    )
    expect(body).toEqual({
      model: 'm',
      store: false,
      stream: true,
      max_output_tokens: 9,
      input: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Look' },
        { role: 'assistant', content: 'So.' },
        { type: 'function_call', call_id: 'c', name: 'look', arguments: '{}' },
        { type: 'function_call_output', call_id: 'c', output: 'seen' },
      ],
      tools: [
        {
          type: 'function',
          name: 'look',
          description: 'Looks.',
          parameters: { type: 'object', properties: {} },
          strict: false,
        },
      ],
      tool_choice: { type: 'function', name: 'look' },
    })
  })

  it('puts a judge its own question', () => {
    const ask = { kind: 'judge', system: 'Is it good?', prompt: 'An answer', maxOutputTokens: 20 } as const
    expect(toOpenaiResponsesBody({ messages: [] }, { model: 'm', stream: false, ask, maxOutputTokens: 20 })).toEqual({
      model: 'm',
      store: false,
      max_output_tokens: 20,
      instructions: 'Is it good?',
      input: 'An answer',
    })
  })
})

describe('what a part says', () => {
  const seen = (event: object): readonly unknown[] => {
    const noted: unknown[] = []
    const note =
      (name: string) =>
      (...values: unknown[]): void =>
        void noted.push([name, ...values.filter((value) => value !== undefined)])
    openReader('openai-responses').read(
      fromEvents('openai-responses', [{ event: undefined, data: JSON.stringify(event) }]),
      {
        wantsText: true,
        content: note('content'),
        toolCall: note('toolCall'),
        logprobs: () => {},
        usage: note('usage'),
        servedModel: note('model'),
        account: note('account'),
        end: note('end'),
        failed: (error) => note('failed')((error as Error).message),
      },
    )
    return noted
  }

  it.each<[string, object, unknown]>([
    ['a start', { type: 'response.created', response: { model: 'm', status: 'in_progress' } }, [['model', 'm']]],
    ['an empty message', { type: 'response.output_item.added', item: { type: 'message' } }, []],
    ['a call that begins', { type: 'response.output_item.added', item: { type: 'function_call' } }, [['content']]],
    ['text', { type: 'response.output_text.delta', delta: 'a' }, [['content', 'a']]],
    ['no text', { type: 'response.output_text.delta', delta: '' }, []],
    ['a refusal', { type: 'response.refusal.delta', delta: 'No.' }, [['content', 'No.']]],
    ['reasoning', { type: 'response.reasoning_summary_text.delta', delta: 'hm' }, [['content']]],
    [
      'a whole call',
      { type: 'response.output_item.done', item: { type: 'function_call', name: 'f', arguments: '{}' } },
      [['content'], ['content'], ['toolCall', 'f', '{}']],
    ],
    [
      'the end',
      { type: 'response.completed', response: { model: 'm', status: 'completed' } },
      [
        ['model', 'm'],
        ['end', { reason: 'stop', raw: 'completed' }],
      ],
    ],
    [
      'a limit',
      {
        type: 'response.incomplete',
        response: { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } },
      },
      [['end', { reason: 'length', raw: 'incomplete' }]],
    ],
    [
      'a failure',
      { type: 'response.failed', response: { status: 'failed', error: { code: 'server_error', message: 'broken' } } },
      [['failed', 'broken']],
    ],
    ['an error', { type: 'error', code: 'rate_limit_exceeded', message: 'slow down' }, [['failed', 'slow down']]],
    ['nonsense', { type: 'response.completed', response: 5 }, []],
    ['a kind yet to come', { type: 'response.hologram' }, [['content']]],
  ])('%s', (_what, event, expected) => {
    expect(seen(event)).toEqual(expected)
  })
})

describe('resumed by another attempt', () => {
  const frame = (body: object): HttpPart =>
    fromEvents('openai-responses', [{ event: undefined, data: JSON.stringify(body) }])

  it.each<[string, object, number, object | undefined]>([
    ['its start is dropped', { type: 'response.created' }, 0, undefined],
    [
      'its message is the one that is open',
      { type: 'response.output_item.added', item: { type: 'message' } },
      0,
      undefined,
    ],
    [
      'text the caller has is cut away',
      { type: 'response.output_text.delta', delta: 'abc' },
      2,
      { type: 'response.output_text.delta', delta: 'c' },
    ],
    ['all of it', { type: 'response.output_text.delta', delta: 'abc' }, 3, undefined],
    [
      'a call stays',
      { type: 'response.output_item.added', item: { type: 'function_call' } },
      0,
      { type: 'response.output_item.added', item: { type: 'function_call' } },
    ],
  ])('%s', (_what, event, skip, expected) => {
    expect(splice([], frame(event), skip)).toEqual(expected === undefined ? [] : [frame(expected)])
  })
})
