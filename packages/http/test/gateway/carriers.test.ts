import {
  createCatalog,
  createMemoryLedger,
  createRouter,
  fallbacks,
  type LedgerStore,
  type Target,
} from '@signalbox/core'
import { createHttpGateway, fetchTransport, type Carrier, type DialectName } from '@signalbox/http'
import { describe, expect, it } from 'vitest'
import { createGatewayWorld } from './world.ts'

/** Strips `api_base` and hands alternates on, as those of the bridge do. */
const carrier: Carrier = {
  name: 'litellm',
  takesAlternates: true,
  toBody: ({ api_base: _, ...body }, { alternates }) => ({ ...body, fallbacks: alternates }),
  passHeaders: ['x-litellm-tags'],
  readHead: (headers) => ({
    costUsd: Number(headers['x-litellm-response-cost']),
    model: headers['x-litellm-model-group'],
  }),
}

type Sent = { model: string; fallbacks?: string[]; api_base?: string }
type Answer = (body: Sent, n: number) => Response

function pooled(dialect: DialectName, answer: Answer, carried: Carrier | undefined = carrier) {
  const sent: Sent[] = []
  const prices = [
    { provider: 'v', periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: 1, outputPerMillionUsd: 1 }] }] },
  ]
  const card = (id: string) => ({
    id,
    name: id,
    vendor: 'v',
    contextTokens: 100_000,
    capabilities: { tools: true },
    prices,
    sources: {},
    inputModalities: ['text' as const],
    outputModalities: [id === 'v/e' ? ('embedding' as const) : ('text' as const)],
  })
  const ledger = createMemoryLedger()
  const target = (id: string): Target => ({
    id,
    model: `v/${id}`,
    upstream: 'u',
    ...(id !== 'e' && { pool: { name: 'u' } }),
  })
  const gateway = createHttpGateway({
    router: createRouter({
      catalog: createCatalog({ version: 't', models: ['v/a', 'v/b', 'v/e'].map(card) }),
      targets: ['a', 'b', 'e'].map(target),
      tiers: [{ name: 'one', targets: ['a', 'b'] }],
      strategy: fallbacks({ first: 'one' }),
      execution: { maxRetriesPerTarget: 0 },
      ledger,
    }),
    upstreams: [{ name: 'u', dialect, baseUrl: 'http://u.test/v1', carrier: carried, apiKey: 'key-of-the-proxy' }],
    transport: fetchTransport(async (_, init) => {
      const body = JSON.parse(String(init?.body)) as Sent
      sent.push(body)
      return answer(body, sent.length)
    }),
  })
  const post = (path: string, body: unknown) =>
    gateway.fetch(
      new Request(`http://gateway.test${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    )
  return { sent, ledger, post }
}

const headers = { 'content-type': 'application/json', 'x-litellm-model-group': 'b', 'x-litellm-response-cost': '0.5' }

describe('embeddings through a carrier', () => {
  const vectors = () =>
    new Response(JSON.stringify({ data: [], model: 'e', usage: { prompt_tokens: 1, total_tokens: 1 } }), { headers })
  it('no client says where it sends a call, and what it charges is counted', async () => {
    const world = pooled('openai-chat', vectors)
    await world.post('/v1/embeddings', { model: 'v/e', input: 'x', api_base: 'http://thief.test' })
    expect(world.sent[0]).not.toHaveProperty('api_base')
    expect(world.ledger.settlements).toMatchObject([{ reportedCostNanoUsd: 500_000_000 }])
  })
  it('no client says where it sends a question for tokens', async () => {
    const world = pooled('anthropic-messages', () => new Response('{"input_tokens":1}', { headers }))
    await world.post('/v1/messages/count_tokens', {
      model: 'auto',
      messages: [{ role: 'user', content: 'x' }],
      api_base: 'http://thief.test',
    })
    expect(world.sent[0]).not.toHaveProperty('api_base')
  })
})

it('a stream that an alternate answered is remembered as its turn', async () => {
  const done = {
    type: 'response.completed',
    response: {
      id: 'resp_1',
      status: 'completed',
      model: 'b',
      output: [],
      usage: { input_tokens: 1, output_tokens: 1 },
    },
  }
  const text = [
    { type: 'response.created', response: { id: 'resp_1', model: 'b' } },
    { type: 'response.output_text.delta', delta: 'x' },
    done,
  ]
    .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    .join('')
  const world = pooled(
    'openai-responses',
    () => new Response(text, { headers: { ...headers, 'content-type': 'text/event-stream' } }),
  )
  await (await world.post('/v1/responses', { model: 'auto', input: 'x', stream: true })).text()
  await (
    await world.post('/v1/responses', { model: 'auto', input: 'y', stream: true, previous_response_id: 'resp_1' })
  ).text()
  expect(world.sent.map(({ model }) => model)).toEqual(['a', 'b'])
})

it('what its maker has signed goes to no alternate', async () => {
  const call = { type: 'tool_use', id: 'call_1', name: 'look', input: {} }
  const whole = {
    id: 'm',
    type: 'message',
    role: 'assistant',
    model: 'a',
    content: [call],
    stop_reason: 'tool_use',
    usage: { input_tokens: 1, output_tokens: 1 },
  }
  const world = pooled(
    'anthropic-messages',
    () =>
      new Response(JSON.stringify(whole), {
        headers: { 'content-type': 'application/json', 'x-litellm-response-cost': '0' },
      }),
  )
  const base = { model: 'auto', max_tokens: 10, tools: [{ name: 'look', input_schema: { type: 'object' } }] }
  const user = { role: 'user', content: 'x' }
  await world.post('/v1/messages', { ...base, messages: [user] })
  const thinking = { type: 'thinking', thinking: 't', signature: 'signed' }
  const result = { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call_1', content: 'y' }] }
  await world.post('/v1/messages', {
    ...base,
    messages: [user, { role: 'assistant', content: [thinking, call] }, result],
  })
  const second = world.sent[1]
  expect(JSON.stringify(second)).toContain('"signed"')
  expect(second?.fallbacks).toEqual([])
})

it('a pool where no carrier stands: the others are called on their own (invariant 7)', async () => {
  const answered = { id: 'c', model: 'b', choices: [{ index: 0, message: { content: 'fine' }, finish_reason: 'stop' }] }
  const world = pooled(
    'openai-chat',
    ({ model }) =>
      model === 'a'
        ? new Response('{"error":{"message":"down"}}', { status: 503 })
        : new Response(JSON.stringify(answered), { headers }),
    { name: 'none', toBody: (body) => body },
  )
  const response = await world.post('/v1/chat/completions', {
    model: 'auto',
    messages: [{ role: 'user', content: 'x' }],
  })
  expect(response.status).toBe(200)
})

it('null in a field of a carrier says nothing to a provider that does not know it', async () => {
  const world = createGatewayWorld()
  await world.post('/v1/chat/completions', {
    model: 'auto',
    messages: [{ role: 'user', content: 'x' }],
    models: null,
    provider: null,
  })
  expect(world.small.requests[0]?.body).not.toHaveProperty('provider')
})

it("a carrier's fields reach no Anthropic provider either", async () => {
  const world = createGatewayWorld({ small: 'anthropic-messages' })
  await world.post('/v1/messages', {
    model: 'auto',
    max_tokens: 5,
    messages: [{ role: 'user', content: 'x' }],
    num_retries: 2,
    fallbacks: ['b'],
  })
  expect(world.small.requests[0]?.body).not.toHaveProperty('fallbacks')
})

it('a limit of the operator is not sent beside that of the client', async () => {
  const world = createGatewayWorld()
  const { router } = world
  const sent: unknown[] = []
  const gateway = createHttpGateway({
    router,
    upstreams: [{ name: 'small', dialect: 'openai-chat', baseUrl: 'http://small.test/v1', body: { max_tokens: 100 } }],
    transport: fetchTransport(async (_, init) => {
      sent.push(JSON.parse(String(init?.body)))
      return new Response('{}')
    }),
  })
  await gateway.fetch(
    new Request('http://g.test/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'x' }], max_completion_tokens: 50 }),
    }),
  )
  expect(sent[0]).toMatchObject({ max_completion_tokens: 50 })
  expect(sent[0]).not.toHaveProperty('max_tokens')
})

describe('a stream with the cost that a carrier tells', () => {
  const frames = [
    { id: 'c', model: 'a', choices: [{ index: 0, delta: { content: 'x' }, finish_reason: null }] },
    { id: 'c', model: 'a', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
    // As LiteLLM 1.106 counts: with a choice that says nothing.
    {
      id: 'c',
      model: 'a',
      choices: [{ index: 0, delta: {} }],
      usage: { prompt_tokens: 1, completion_tokens: 1, cost: 0.25 },
    },
  ]
  const stream = () =>
    new Response(`${frames.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join('')}data: [DONE]\n\n`, {
      headers: { 'content-type': 'text/event-stream' },
    })
  const ask = { model: 'auto', stream: true, messages: [{ role: 'user', content: 'x' }] }
  it('a client that did not ask for usage gets none', async () => {
    expect(await (await pooled('openai-chat', stream).post('/v1/chat/completions', ask)).text()).not.toContain(
      '"usage"',
    )
  })
})

it('a drain waits for what has been answered to be settled', async () => {
  let written = false
  const slow: LedgerStore = {
    writeIntent: () => {},
    writeSettlement: () => {},
    writeOutcome: async () => {
      await new Promise((resolve) => setTimeout(resolve, 30))
      written = true
    },
  }
  const gateway = createHttpGateway({
    router: createRouter({
      catalog: createCatalog({
        version: 't',
        models: [
          {
            id: 'v/a',
            name: 'a',
            vendor: 'v',
            contextTokens: 9_000,
            capabilities: {},
            inputModalities: ['text'],
            outputModalities: ['text'],
            prices: [],
            sources: {},
          },
        ],
      }),
      targets: [{ id: 'a', model: 'v/a', upstream: 'u' }],
      tiers: [{ name: 'one', targets: ['a'] }],
      strategy: fallbacks({ first: 'one' }),
      ledger: slow,
    }),
    upstreams: [{ name: 'u', dialect: 'openai-chat', baseUrl: 'http://u.test/v1' }],
    // A stream without an end: its client leaves.
    transport: fetchTransport(
      async () =>
        new Response(
          new ReadableStream({
            start: (controller) =>
              controller.enqueue(
                new TextEncoder().encode('data: {"choices":[{"index":0,"delta":{"content":"x"}}]}\n\n'),
              ),
          }),
          { headers: { 'content-type': 'text/event-stream' } },
        ),
    ),
  })
  const body = JSON.stringify({ model: 'auto', stream: true, messages: [{ role: 'user', content: 'x' }] })
  const response = await gateway.fetch(
    new Request('http://g.test/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    }),
  )
  await response.body?.cancel()
  expect(gateway.inFlight()).toBe(0)
  await gateway.drain(5_000)
  expect(written).toBe(true)
})
