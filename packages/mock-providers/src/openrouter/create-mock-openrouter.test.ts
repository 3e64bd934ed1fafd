import { describe, expect, it, vi } from 'vitest'
import type { Fault } from '../fault.ts'
import { createMockFetch } from '../mock-fetch.ts'
import { createMockProvider } from '../mock-provider.ts'
import type { ModelScript } from '../mock-script.ts'
import { createMockOpenrouter } from './create-mock-openrouter.ts'
import type { MockOpenrouter, MockOpenrouterOptions } from './mock-openrouter.ts'
import { toOpenrouterErrorBody } from './openrouter-error.ts'

const base = 'https://openrouter.ai/api/v1'
const messages = [{ role: 'user', content: 'Hello there' }]
const usage = { inputTokens: 1_000, outputTokens: 100, cacheReadTokens: 400 }
const script: ModelScript = { answer: { text: 'one two three', usage } }
const failing = (...faults: (Fault | undefined)[]): ModelScript => ({ ...script, faults })
const down: Fault = { kind: 'status', status: 503, message: 'down', headers: { 'retry-after': '7' } }
const free = { inputPerMillionUsd: 0, outputPerMillionUsd: 0 }
const price = { inputPerMillionUsd: 3, outputPerMillionUsd: 15, cacheReadPerMillionUsd: 0.3 }

interface Client {
  readonly mock: MockOpenrouter
  readonly post: (
    body?: Record<string, unknown>,
    headers?: Record<string, string>,
    signal?: AbortSignal,
  ) => Promise<Response>
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>
}

function connect(options: MockOpenrouterOptions): Client {
  const mock = createMockOpenrouter({ nowMs: () => 1_000_000, ...options })
  const fetch = createMockFetch({ [base]: mock })
  return {
    mock,
    post: (body = {}, headers = {}, signal = undefined) =>
      fetch(`${base}/chat/completions`, {
        method: 'POST',
        headers,
        ...(signal !== undefined && { signal }),
        body: JSON.stringify({ model: 'a/b', messages, ...body }),
      }),
    get: (path, headers = {}) => fetch(`${base}${path}`, { headers }),
  }
}

/** The data frames of a stream, parsed. */
async function readChunks(response: Response): Promise<readonly Record<string, unknown>[]> {
  const frames = (await response.text()).split('\n\n').filter((frame) => frame.startsWith('data: {'))
  return frames.map((frame) => JSON.parse(frame.slice('data: '.length)) as Record<string, unknown>)
}

describe('an answer', () => {
  it('says who gave it and what it cost', async () => {
    const { post, get } = connect({ models: { 'a/b': { endpoints: [{ provider: 'Deep Infra', price, script }] } } })
    const response = await post()
    const body = await response.json()
    expect(body).toMatchObject({
      id: 'gen-1000-openrouter1',
      provider: 'Deep Infra',
      model: 'a/b',
      choices: [{ finish_reason: 'stop', native_finish_reason: 'stop', message: { content: 'one two three' } }],
      usage: {
        prompt_tokens: 1_000,
        // 600 at 3, 400 at 0.3, 100 at 15 USD per million.
        cost: 0.00342,
        is_byok: false,
        cost_details: {
          upstream_inference_cost: null,
          upstream_inference_prompt_cost: 0.00192,
          upstream_inference_completions_cost: 0.0015,
        },
      },
    })
    expect(response.headers.get('x-generation-id')).toBe('gen-1000-openrouter1')
    expect(await (await get('/credits')).json()).toEqual({ data: { total_credits: 1_000, total_usage: 0.00342 } })
  })

  it('streams a comment first and the cost last, asked for or not', async () => {
    const { post, mock } = connect({ models: { 'a/b': { endpoints: [{ provider: 'Acme', price, script }] } } })
    const text = await (await post({ stream: true })).text()
    expect(text).toMatch(/^: OPENROUTER PROCESSING\n\ndata: \{/)
    expect(text).toMatch(/data: \[DONE\]\n\n$/)
    const chunks = await readChunks(await post({ stream: true }))
    expect(chunks.every(({ provider, id }) => provider === 'Acme' && id === 'gen-1000-openrouter2')).toBe(true)
    expect(chunks.filter((chunk) => 'usage' in chunk)).toMatchObject([{ choices: [], usage: { cost: 0.00342 } }])
    expect(mock.requests.map(({ ended, status, usage: stated }) => [ended, status, stated?.outputTokens])).toEqual([
      ['complete', 200, 100],
      ['complete', 200, 100],
    ])
  })

  it('takes a twentieth where the key is the caller’s own', async () => {
    const { post } = connect({ models: { 'a/b': { endpoints: [{ provider: 'Acme', price, script, isByok: true }] } } })
    expect(await (await post()).json()).toMatchObject({
      usage: { cost: 0.000171, is_byok: true, cost_details: { upstream_inference_cost: 0.00342 } },
    })
  })

  it('cites and bills what :online has searched', async () => {
    const endpoint = { provider: 'Acme', price: { ...price, searchUsd: 0.02 }, script }
    const { post } = connect({ models: { 'a/b': { endpoints: [endpoint] } } })
    expect(await (await post({ model: 'a/b:online' })).json()).toMatchObject({
      model: 'a/b',
      choices: [{ message: { annotations: [{ type: 'url_citation' }] } }],
      usage: {
        cost: 0.02342,
        cost_details: { server_tool_cost: 0.02 },
        server_tool_use_details: { web_search_requests: 1 },
      },
    })
  })

  it('leaves out what the provider does not know', async () => {
    const host = createMockProvider({ name: 'acme', models: { small: script } })
    const { post, mock } = connect({
      models: { 'a/b': { endpoints: [{ provider: 'Acme', host, as: 'small', supportedParameters: ['seed'] }] } },
    })
    const body = { seed: 1, top_k: 4, models: ['a/b'], provider: { sort: 'price' }, custom: true }
    await post(body, { authorization: 'Bearer secret', 'x-title': 'App', 'http-referer': 'https://app.test' })
    expect(host.requests[0]?.body).toEqual({ model: 'small', messages, seed: 1, custom: true })
    expect(mock.requests[0]).toMatchObject({
      model: 'a/b',
      prompt: 'Hello there',
      headers: { authorization: '[redacted]', 'x-title': 'App', 'http-referer': 'https://app.test' },
    })
  })

  it('tells the way it took to who asks', async () => {
    const { post } = connect({
      models: { 'a/b': { endpoints: [{ provider: 'One', script: failing(down) }] }, 'c/d': script },
    })
    expect(await (await post({ models: ['c/d'] }, { 'X-OpenRouter-Metadata': 'enabled' })).json()).toMatchObject({
      openrouter_metadata: {
        requested: 'a/b',
        strategy: 'fallback',
        attempt: 2,
        attempts: [
          { model: 'a/b', provider: 'One', status: 503 },
          { model: 'c/d', provider: 'openrouter', status: 200 },
        ],
        endpoints: { total: 2 },
      },
    })
  })
})

describe('fall-back', () => {
  it.each<[string, Fault]>([
    ['an error', down],
    ['a page of HTML', { kind: 'html', status: 502 }],
    ['a reset', { kind: 'reset' }],
    ['an address that is not there', { kind: 'unreachable', code: 'ENOTFOUND' }],
  ])('goes on after %s, to the next provider and the next model', async (_, fault) => {
    const { post, mock } = connect({
      models: {
        'a/b': {
          endpoints: [
            { provider: 'One', script: failing(fault) },
            { provider: 'Two', script: failing(fault) },
          ],
        },
        'c/d': { endpoints: [{ provider: 'Three', script, price }] },
      },
    })
    expect(await (await post({ models: ['c/d'] })).json()).toMatchObject({
      model: 'c/d',
      provider: 'Three',
      usage: { cost: 0.00342 },
    })
    expect(mock.requests).toMatchObject([{ model: 'a/b', status: 200, ended: 'complete' }])
    expect(mock.attempts.map(({ model, provider }) => `${model} ${provider}`)).toEqual([
      'a/b One',
      'a/b Two',
      'c/d Three',
    ])
  })

  it('is off when the request says so', async () => {
    const endpoints = [
      { provider: 'One', script: failing(down) },
      { provider: 'Two', script },
    ]
    const { post, mock } = connect({ models: { 'a/b': { endpoints } } })
    expect((await post({ provider: { allow_fallbacks: false } })).status).toBe(503)
    expect(mock.attempts).toEqual([{ request: 1, model: 'a/b', provider: 'One', status: 503 }])
  })

  it('tells the last error, with those before it', async () => {
    const limited: Fault = { kind: 'status', status: 429 }
    const { post } = connect({ models: { 'a/b': failing(down), 'c/d': failing(limited) } })
    const response = await post({ models: ['c/d'] })
    expect(response.status).toBe(429)
    expect(await response.json()).toMatchObject({
      error: { code: 429, metadata: { previous_errors: [{ code: 503, message: 'Provider returned error' }] } },
    })
  })

  it('does not go on once output has begun', async () => {
    const broken = failing({ kind: 'error-frame', afterTokens: 2, status: 529, message: 'Overloaded' })
    const { post, mock } = connect({ models: { 'a/b': broken, 'c/d': script } })
    const response = await post({ models: ['c/d'], stream: true })
    expect(response.status).toBe(200)
    expect((await readChunks(response)).at(-1)).toMatchObject({
      model: 'a/b',
      error: {
        code: 529,
        message: 'Overloaded',
        metadata: { error_type: 'provider_overloaded', provider_name: 'openrouter' },
      },
      choices: [{ finish_reason: 'error', delta: { content: '' } }],
    })
    expect(mock.attempts).toHaveLength(1)
  })
})

describe('a fault of a provider is told as OpenRouter tells it', () => {
  const statuses = [400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504, 524, 529]
  it.each(statuses)('%i, the provider’s own words in metadata.raw', async (status) => {
    const { post } = connect({ name: 'Acme', models: { 'a/b': failing({ kind: 'status', status, message: 'Mine' }) } })
    const response = await post()
    expect(response.status).toBe(status)
    const { error } = await response.json()
    expect(error).toMatchObject({
      code: status,
      message: 'Provider returned error',
      metadata: { provider_name: 'Acme' },
    })
    expect(JSON.parse(error.metadata.raw)).toMatchObject({ error: { message: 'Mine' } })
  })

  it('a body of the script’s own, and its hints', async () => {
    const body = '<Error>busy</Error>'
    const { post } = connect({ models: { 'a/b': failing({ ...down, body }) } })
    const response = await post()
    expect(response.headers.get('retry-after')).toBe('7')
    expect(await response.json()).toMatchObject({ error: { metadata: { raw: body } } })
  })

  it.each<[string, Fault, string]>([
    ['reset', { kind: 'reset' }, 'ECONNRESET'],
    ['unreachable', { kind: 'unreachable', code: 'ENOTFOUND' }, 'ENOTFOUND'],
    [
      'raw',
      { kind: 'raw', chunks: [], atEnd: 'reset', fetchError: { at: 'head', code: 'UND_ERR_SOCKET' } },
      'UND_ERR_SOCKET',
    ],
  ])('a connection that breaks, breaks: %s', async (_, fault, code) => {
    const { post, mock } = connect({ models: { 'a/b': failing(fault) } })
    await expect(post()).rejects.toMatchObject({ cause: { code } })
    expect(mock.attempts).toMatchObject([{ status: 0 }])
  })

  it.each<[string, Fault, RegExp]>([
    ['truncated-json', { kind: 'truncated-json' }, /"usage":$/],
    ['html with 200', { kind: 'html', status: 200 }, /^<html>/],
    ['empty', { kind: 'empty' }, /^$/],
    [
      'an error inside a 200',
      {
        kind: 'body',
        contentType: 'application/json',
        body: JSON.stringify(toOpenrouterErrorBody({ status: 502, message: 'late' })),
      },
      /^\{"error":\{"code":502,"message":"late"\}/,
    ],
  ])('a wrong body stays wrong: %s', async (_, fault, expected) => {
    const { post } = connect({ models: { 'a/b': failing(fault) } })
    const response = await post()
    expect(response.status).toBe(200)
    expect(await response.text()).toMatch(expected)
  })

  it.each<[string, Fault, RegExp]>([
    ['empty', { kind: 'empty' }, /^$/],
    ['no terminal', { kind: 'no-terminal' }, /"cost":[^\n]*\n\n$/],
    ['no usage', { kind: 'no-usage' }, /^(?!.*"cost").*\[DONE\]\n\n$/s],
    ['clean cut', { kind: 'clean-cut', afterTokens: 1 }, /"one"(?!.*"two").*\n\n$/s],
    ['malformed frame', { kind: 'malformed-frame', afterTokens: 1 }, /data: \{"id": "chatcmpl-br\n\n/],
    [
      'frames that are no chunks',
      { kind: 'frames', frames: ['\uFEFFdata: 1\n\n', 'da', 'ta: 2\n\n'] },
      /^.?data: 1\n\ndata: 2\n\n$/,
    ],
  ])('a broken stream stays broken: %s', async (_, fault, expected) => {
    const { post } = connect({ models: { 'a/b': failing(fault) } })
    expect(await (await post({ stream: true })).text()).toMatch(expected)
  })

  it('a cut stream is cut, and what it gave is paid', async () => {
    const { post, mock, get } = connect({
      models: { 'a/b': failing({ kind: 'cut', afterTokens: 2 }) },
      lookupsTooEarly: 0,
    })
    await expect((await post({ stream: true })).text()).rejects.toThrow('terminated')
    expect(mock.requests[0]?.ended).toBe('cut')
    expect(await (await get('/generation?id=gen-1000-openrouter1')).json()).toMatchObject({
      data: { cancelled: false, native_tokens_completion: 2, streamed: true, finish_reason: null },
    })
  })
})

it('a client that leaves pays for what it has had, and can look it up', async () => {
  const endpoint = { provider: 'Acme', script, price: { inputPerMillionUsd: 0, outputPerMillionUsd: 1_000_000 } }
  const { post, get, mock } = connect({ models: { 'a/b': { endpoints: [endpoint] } }, lookupsTooEarly: 0 })
  const controller = new AbortController()
  const response = await post({ stream: true }, {}, controller.signal)
  const reader = response.body?.getReader()
  // Comment, role, two words.
  for (let frame = 0; frame < 4; frame++) await reader?.read()
  controller.abort()
  await expect(reader?.read()).rejects.toThrow('aborted')
  await vi.waitFor(() => expect(mock.requests[0]?.ended).toBe('aborted'))
  expect(await (await get('/generation?id=gen-1000-openrouter1')).json()).toMatchObject({
    data: { cancelled: true, native_tokens_completion: 2, total_cost: 2, finish_reason: null },
  })
})

describe('the account', () => {
  const paid = { 'a/b': { endpoints: [{ provider: 'Acme', price, script }] } }

  it.each<[string, MockOpenrouterOptions, Record<string, unknown>, RegExp, string]>([
    ['no credits', { models: paid, creditsUsd: 0 }, {}, /^Insufficient credits/, 'openrouter_credits'],
    [
      'too few credits',
      { models: paid, creditsUsd: 0.003 },
      { max_tokens: 500 },
      /up to 500 .* only afford 200\./,
      'openrouter_credits',
    ],
    ['a spent key', { models: paid, keyLimitUsd: 0 }, {}, /^Key limit exceeded/, 'openrouter_key_limit'],
  ])('402: %s', async (_, options, body, message, limit_source) => {
    const response = await connect(options).post(body)
    expect(response.status).toBe(402)
    const { error } = await response.json()
    expect(error.message).toMatch(message)
    expect(error).toMatchObject({ code: 402, metadata: { limit_source } })
  })

  it('lets :free be called so often a minute and a day', async () => {
    let nowMs = 0
    const { post, get, mock } = connect({
      models: { 'a/b:free': { endpoints: [{ provider: 'Gift', script, price: free }] } },
      freeLimits: { perMinute: 1, perDay: 3 },
      creditsUsd: 0,
      nowMs: () => nowMs,
    })
    const call = async (): Promise<unknown> => {
      const response = await post({ model: 'a/b:free' })
      const { error } = await response.json()
      return [response.status, error?.message, response.headers.get('x-ratelimit-reset')]
    }
    expect(await call()).toEqual([200, undefined, null])
    expect(await call()).toEqual([429, 'Rate limit exceeded: free-models-per-min.', '60000'])
    nowMs = 60_000
    expect(await call()).toEqual([200, undefined, null])
    nowMs = 120_000
    expect(await call()).toEqual([
      429,
      'Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day',
      '86400000',
    ])
    expect(await (await get('/key')).json()).toMatchObject({
      data: { free_model_daily_requests: { limit: 3, remaining: 0, used: 3 } },
    })
    nowMs = 86_400_000
    expect(await call()).toEqual([200, undefined, null])
    mock.reset()
    expect(await call()).toEqual([200, undefined, null])
  })

  it('wants its key, but not for the list of models', async () => {
    const { post, get } = connect({ models: paid, apiKey: 'right' })
    expect(await (await post()).json()).toMatchObject({ error: { code: 401, message: 'No auth credentials found' } })
    expect((await post({}, { authorization: 'Bearer wrong' })).status).toBe(401)
    expect((await post({}, { authorization: 'Bearer right' })).status).toBe(200)
    expect((await get('/credits')).status).toBe(401)
    expect((await get('/models')).status).toBe(200)
  })
})

describe('moderation', () => {
  it('refuses with its reasons, and the next model answers', async () => {
    const moderate = ({ prompt }: { readonly prompt: string }): readonly string[] =>
      prompt.includes('knife') ? ['violence'] : []
    const { post } = connect({
      models: { 'a/b': { endpoints: [{ provider: 'Strict', script, moderate }] }, 'c/d': script },
    })
    const bad = [{ role: 'user', content: `a knife ${'x'.repeat(200)}` }]
    const response = await post({ messages: bad })
    expect(response.status).toBe(403)
    const { error } = await response.json()
    expect(error.metadata).toMatchObject({ reasons: ['violence'], provider_name: 'Strict', model_slug: 'a/b' })
    expect(error.metadata.flagged_input).toMatch(/^a knife x{40}\.\.\.x{48}$/)
    expect(await (await post({ messages: bad, models: ['c/d'] })).json()).toMatchObject({ model: 'c/d' })
    expect((await post()).status).toBe(200)
  })
})

describe('what can be looked up', () => {
  it('a generation, a little late', async () => {
    const { post, get, mock } = connect({
      models: { 'a/b': { endpoints: [{ provider: 'Acme', price, script }] } },
      lookupsTooEarly: 2,
    })
    const id = (await (await post({}, { 'http-referer': 'https://app.test' })).json()).id as string
    expect((await get(`/generation?id=${id}`)).status).toBe(404)
    expect((await get(`/generation?id=${id}`)).status).toBe(404)
    expect(await (await get(`/generation?id=${id}`)).json()).toMatchObject({
      data: {
        id,
        total_cost: 0.00342,
        provider_name: 'Acme',
        model: 'a/b',
        native_tokens_prompt: 1_000,
        native_tokens_cached: 400,
        http_referer: 'https://app.test',
        finish_reason: 'stop',
        provider_responses: [{ provider_name: 'Acme', status: 200 }],
      },
    })
    expect((await get('/generation?id=gen-none')).status).toBe(404)
    expect(mock.lookups.map(({ status }) => status)).toEqual([404, 404, 200, 404])
    expect(mock.requests).toHaveLength(1)
  })

  it('the models, with a tag that says when they change', async () => {
    const { get } = connect({
      models: {
        'a/b': { canonicalSlug: 'a/b-2026', endpoints: [{ provider: 'Acme', price, script, quantization: 'fp8' }] },
        'c/d': script,
      },
    })
    const response = await get('/models')
    const list = await response.json()
    expect(list).toMatchObject({ total_count: 2, links: { next: null } })
    expect(list.data[0]).toMatchObject({
      id: 'a/b',
      canonical_slug: 'a/b-2026',
      pricing: { prompt: '0.000003', completion: '0.000015', input_cache_read: '0.0000003' },
    })
    const etag = response.headers.get('etag') ?? ''
    expect((await get('/models', { 'if-none-match': etag })).status).toBe(304)
    const other = connect({ models: { 'c/d': script } })
    expect((await other.get('/models', { 'if-none-match': etag })).status).toBe(200)
    expect((await (await get('/models?limit=1&offset=1')).json()).data).toMatchObject([{ id: 'c/d' }])
    expect(await (await get('/models/a/b/endpoints')).json()).toMatchObject({
      data: { id: 'a/b', endpoints: [{ tag: 'acme/fp8', provider_name: 'Acme', quantization: 'fp8' }] },
    })
    expect((await get('/models/x/y/endpoints')).status).toBe(404)
    expect(await (await get('/providers')).json()).toMatchObject({ data: [{ slug: 'acme' }, { slug: 'openrouter' }] })
  })
})

describe('bad input', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['no messages', { messages: undefined }, 'Input required: specify "prompt" or "messages"'],
    ['provider is no object', { provider: ['acme'] }, 'provider: Expected object'],
    ['no such model', { model: 'x' }, 'x is not a valid model ID'],
  ])('%s', async (_, body, message) => {
    const { post, mock } = connect({ models: { 'a/b': script } })
    const response = await post(body)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: { code: 400, message }, user_id: 'user_mock' })
    expect(mock.requests[0]).toMatchObject({ status: 400, ended: 'complete' })
  })
})

it('stands where a mock provider stood: the same options, the same log', async () => {
  const options = { name: 'primary', models: { 'model-p': failing(down, undefined) } }
  const plain = createMockProvider(options)
  const told = createMockOpenrouter(options)
  for (const provider of [plain, told]) {
    const fetch = createMockFetch({ 'http://primary.test/v1': provider })
    const call = (): Promise<Response> =>
      fetch('http://primary.test/v1/chat/completions', {
        method: 'POST',
        body: JSON.stringify({ model: 'model-p', messages }),
      })
    expect((await call()).status).toBe(503)
    expect((await (await call()).json()).choices[0].message.content).toBe('one two three')
  }
  const facts = plain.requests.map(({ n, status, ended, usage: stated }) => ({ n, status, ended, usage: stated }))
  expect(told.requests).toMatchObject(facts)
})
