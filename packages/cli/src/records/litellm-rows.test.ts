import { describe, expect, test } from 'vitest'
import type { Json } from './json-fields.ts'
import { litellmRows } from './litellm-rows.ts'

/** As the table has it: columns of JSON are text or JSON, by the way it was exported. */
const row = (more: Json = {}): Json => ({
  request_id: 'chatcmpl-1',
  call_type: 'acompletion',
  api_key: 'hash',
  spend: 0.008,
  total_tokens: 1_100,
  prompt_tokens: 1_000,
  completion_tokens: 100,
  startTime: '2026-07-01T10:00:00.000Z',
  endTime: '2026-07-01T10:00:02.500Z',
  completionStartTime: '2026-07-01T10:00:01.000Z',
  model: 'gpt-5.5',
  model_id: 'abc',
  model_group: 'smart',
  custom_llm_provider: 'openai',
  api_base: 'https://api.openai.com',
  user: 'u',
  metadata: '{}',
  cache_hit: 'False',
  cache_key: 'Cache OFF',
  request_tags: '["User-Agent: x","task:translate"]',
  team_id: 'team',
  end_user: 'someone',
  messages: '{}',
  response: '{}',
  proxy_server_request: '{}',
  session_id: 's',
  status: 'success',
  ...more,
})
const toPast = (more: Json = {}) => litellmRows.toPast({ place: 'log:1', name: 'line 1', json: row(more) })
const messages = [{ role: 'user', content: 'Translate to French: good morning' }]
const body = { model: 'smart', messages, tools: [{ type: 'function', function: { name: 'f' } }] }

test('a row without its prompt: what it was counted as, whose it was, and what became of it', () => {
  expect(litellmRows.reads(row())).toBe(true)
  expect(toPast()).toMatchObject({
    id: 'chatcmpl-1',
    atMs: Date.UTC(2026, 6, 1, 10),
    conversation: 's',
    request: {
      id: 'chatcmpl-1',
      model: 'smart',
      tenant: 'team',
      session: 's',
      messages: [],
      features: { inputTokens: 1_000, task: 'translate', taskSource: 'caller' },
    },
    actual: {
      kind: 'served',
      task: 'translate',
      servedModel: 'openai/gpt-5.5',
      costNanoUsd: 8_000_000,
      durationMs: 2_500,
    },
    answers: [
      { by: { model: 'openai/gpt-5.5' }, inputTokens: 1_000, outputTokens: 100, durationMs: 2_500, reply: undefined },
    ],
  })
})

describe('what was asked', () => {
  test.each<[string, Json]>([
    ['the body as text', { proxy_server_request: JSON.stringify(body) }],
    ['the body as JSON', { proxy_server_request: body }],
    ['the messages as text', { messages: JSON.stringify(messages) }],
    ['the messages as JSON', { messages }],
    [
      'a body of responses',
      { call_type: 'aresponses', proxy_server_request: { model: 'smart', input: 'Translate to French: good morning' } },
    ],
    [
      'a body of messages',
      { call_type: 'anthropic_messages', proxy_server_request: { model: 'smart', messages, max_tokens: 9 } },
    ],
  ])('%s', (_, more) => {
    const { request } = toPast({ ...more, request_tags: '[]' })
    expect(JSON.stringify(request.messages)).toContain('good morning')
    expect([request.model, request.task, request.features]).toEqual(['smart', undefined, undefined])
  })

  test.each<[string, Json]>([
    ['blackened', { proxy_server_request: { messages: [{ role: 'user', content: 'redacted-by-litellm' }] } }],
    ['no messages', { proxy_server_request: { messages: [] } }],
    ['a broken text', { proxy_server_request: '{"messages": [{"ro' }],
    ['of no shape', { messages: [{ role: 'nobody' }] }],
    ['nothing', { messages: null, proxy_server_request: null }],
  ])('is not kept: %s', (_, more) => {
    expect(toPast(more).request).toMatchObject({ messages: [], features: { inputTokens: 1_000 } })
  })

  test('was cut: all holds but its length, which was counted', () => {
    const cut = `Translate to French: good ... (litellm_truncated skipped 9000 chars.) ... morning`
    const { request } = toPast({
      proxy_server_request: { ...body, messages: [{ role: 'user', content: cut }] },
      request_tags: [],
    })
    expect(request.features).toMatchObject({ inputTokens: 1_000, task: 'translate', needsTools: true })
    expect(request.messages).toHaveLength(1)
  })
})

describe('what it cost', () => {
  test.each<[string, Json, number | undefined]>([
    ['as told', { spend: 0.0000012 }, 1_200],
    ['nothing: its price was not known', { spend: 0 }, undefined],
    ['nothing: it came from the cache', { spend: 0, cache_hit: 'True' }, 0],
    ['nothing: it failed', { spend: 0, status: 'failure' }, 0],
    ['unknown', { spend: null }, undefined],
    ['no amount', { spend: '0.1' }, undefined],
    ['less than nothing', { spend: -1 }, undefined],
  ])('%s', (_, more, costNanoUsd) => {
    expect(toPast(more).actual).toMatchObject({ costNanoUsd, isCostLowerBound: costNanoUsd === undefined })
  })
})

describe('what was answered', () => {
  const response = {
    object: 'chat.completion',
    model: 'x',
    choices: [{ index: 0, finish_reason: 'length', message: { role: 'assistant', content: 'Bon' } }],
  }

  test.each<[string, unknown]>([
    ['text', JSON.stringify(response)],
    ['JSON', response],
  ])('as %s', (_, kept) => {
    expect(toPast({ response: kept }).answers[0]?.reply).toMatchObject({ text: 'Bon', finish: { reason: 'length' } })
  })

  test('is nothing where it failed, whatever model was meant', () => {
    const { actual, answers } = toPast({ status: 'failure', model: 'unknown-model', response })
    expect(actual).toMatchObject({ kind: 'failed', servedModel: undefined })
    expect(answers).toEqual([])
  })

  test.each<[string, Json, string]>([
    [
      'of another vendor under its own name',
      { model: 'deepseek-v4-pro', custom_llm_provider: 'deepseek' },
      'deepseek/deepseek-v4-pro',
    ],
    ['with the host before it', { model: 'azure/gpt-5.5', custom_llm_provider: 'azure' }, 'openai/gpt-5.5'],
    ['that no catalogue has', { model: 'our-own-7b' }, 'our-own-7b'],
  ])('by a model %s', (_, more, model) => {
    expect(toPast(more).actual?.servedModel).toBe(model)
  })
})

describe('a row is passed over', () => {
  test.each<[string, Json, string]>([
    ['without id', { request_id: '' }, 'no id'],
    ['of embeddings', { call_type: 'aembedding' }, 'calls of aembedding'],
    ['of a pass-through', { call_type: 'pass_through_endpoint' }, 'calls of pass_through_endpoint'],
    ['of a health check', { team_id: 'litellm-internal-health-check' }, 'health checks'],
    ['without prompt and count', { prompt_tokens: 0 }, 'no request'],
  ])('%s', (_, more, kind) => {
    expect(() => toPast(more)).toThrow(
      expect.objectContaining({ kind, message: expect.stringContaining('log:1') as string }),
    )
  })

  test.each([
    'completion',
    'acompletion',
    'responses',
    'aresponses',
    '_aresponses_websocket',
    'anthropic_messages',
    '',
  ])('not of "%s"', (call_type) => {
    expect(toPast({ call_type }).id).toBe('chatcmpl-1')
  })
})

test('times without a zone are UTC; of times that go backwards there is no duration', () => {
  const { atMs, actual } = toPast({ startTime: '2026-07-01 10:00:00.5', endTime: '2026-07-01 09:00:00' })
  expect([atMs, actual?.durationMs]).toEqual([Date.UTC(2026, 6, 1, 10) + 500, undefined])
})
