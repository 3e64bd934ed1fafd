import { describe, expect, test } from 'vitest'
import type { Json } from './json-fields.ts'
import { openaiRows } from './openai-rows.ts'

const toPast = (json: Json) => openaiRows.toPast({ place: 'log:1', name: 'line 1', json })
const messages = [{ role: 'user', content: 'Translate to French: good morning' }]
const chat = { model: 'gpt-5.5', messages }
const usage = { prompt_tokens: 1_000, completion_tokens: 100, prompt_tokens_details: { cached_tokens: 500 } }
const completion = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_782_900_000,
  model: 'gpt-5.5-2026-04-23',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Bonjour' } }],
  usage,
}

describe('a request', () => {
  test.each<[string, Json, string]>([
    ['of chat completions', chat, 'line 1'],
    ['of responses', { model: 'gpt-5.5', input: 'Hi', instructions: 'Be short' }, 'line 1'],
    ['of messages', { model: 'claude', system: 'Be short', messages, max_tokens: 10 }, 'line 1'],
    ['in a batch', { custom_id: 'c1', method: 'POST', url: '/v1/chat/completions', body: chat }, 'c1'],
    ['in a log', { id: 7, request: chat, response: completion }, '7'],
    ['in a log, by the reply', { request: chat, response: completion }, 'chatcmpl-1'],
    ['in a log of calls', { request: { url: 'https://…', body: chat }, response: { status: 200 } }, 'line 1'],
    ['as text in a table', { request_id: 'r', request: JSON.stringify(chat), response: '{}' }, 'r'],
  ])('%s', (_, row, id) => {
    expect(openaiRows.reads(row)).toBe(true)
    const past = toPast(row)
    expect([past.id, past.request.id]).toEqual([id, id])
    expect(past.request.messages.length).toBeGreaterThan(0)
  })

  test.each<[string, Json, string, RegExp]>([
    [
      'what a batch answered',
      { custom_id: 'c1', response: { status_code: 200, body: completion } },
      'no request',
      /join/,
    ],
    [
      'embeddings by address',
      { custom_id: 'c1', url: '/v1/embeddings', body: { input: 'x' } },
      'no chat',
      /embeddings/,
    ],
    ['embeddings by field', { model: 'm', input: ['x'], encoding_format: 'float' }, 'no chat', /embeddings/],
    ['embeddings by model', { model: 'text-embedding-3-small', input: 'x' }, 'no chat', /embeddings/],
    ['messages of nobody', { messages: [{ role: 'user', content: 7 }] }, 'no request', /log:1: /],
    [
      'a key that reaches a prototype',
      { messages, metadata: JSON.parse('{"__proto__":1}') as unknown },
      'no request',
      /accepted/,
    ],
    [
      'nested without end',
      { messages, metadata: JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown },
      'no request',
      /nested/,
    ],
  ])('is none: %s', (_, row, kind, says) => {
    expect(openaiRows.reads(row)).toBe(true)
    expect(() => toPast(row)).toThrow(expect.objectContaining({ kind, message: expect.stringMatching(says) as string }))
  })
})

describe('what happened', () => {
  test('a reply: who answered, what it said, its tokens, and their list price, cached input as cached', () => {
    const { actual, answers, atMs } = toPast({ request: chat, response: completion })
    expect(atMs).toBe(completion.created * 1000)
    // 500 tokens at $5, 500 cached at $0.50, 100 at $30 per million.
    expect(actual).toMatchObject({ kind: 'served', servedModel: 'openai/gpt-5.5', costNanoUsd: 5_750_000 })
    expect(answers).toMatchObject([
      {
        by: { model: 'openai/gpt-5.5' },
        inputTokens: 1_000,
        outputTokens: 100,
        reply: { text: 'Bonjour', finish: { reason: 'stop' } },
      },
    ])
  })

  test.each<[string, unknown, string, string]>([
    [
      'chunks of a stream',
      [
        {
          object: 'chat.completion.chunk',
          model: 'gpt-5.5',
          created: 1_782_900_000,
          choices: [{ index: 0, delta: { content: 'Bon' } }],
        },
        {
          object: 'chat.completion.chunk',
          choices: [{ index: 0, delta: { content: 'jour' }, finish_reason: 'length' }],
        },
      ],
      'Bonjour',
      'length',
    ],
    [
      'a response',
      {
        object: 'response',
        model: 'gpt-5.5',
        status: 'completed',
        output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Salut' }] }],
        usage: { input_tokens: 3, output_tokens: 1 },
      },
      'Salut',
      'stop',
    ],
    [
      'a message',
      {
        type: 'message',
        model: 'claude-sonnet-4-6',
        content: [{ type: 'text', text: 'Allô' }],
        stop_reason: 'max_tokens',
        usage: {},
      },
      'Allô',
      'length',
    ],
  ])('%s', (_, response, text, reason) => {
    expect(toPast({ request: chat, response }).answers[0]?.reply).toMatchObject({ text, finish: { reason } })
  })

  test('a tool call is an answer', () => {
    const message = {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 't', function: { name: 'f', arguments: '{}' } }],
    }
    const response = { ...completion, choices: [{ index: 0, finish_reason: 'tool_calls', message }] }
    expect(toPast({ request: chat, response }).answers[0]?.reply).toMatchObject({
      toolCalls: [{ name: 'f', argumentsJson: '{}' }],
      finish: { reason: 'tool-calls' },
    })
  })

  test.each<[string, Json]>([
    ['an error as the reply', { request: chat, response: { error: { message: 'no' } } }],
    ['a status', { custom_id: 'c', body: chat, response: { status_code: 429, body: { error: null } } }],
    ['an error beside it', { body: chat, response: { status_code: 200, body: completion }, error: { code: 'x' } }],
  ])('a failure: %s', (_, row) => {
    const { actual, answers } = toPast(row)
    expect(actual).toMatchObject({ kind: 'failed', servedModel: undefined })
    expect(answers).toEqual([])
  })

  test('of an unknown model: its name and its tokens, no cost', () => {
    const { actual, answers } = toPast({ request: chat, response: { ...completion, model: 'our-own-7b' } })
    expect(actual).toMatchObject({ servedModel: 'our-own-7b', costNanoUsd: undefined, isCostLowerBound: true })
    expect(answers).toMatchObject([{ by: { model: 'our-own-7b' }, inputTokens: 1_000 }])
  })

  test('is not known of a request alone', () => {
    expect(openaiRows.saysWhatHappened(chat)).toBe(false)
    expect(toPast(chat)).toMatchObject({ actual: undefined, answers: [], atMs: undefined })
  })
})
