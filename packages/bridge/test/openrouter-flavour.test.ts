import { HTTPClient, OpenRouter } from '@openrouter/sdk'
import * as errors from '@openrouter/sdk/models/errors'
import type { ChatResult, ChatStreamChunk, ProviderPreferences } from '@openrouter/sdk/models'
import {
  createMockOpenrouter,
  startMockServer,
  type Fault,
  type MockOpenrouter,
  type MockServer,
  type ModelScript,
} from '@signalbox/mock-providers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

/**
 * OpenRouter cannot be asked, so the judge of its flavour is OpenRouter's own client: each shape that the mock sends is parsed
 * by the schema of npm `@openrouter/sdk` whose name stands in the test, over a socket.
 */
const usage = { inputTokens: 1_000, outputTokens: 100, cacheReadTokens: 400, reasoningTokens: 20 }
const script: ModelScript = { answer: { text: 'one two three', usage } }
const price = { inputPerMillionUsd: 3, outputPerMillionUsd: 15, cacheReadPerMillionUsd: 0.3, searchUsd: 0.02 }
const tool: ModelScript = { answer: { toolCalls: [{ name: 'find', argumentsJson: '{"id":7}' }], usage } }
const statuses = [400, 401, 402, 403, 404, 408, 413, 422, 429, 500, 502, 503, 524, 529]
const failing = (fault: Fault): ModelScript => ({ ...script, faults: () => fault })
const model = (provider: string, one: ModelScript) => ({ endpoints: [{ provider, script: one, price }] })

const mock: MockOpenrouter = createMockOpenrouter({
  apiKey: 'right',
  keyLimitUsd: 10,
  freeLimits: { perMinute: 1, perDay: 10 },
  models: {
    'acme/large': {
      name: 'Acme: Large',
      canonicalSlug: 'acme/large-2026-01-01',
      createdSeconds: 1_767_225_600,
      inputModalities: ['text', 'image'],
      endpoints: [
        { provider: 'Deep Infra', price, script, quantization: 'fp8', throughput: 80, latencySeconds: 0.4 },
        { provider: 'Acme', price, script, collectsData: true, keepsNothing: true },
      ],
    },
    'acme/own-key': { endpoints: [{ provider: 'Acme', price, script, isByok: true }] },
    'acme/wide': { endpoints: [{ provider: 'Acme', price, script, contextTokens: 1_000_000 }] },
    'acme/tool': model('Acme', tool),
    'acme/breaks': model('Acme', failing({ kind: 'error-frame', afterTokens: 1, status: 529, message: 'Overloaded' })),
    'acme/strict': { endpoints: [{ provider: 'Strict', script, moderate: () => ['violence'] }] },
    'acme/gift:free': { endpoints: [{ provider: 'Gift', script }] },
    ...Object.fromEntries(
      statuses.map((status) => [`fails/${status}`, model('Broken', failing({ kind: 'status', status }))]),
    ),
  },
})
const messages = [{ role: 'user' as const, content: 'Hello there' }]
let server: MockServer
let sdk: OpenRouter

beforeAll(async () => {
  server = await startMockServer(mock)
  sdk = connect('right')
})
afterAll(() => server.close())
beforeEach(() => mock.reset())

function connect(apiKey: string, httpClient?: HTTPClient): OpenRouter {
  return new OpenRouter({
    apiKey,
    ...(httpClient !== undefined && { httpClient }),
    serverURL: `${server.url}/api/v1`,
    retryConfig: { strategy: 'none' },
    httpReferer: 'https://app.test',
    appTitle: 'App',
  })
}

interface Asked {
  readonly models?: string[]
  readonly provider?: ProviderPreferences
  readonly maxTokens?: number
}

async function send(name: string, more: Asked = {}, client: OpenRouter = sdk): Promise<ChatResult> {
  const chatRequest = { model: name, messages, ...more }
  return (await client.chat.send({ chatRequest, xOpenRouterMetadata: 'enabled' })) as ChatResult
}

async function stream(name: string, more: Asked = {}, client: OpenRouter = sdk): Promise<readonly ChatStreamChunk[]> {
  const chatRequest = { model: name, messages, stream: true, ...more }
  const events = await client.chat.send({ chatRequest, xOpenRouterMetadata: 'enabled' })
  const chunks: ChatStreamChunk[] = []
  for await (const chunk of events as AsyncIterable<ChatStreamChunk>) chunks.push(chunk)
  return chunks
}

describe('the SDK reads an answer', () => {
  it('ChatResult, ChatUsage, CostDetails', async () => {
    const result = await send('acme/large')
    expect(result).toMatchObject({
      object: 'chat.completion',
      model: 'acme/large',
      choices: [{ finishReason: 'stop', message: { role: 'assistant', content: 'one two three' } }],
      usage: {
        promptTokens: 1_000,
        completionTokens: 100,
        totalTokens: 1_100,
        promptTokensDetails: { cachedTokens: 400 },
        completionTokensDetails: { reasoningTokens: 20 },
        cost: 0.00342,
        isByok: false,
        costDetails: { upstreamInferencePromptCost: 0.00192, upstreamInferenceCompletionsCost: 0.0015 },
      },
    })
    expect(result.id).toMatch(/^gen-/)
    expect(mock.requests[0]?.headers).toMatchObject({
      authorization: '[redacted]',
      'http-referer': 'https://app.test',
      'x-openrouter-title': 'App',
    })
  })

  it('CostDetails of a key of one’s own', async () => {
    const { usage: stated } = await send('acme/own-key')
    expect(stated).toMatchObject({ cost: 0.000171, isByok: true, costDetails: { upstreamInferenceCost: 0.00342 } })
  })

  it('ServerToolUseDetails of :online', async () => {
    const { usage: stated } = await send('acme/large:online')
    expect(stated).toMatchObject({
      cost: 0.02342,
      costDetails: { serverToolCost: 0.02 },
      serverToolUseDetails: { webSearchRequests: 1 },
    })
  })

  it('ChatToolCall', async () => {
    const result = await send('acme/tool')
    expect(result.choices[0]).toMatchObject({
      finishReason: 'tool_calls',
      message: { toolCalls: [{ type: 'function', function: { name: 'find', arguments: '{"id":7}' } }] },
    })
  })

  it('OpenRouterMetadata, RouterAttempt, EndpointsMetadata', async () => {
    const { openrouterMetadata } = await send('fails/503', { models: ['acme/large'] })
    expect(openrouterMetadata).toMatchObject({
      strategy: 'fallback',
      attempt: 2,
      attempts: [
        { provider: 'Broken', status: 503 },
        { provider: 'Deep Infra', status: 200 },
      ],
      endpoints: { total: 3 },
    })
  })
})

describe('the SDK reads a stream', () => {
  it('ChatStreamChunk, ChatStreamDelta, usage in the last', async () => {
    const chunks = await stream('acme/large')
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe('one two three')
    expect(chunks.filter((chunk) => chunk.usage !== undefined)).toEqual([chunks.at(-1)])
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { cost: 0.00342 }, openrouterMetadata: { attempt: 1 } })
  })

  it('ChatStreamToolCall', async () => {
    const calls = (await stream('acme/tool')).flatMap((chunk) => chunk.choices[0]?.delta.toolCalls ?? [])
    expect(calls.map((call) => call.function?.arguments ?? '').join('')).toBe('{"id":7}')
  })

  it('ChatStreamChunkError, ChatStreamChunkMetadata, finish reason error', async () => {
    expect((await stream('acme/breaks')).at(-1)).toMatchObject({
      choices: [{ finishReason: 'error', delta: { content: '' } }],
      error: { code: 529, message: 'Overloaded', metadata: { errorType: 'provider_overloaded' } },
    })
  })
})

it('the SDK is a judge: one wrong field, and it reads nothing', async () => {
  const fetcher = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const response = await fetch(input, init)
    const text = (await response.text()).replace('"cost":0.00342', '"cost":"0.00342"')
    return new Response(text, response)
  }
  const strict = connect('right', new HTTPClient({ fetcher }))
  await expect(send('acme/large', {}, strict)).rejects.toBeInstanceOf(errors.ResponseValidationError)
  await expect(stream('acme/large', {}, strict)).rejects.toBeInstanceOf(Error)
})

describe('the SDK sends its wishes, and they are heard', () => {
  it.each<[string, string, Asked, string]>([
    ['models', 'fails/429', { models: ['acme/tool'] }, 'acme/tool Acme'],
    ['order', 'acme/large', { provider: { order: ['acme'] } }, 'acme/large Acme'],
    ['only', 'acme/large', { provider: { only: ['acme'] } }, 'acme/large Acme'],
    ['ignore', 'acme/large', { provider: { ignore: ['deep-infra'] } }, 'acme/large Acme'],
    ['allowFallbacks', 'acme/large', { provider: { allowFallbacks: false } }, 'acme/large Deep Infra'],
    ['requireParameters', 'acme/large', { provider: { requireParameters: true } }, 'acme/large Deep Infra'],
    ['dataCollection', 'acme/large', { provider: { dataCollection: 'deny' } }, 'acme/large Deep Infra'],
    ['zdr', 'acme/large', { provider: { zdr: true } }, 'acme/large Acme'],
    ['quantizations', 'acme/large', { provider: { quantizations: ['fp8'] } }, 'acme/large Deep Infra'],
    ['sort', 'acme/large', { provider: { sort: { by: 'latency', partition: 'none' } } }, 'acme/large Deep Infra'],
    ['maxPrice', 'acme/large', { provider: { maxPrice: { prompt: '3', completion: '15' } } }, 'acme/large Deep Infra'],
    [
      'preferredMinThroughput',
      'acme/large',
      { provider: { preferredMinThroughput: { p90: 50 } } },
      'acme/large Deep Infra',
    ],
    ['preferredMaxLatency', 'acme/large', { provider: { preferredMaxLatency: 0.5 } }, 'acme/large Deep Infra'],
  ])('ProviderPreferences: %s', async (_, name, asked, served) => {
    const result = await send(name, asked)
    const last = mock.attempts.at(-1)
    expect(`${result.model} ${last?.provider}`).toBe(served)
  })
})

describe('the SDK reads a refusal', () => {
  const classes: Readonly<Record<number, abstract new (...args: never[]) => Error>> = {
    400: errors.BadRequestResponseError,
    401: errors.UnauthorizedResponseError,
    402: errors.PaymentRequiredResponseError,
    403: errors.ForbiddenResponseError,
    404: errors.NotFoundResponseError,
    408: errors.RequestTimeoutResponseError,
    413: errors.PayloadTooLargeResponseError,
    422: errors.UnprocessableEntityResponseError,
    429: errors.TooManyRequestsResponseError,
    500: errors.InternalServerResponseError,
    502: errors.BadGatewayResponseError,
    503: errors.ServiceUnavailableResponseError,
    524: errors.EdgeNetworkTimeoutResponseError,
    529: errors.ProviderOverloadedResponseError,
  }

  async function refusalOf(sent: Promise<unknown>): Promise<unknown> {
    return sent.then(
      () => undefined,
      (error: unknown) => error,
    )
  }

  it.each(statuses)('%i of a provider: its own class, ..ResponseErrorData with metadata.raw', async (status) => {
    const error = await refusalOf(send(`fails/${status}`))
    expect(error).toBeInstanceOf(classes[status])
    expect(error).toMatchObject({
      error: {
        code: status,
        message: 'Provider returned error',
        metadata: { provider_name: 'Broken', raw: expect.stringContaining('"error"') },
      },
      userId: 'user_mock',
    })
  })

  it.each<[string, string, Asked, number, object]>([
    ['unknown model', 'acme/none', {}, 400, { message: 'acme/none is not a valid model ID' }],
    [
      'no endpoints',
      'acme/large',
      { provider: { quantizations: ['int4'] } },
      404,
      { message: 'No endpoints found for acme/large.' },
    ],
    [
      'no allowed provider',
      'acme/large',
      { provider: { only: ['x'] } },
      404,
      { metadata: { requested_providers: ['x'] } },
    ],
    [
      'moderation',
      'acme/strict',
      {},
      403,
      {
        metadata: {
          reasons: ['violence'],
          flagged_input: 'Hello there',
          provider_name: 'Strict',
          model_slug: 'acme/strict',
        },
      },
    ],
    [
      'credits',
      'acme/wide',
      { maxTokens: 700_000 },
      402,
      { message: expect.stringContaining('You requested up to 700000 tokens, but can only afford 666666.') },
    ],
  ])('%s', async (_, name, asked, status, expected) => {
    const error = await refusalOf(send(name, asked))
    expect(error).toBeInstanceOf(classes[status])
    expect(error).toMatchObject({ error: { code: status, ...expected } })
  })

  it('a wrong key', async () => {
    expect(await refusalOf(send('acme/large', {}, connect('wrong')))).toBeInstanceOf(errors.UnauthorizedResponseError)
  })

  it('the limit of :free', async () => {
    await send('acme/gift:free')
    const error = await refusalOf(send('acme/gift:free'))
    expect(error).toBeInstanceOf(errors.TooManyRequestsResponseError)
    expect(error).toMatchObject({
      error: { metadata: { headers: { 'X-RateLimit-Limit': '1', 'X-RateLimit-Remaining': '0' } } },
      headers: expect.any(Headers),
    })
    expect((error as errors.OpenRouterError).headers.get('x-ratelimit-reset')).toMatch(/^\d{13}$/)
  })
})

describe('the SDK reads what can be looked up', () => {
  it('ModelsListResponse, Model, PublicPricing, ModelArchitecture, TopProviderInfo', async () => {
    const page = await sdk.models.list()
    const { data, totalCount } = page.result
    expect(totalCount).toBe(7 + statuses.length)
    expect(data[0]).toMatchObject({
      id: 'acme/large',
      canonicalSlug: 'acme/large-2026-01-01',
      contextLength: 128_000,
      architecture: { inputModalities: ['text', 'image'], outputModalities: ['text'] },
      pricing: { prompt: '0.000003', completion: '0.000015', inputCacheRead: '0.0000003', webSearch: '0.02' },
      topProvider: { contextLength: 128_000, isModerated: false },
    })
    expect(data[0]?.supportedParameters).toContain('tools')
  })

  it('ModelResponse', async () => {
    const { data } = await sdk.models.get({ author: 'acme', slug: 'large' })
    expect(data.name).toBe('Acme: Large')
  })

  it('ListEndpointsResponse, PublicEndpoint, PercentileStats', async () => {
    const { data } = await sdk.endpoints.list({ author: 'acme', slug: 'large' })
    expect(data.endpoints).toMatchObject([
      {
        providerName: 'Deep Infra',
        tag: 'deep-infra/fp8',
        quantization: 'fp8',
        latencyLast30m: { p50: 400 },
        throughputLast30m: { p99: 80 },
      },
      { providerName: 'Acme', tag: 'acme', quantization: 'unknown', latencyLast30m: null },
    ])
  })

  it('ListProvidersResponse', async () => {
    const { data } = await sdk.providers.list()
    expect(data.map(({ slug }) => slug)).toContain('deep-infra')
  })

  it('GenerationResponse, ProviderResponse: at first NotFoundResponseError', async () => {
    const { id } = await send('fails/503', { models: ['acme/large'] })
    await expect(sdk.generations.getGeneration({ id })).rejects.toBeInstanceOf(errors.NotFoundResponseError)
    const { data } = await sdk.generations.getGeneration({ id })
    expect(data).toMatchObject({
      id,
      model: 'acme/large',
      providerName: 'Deep Infra',
      totalCost: 0.00342,
      nativeTokensPrompt: 1_000,
      nativeTokensCompletion: 100,
      nativeTokensCached: 400,
      nativeTokensReasoning: 20,
      httpReferer: 'https://app.test',
      providerResponses: [
        { providerName: 'Broken', status: 503 },
        { providerName: 'Deep Infra', status: 200 },
      ],
    })
  })

  it('GetCreditsResponse', async () => {
    await send('acme/large')
    expect((await sdk.credits.getCredits()).data).toEqual({ totalCredits: 1_000, totalUsage: 0.00342 })
  })

  it('GetCurrentKeyResponse, FreeModelDailyRequests', async () => {
    await send('acme/gift:free')
    const { data } = await sdk.apiKeys.getCurrentKeyMetadata()
    expect(data).toMatchObject({
      limit: 10,
      freeModelDailyRequests: { limit: 10, remaining: 9, used: 1 },
    })
  })
})
