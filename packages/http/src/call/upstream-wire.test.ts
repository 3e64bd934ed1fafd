import { createCatalog, createRouter, RouteError, tier, type ModelCard, type RouteRequest } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { httpDialect } from '../reply/http-dialect.ts'
import { createEmbeddingsCall } from './create-embeddings-call.ts'
import { createUpstreamCall, type UpstreamCallOptions } from './create-upstream-call.ts'
import { embeddingsDialect } from './embeddings-dialect.ts'
import type { Transport } from './transport.ts'
import type { DialectName, Upstream } from './upstream.ts'

const card: ModelCard = {
  id: 'v/m',
  name: 'M',
  vendor: 'v',
  contextTokens: 100_000,
  maxOutputTokens: 1_000,
  capabilities: {},
  inputModalities: ['text'],
  outputModalities: ['text', 'embedding'],
  licence: 'MIT',
  openWeights: true,
  jurisdiction: 'EU',
  prices: [
    {
      provider: 'v',
      periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: 1, outputPerMillionUsd: 2 }] }],
    },
  ],
  sources: {},
}

const router = createRouter({
  catalog: createCatalog({ version: 'test', models: [card] }),
  targets: [{ id: 't', model: 'v/m', upstream: 'u', as: 'wire-m' }],
  tiers: [{ name: 'economy', targets: ['t'] }],
  strategy: tier('economy'),
  execution: { maxAttempts: 1 },
})

const request: RouteRequest = { id: 'r', task: 'qa', messages: [{ role: 'user', content: 'Hello' }] }

interface Sent {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A provider that answers one thing. */
function fakeTransport(text: string, status = 200, type = 'application/json'): Transport & { readonly sent: Sent[] } {
  const sent: Sent[] = []
  const transport: Transport = async (url, { headers, body }) => {
    sent.push({ url, headers, body })
    const chunks = [new TextEncoder().encode(text)]
    return {
      status,
      headers: { 'content-type': type, 'x-echo': headers['authorization'] ?? headers['x-api-key'] ?? '' },
      body: { next: async () => chunks.shift(), cancel: () => {} },
    }
  }
  return Object.assign(transport, { sent })
}

const upstreamFor = (dialect: DialectName): Upstream => ({
  name: 'u',
  dialect,
  baseUrl: 'https://u.example/v1/',
  apiKey: 'sk-secret-key',
  headers: { 'X-Planted': 'planted-secret' },
})

const said: Readonly<Record<DialectName, string>> = {
  'openai-chat': '{"choices":[{"index":0,"message":{"content":"Hi"},"finish_reason":"stop"}],"odd":1}',
  'openai-responses':
    '{"object":"response","status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"Hi"}]}]}',
  'anthropic-messages': '{"type":"message","content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn"}',
}

async function ask(transport: Transport, dialect: DialectName, options: Partial<UpstreamCallOptions> = {}) {
  const call = createUpstreamCall({ upstreams: [upstreamFor(dialect)], request, transport, ...options })
  return router.run(request, call, { dialect: httpDialect })
}

describe.each(['openai-chat', 'openai-responses', 'anthropic-messages'] as const)('%s', (dialect) => {
  const json = { odd: { kept: [1, null] }, model: 'auto', messages: [], max_tokens: 7, max_output_tokens: 7, last: 'x' }

  it("the client's own body goes to its own dialect, with another model; the reply keeps its own text", async () => {
    const transport = fakeTransport(said[dialect])
    const { parts } = await ask(transport, dialect, { client: { dialect, json } })
    expect(transport.sent[0]?.body).toBe(JSON.stringify({ ...json, model: 'wire-m' }))
    expect(parts).toMatchObject([{ kind: 'body', raw: said[dialect] }])
  })

  it("a client of another dialect is written in the target's", async () => {
    const transport = fakeTransport(said[dialect])
    const other = dialect === 'openai-chat' ? 'anthropic-messages' : 'openai-chat'
    await ask(transport, dialect, { client: { dialect: other, json } })
    const body = JSON.parse(transport.sent[0]?.body ?? '') as Record<string, unknown>
    expect(body).toMatchObject({ model: 'wire-m' })
    expect(body).not.toHaveProperty('odd')
  })

  it('keys go into headers, protocol headers only to Anthropic from Anthropic', async () => {
    const transport = fakeTransport(said[dialect])
    const protocolHeaders = {
      'anthropic-beta': 'b-1',
      'anthropic-version': '2026-10-21',
      authorization: 'Bearer mine',
      host: 'evil.example',
    }
    await ask(transport, dialect, { client: { dialect, json }, protocolHeaders })
    const headers = transport.sent[0]?.headers
    expect(headers).toEqual({
      'content-type': 'application/json',
      'x-planted': 'planted-secret',
      'x-signalbox-attempt': 'r/1',
      ...(dialect === 'anthropic-messages'
        ? { 'x-api-key': 'sk-secret-key', 'anthropic-beta': 'b-1', 'anthropic-version': '2026-10-21' }
        : { authorization: 'Bearer sk-secret-key' }),
    })
    expect(JSON.stringify(transport.sent[0]?.url)).not.toContain('secret')
  })

  const secretWords = 'sk-secret-key and planted-secret'
  const body = JSON.stringify({ error: { message: secretWords, code: secretWords, type: secretWords } })
  it.each([
    ['a refusal', body, 401, 'application/json'],
    ['an error inside a 200', body, 200, 'application/json'],
    ['an error inside a stream', `data: ${body}\n\n`, 200, 'text/event-stream'],
    ['a page', `<html>${secretWords}`, 502, 'text/html'],
  ])('%s that repeats our secrets tells none', async (_, text, status, type) => {
    const error = await ask(fakeTransport(text, status, type), dialect, { stream: true }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    if (!RouteError.isInstance(error)) throw new Error('It did not fail.')
    const told = [error.message, JSON.stringify(error.outcome), ...error.errors.flatMap(flatten)].join('\n')
    expect(told).not.toMatch(/sk-secret-key|planted-secret/)
  })

  it('a transport that quotes a header tells none', async () => {
    const transport: Transport = async (_url, { headers }) => {
      throw new TypeError(`Headers.append: ${JSON.stringify(headers)} is an invalid header value.`)
    }
    const error: unknown = await ask(transport, dialect).catch((thrown: unknown) => thrown)
    if (!RouteError.isInstance(error)) throw new Error('It did not fail.')
    expect(error.errors.flatMap(flatten).join('\n')).not.toMatch(/sk-secret-key|planted-secret/)
  })
})

it('Anthropic: a client without a limit gets as long an answer as the model gives', async () => {
  const transport = fakeTransport(said['anthropic-messages'])
  await ask(transport, 'anthropic-messages', { client: { dialect: 'openai-chat', json: {} } })
  expect(JSON.parse(transport.sent[0]?.body ?? '')).toMatchObject({ max_tokens: 1_000 })
})

it.each<[string, DialectName, string | undefined, object, object]>([
  [
    'Anthropic',
    'anthropic-messages',
    'v/m',
    {
      max_tokens: 1,
      messages: [{ role: 'assistant', content: [{ type: 'thinking', thinking: 'hm', signature: '' }, 1] }],
    },
    { max_tokens: 1, messages: [{ role: 'assistant', content: [1] }] },
  ],
  [
    'responses',
    'openai-responses',
    undefined,
    { input: [{ type: 'reasoning', id: 'rs_signalbox_1' }, 1] },
    { input: [1] },
  ],
])('thinking that we wrote ourselves is not sent, whoever made it: %s', async (_, dialect, maker, json, expected) => {
  const transport = fakeTransport(said[dialect])
  await ask(transport, dialect, { client: { dialect, maker, json: { ...json } } })
  expect(JSON.parse(transport.sent[0]?.body ?? '')).toEqual({ ...expected, model: 'wire-m' })
})

it.each([
  ['its maker', 'v/m', 'https://u.example/v1', true],
  ['who may be its maker', undefined, 'https://u.example/v1', true],
  ['another model', 'v/other', 'https://u.example/v1', false],
  ['OpenAI, which shows none', undefined, 'https://api.openai.com/v1', false],
])('thinking goes back with its calls to %s: %s', async (_, maker, baseUrl, isSent) => {
  const transport = fakeTransport(said['openai-chat'])
  const messages = [
    { role: 'assistant', content: [{ type: 'tool-call', id: 'c', name: 'f', argumentsJson: '{}' }], reasoning: 'hm' },
    { role: 'tool', content: [{ type: 'tool-result', id: 'c', text: 'done' }] },
  ] as const
  await ask(transport, 'openai-chat', {
    upstreams: [{ ...upstreamFor('openai-chat'), baseUrl }],
    request: { messages },
    client: { dialect: 'anthropic-messages', json: {}, maker },
  })
  expect(transport.sent[0]?.body.includes('"reasoning_content":"hm"')).toBe(isSent)
})

describe('embeddings', () => {
  const wanted: RouteRequest = { id: 'r', model: 't', task: 'embed', output: 'embedding', messages: request.messages }
  const vectors =
    '{"object":"list","data":[{"index":0,"embedding":[0.5]}],"model":"wire-m","usage":{"prompt_tokens":5}}'
  const run = (dialect: DialectName, transport: Transport, json: Record<string, unknown> = { input: 'Hello' }) =>
    router.run(wanted, createEmbeddingsCall({ json, request: wanted, upstreams: [upstreamFor(dialect)], transport }), {
      dialect: embeddingsDialect,
    })

  it.each(['openai-chat', 'openai-responses'] as const)('%s: the JSON as it came, another model', async (dialect) => {
    const transport = fakeTransport(vectors)
    const json = { model: 'text-embedding', input: ['a', 'b'], dimensions: 8, odd: true }
    const { reply, outcome } = await run(dialect, transport, json)
    expect(transport.sent).toMatchObject([
      { url: 'https://u.example/v1/embeddings', body: JSON.stringify({ ...json, model: 'wire-m' }) },
    ])
    expect(reply).toEqual({ kind: 'body', dialect: 'openai-embeddings', raw: vectors, body: JSON.parse(vectors) })
    // 5 tokens at a dollar a million; nothing comes out that costs.
    expect(outcome).toMatchObject({ usage: { inputTokens: 5, outputTokens: 0 }, cost: { nanoUsd: 5_000 } })
  })

  it.each<[string, DialectName, string, RegExp]>([
    ['Anthropic has none', 'anthropic-messages', vectors, /has no embeddings/],
    ['an error inside a 200', 'openai-chat', '{"error":{"message":"no such model"}}', /no such model/],
    ['something else', 'openai-chat', '{"object":"list"}', /./],
  ])('%s', async (_, dialect, text, message) => {
    const error: unknown = await run(dialect, fakeTransport(text)).catch((thrown: unknown) => thrown)
    if (!RouteError.isInstance(error)) throw new Error('It did not fail.')
    expect(JSON.stringify([error.outcome, error.errors.map(String)])).toMatch(message)
  })
})

/** All that an error holds, its causes included. */
function flatten(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [String(error)]
  return [error.stack ?? '', JSON.stringify(error), ...(error.cause === undefined ? [] : flatten(error.cause))]
}
