import {
  createCatalog,
  createMemoryLedger,
  createRouter,
  RouteError,
  tier,
  type Constraints,
  type ModelCard,
  type RouteRequest,
  type Target,
} from '@signalbox/core'
import { createUpstreamCall, httpDialect } from '@signalbox/http'
import {
  createMockFetch,
  createMockOpenrouter,
  type MockOpenrouterOptions,
  type OpenrouterEndpoint,
} from '@signalbox/mock-providers'
import { describe, expect, it } from 'vitest'
import { createOpenrouterCarrier } from './openrouter-carrier.ts'

const models = ['z/cheap', 'z/other', 'z/third'] as const

const card = (id: string, n: number): ModelCard => ({
  id,
  name: id,
  vendor: 'z',
  contextTokens: 100_000,
  capabilities: {},
  inputModalities: ['text'],
  outputModalities: ['text'],
  prices: [
    {
      provider: 'openrouter',
      periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: n + 1, outputPerMillionUsd: 2 * n + 2 }] }],
    },
  ],
  sources: {},
})

const usage = { inputTokens: 1_000, outputTokens: 500 }
const endpoint = (more: Partial<OpenrouterEndpoint> = {}): OpenrouterEndpoint =>
  ({ provider: 'DeepInfra', script: { answer: { text: 'hello', usage } }, ...more }) as OpenrouterEndpoint
const broken = endpoint({ script: { answer: '', faults: () => ({ kind: 'status', status: 503 }) } })

interface Case {
  readonly endpoints?: Readonly<Partial<Record<(typeof models)[number], OpenrouterEndpoint>>>
  readonly account?: Omit<MockOpenrouterOptions, 'models'>
  readonly target?: Partial<Target>
  readonly constraints?: Constraints
  readonly request?: Partial<RouteRequest>
  /** What the client's body says beside its messages. */
  readonly client?: Readonly<Record<string, unknown>>
  readonly fields?: Readonly<Record<string, unknown>>
  readonly stream?: boolean
}

async function ask(given: Case) {
  const openrouter = createMockOpenrouter({
    ...given.account,
    models: Object.fromEntries(models.map((id) => [id, { endpoints: [given.endpoints?.[id] ?? endpoint()] }])),
  })
  const catalog = createCatalog({ version: 'test', models: models.map(card) })
  const ledger = createMemoryLedger()
  const router = createRouter({
    catalog,
    targets: models.map((model) => ({
      id: model,
      model,
      as: model,
      provider: 'openrouter',
      upstream: 'or',
      ...given.target,
    })),
    tiers: [{ name: 'economy', targets: models }],
    strategy: tier('economy'),
    constraints: given.constraints,
    execution: { maxRetriesPerTarget: 0 },
    ledger,
  })
  const request = { messages: [{ role: 'user', content: 'Hello' }], task: 'chat', ...given.request } as const
  const call = createUpstreamCall({
    request,
    stream: given.stream,
    client: {
      dialect: 'openai-chat',
      json: { model: 'auto', messages: request.messages, ...given.client },
    },
    upstreams: [
      {
        name: 'or',
        dialect: 'openai-chat',
        baseUrl: 'https://openrouter.test/api/v1',
        carrier: createOpenrouterCarrier({ constraints: given.constraints, catalog }),
        body: given.fields,
      },
    ],
    fetch: createMockFetch({ 'https://openrouter.test/api/v1': openrouter }),
    clientHeader: (name) => ({ 'x-title': 'My app', authorization: 'Bearer of-the-client', cookie: 'c' })[name],
  })
  const outcome = await router
    .run(request, call, { dialect: httpDialect, carriesPools: () => true })
    .then(({ outcome }) => outcome)
    .catch((error: unknown) => {
      if (RouteError.isInstance(error)) return error.outcome
      throw error
    })
  return {
    outcome,
    router,
    ledger,
    openrouter,
    sent: openrouter.requests.map(({ body }) => body),
    headers: openrouter.requests[0]?.headers,
  }
}

describe('who decides', () => {
  it('one model a call, OpenRouter falls back to nothing', async () => {
    const { sent, outcome } = await ask({
      endpoints: { 'z/cheap': broken },
      client: { models: ['z/third'], route: 'fallback' },
    })
    expect(sent).toMatchObject([
      { model: 'z/cheap', provider: { allow_fallbacks: false } },
      { model: 'z/other', provider: { allow_fallbacks: false } },
    ])
    expect(sent.every((body) => !('models' in body) && !('route' in body))).toBe(true)
    expect(outcome).toMatchObject({ servedBy: { target: 'z/other' } })
  })

  it('a pool: it falls back inside the tier, and who answered is recorded with its cost', async () => {
    const { sent, outcome, openrouter, ledger } = await ask({
      endpoints: { 'z/cheap': broken },
      target: { pool: { name: 'or' } },
      client: { models: ['z/smuggled'] },
    })
    expect(sent).toMatchObject([{ model: 'z/cheap', models: ['z/cheap', 'z/other', 'z/third'] }])
    expect(sent[0]).not.toHaveProperty('provider')
    expect(openrouter.attempts.map(({ model }) => model)).toEqual(['z/cheap', 'z/other'])
    expect(outcome).toMatchObject({
      servedBy: { target: 'z/other', model: 'z/other' },
      attempts: [{ target: 'z/cheap' }],
    })
    expect(ledger.settlements).toMatchObject([{ answeredTarget: 'z/other', host: 'DeepInfra' }])
  })

  it.each<[string, Case, unknown]>([
    ['nothing asked', {}, { allow_fallbacks: false }],
    [
      "the operator's hosts",
      { fields: { provider: { order: ['a'], allow_fallbacks: true } } },
      { order: ['a'], allow_fallbacks: true },
    ],
    [
      "the caller's inside the operator's",
      { fields: { provider: { only: ['a', 'b'] } }, client: { provider: { only: ['b', 'c'], sort: 'price' } } },
      { allow_fallbacks: false, only: ['b'], sort: 'price' },
    ],
    [
      'what the policy demands, and its prices as the most',
      { constraints: { maxCostUsd: 1, maxRetentionDays: 0 }, target: { retentionDays: 0 } },
      { allow_fallbacks: false, zdr: true, data_collection: 'deny', max_price: { prompt: 1, completion: 2 } },
    ],
    [
      'the dearest prices of a pool',
      { constraints: { maxCostUsd: 1 }, target: { pool: { name: 'or' } } },
      { max_price: { prompt: 3, completion: 6 } },
    ],
    [
      'what one request demands',
      { request: { constraints: { maxRetentionDays: 0 } }, target: { retentionDays: 0 } },
      { allow_fallbacks: false, zdr: true, data_collection: 'deny' },
    ],
    [
      'what a target is said to keep',
      { target: { retentionDays: 0 } },
      { allow_fallbacks: false, zdr: true, data_collection: 'deny' },
    ],
    [
      'a caller cannot loosen it',
      { target: { retentionDays: 0 }, client: { provider: { zdr: false, data_collection: 'allow' } } },
      { allow_fallbacks: false, zdr: true, data_collection: 'deny' },
    ],
  ])('the hosts it may choose: %s', async (_, given, provider) => {
    const { sent } = await ask(given)
    expect(sent[0]?.['provider']).toEqual(provider)
  })

  it.each<[string, Case, string, RegExp]>([
    [
      'nobody is left',
      { fields: { provider: { only: ['a'] } }, client: { provider: { only: ['b'] } } },
      'unsupported',
      /no host of OpenRouter may serve/,
    ],
    [
      'an object that is none',
      { client: { provider: { sort: 7 } } },
      'invalid-request',
      /provider\.sort must be "price"/,
    ],
  ])('%s: nothing is sent', async (_, given, kind, message) => {
    const { outcome, sent } = await ask(given)
    expect(sent).toEqual([])
    expect(outcome).toMatchObject({ failure: { kind, message: expect.stringMatching(message) } })
  })

  it.each([
    ['of hosts', { only: ['nobody'] }],
    ['of a price', { max_price: { prompt: 0.0001 } }],
  ])('a wish %s that nobody can meet is the request’s own: no breaker hears of it', async (_, provider) => {
    const { outcome, router } = await ask({ client: { provider } })
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'unsupported', scope: 'request' } })
    expect(router.breakers().states).toEqual({})
  })

  it("hands on the app's name and nothing else of the client's head", async () => {
    const { headers } = await ask({})
    expect(headers).toMatchObject({ 'x-title': 'My app' })
    expect(headers).not.toHaveProperty('cookie')
    expect(headers).not.toHaveProperty('authorization')
  })
})

describe('what it costs', () => {
  it.each([
    ['stream', true],
    ['whole', false],
  ])('theirs is counted, ours is beside it: %s', async (_, stream) => {
    const price = { inputPerMillionUsd: 0.5, outputPerMillionUsd: 1 }
    const { ledger, outcome } = await ask({ stream, endpoints: { 'z/cheap': endpoint({ price }) } })
    expect(ledger.settlements).toMatchObject([
      {
        costNanoUsd: 1_000_000,
        reportedCostNanoUsd: 1_000_000,
        pricedCostNanoUsd: 2_000_000,
        host: 'DeepInfra',
        callId: expect.stringMatching(/^gen-/),
      },
    ])
    expect(outcome.cost).toMatchObject({ nanoUsd: 1_000_000, isLowerBound: false })
  })

  it('with a key of one’s own, the host’s bill and OpenRouter’s fee', async () => {
    const { ledger } = await ask({ endpoints: { 'z/cheap': endpoint({ isByok: true }) } })
    expect(ledger.settlements).toMatchObject([{ costNanoUsd: 2_100_000 }])
  })

  it('credits are exhausted: it is the key that is ill', async () => {
    const { outcome } = await ask({ account: { creditsUsd: 0 } })
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'quota', status: 402, scope: 'key' } })
  })

  it('what moderation refuses is the content’s fault', async () => {
    const { outcome } = await ask({ endpoints: { 'z/cheap': endpoint({ moderate: () => ['violence'] }) } })
    expect(outcome).toMatchObject({ failure: { kind: 'content-policy', disposition: 'stop' } })
  })
})
