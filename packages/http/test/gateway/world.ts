import {
  createCatalog,
  createMemoryLedger,
  createRouter,
  rules,
  type MemoryLedger,
  type ModelCard,
  type Router,
  type RouterOptions,
} from '@signalbox/core'
import {
  createHttpGateway,
  fetchTransport,
  type DialectName,
  type Gateway,
  type GatewayLogEntry,
  type GatewayOptions,
} from '@signalbox/http'
import { createMockFetch, createMockProvider, type MockProvider, type ModelScript } from '@signalbox/mock-providers'

/** Who answers in what dialect; `small` is the economy tier, `large` the frontier. */
export interface GatewayWorld {
  readonly gateway: Gateway
  readonly router: Router
  readonly ledger: MemoryLedger
  readonly small: MockProvider
  readonly large: MockProvider
  readonly log: readonly GatewayLogEntry[]
  /** POST as a client would. */
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>
}

export interface WorldOptions {
  readonly small?: DialectName
  readonly large?: DialectName
  readonly smallScript?: ModelScript
  readonly largeScript?: ModelScript
  readonly gateway?: Partial<GatewayOptions>
  readonly router?: Partial<RouterOptions>
}

export function createGatewayWorld(options: WorldOptions = {}): GatewayWorld {
  const { small: smallDialect = 'openai-chat', large: largeDialect = 'openai-chat' } = options
  const small = createMockProvider({
    name: 'small',
    models: { 'm-small': options.smallScript ?? { answer: 'small answers' }, vectors: { answer: '' } },
  })
  const large = createMockProvider({
    name: 'large',
    models: { 'm-large': options.largeScript ?? { answer: 'large answers' } },
  })
  const ledger = createMemoryLedger()
  const router = createRouter({
    catalog: createCatalog({
      version: 'test',
      models: [card('v/m-small'), card('v/m-large'), { ...card('v/vectors'), outputModalities: ['embedding'] }],
    }),
    targets: [
      { id: 'small', model: 'v/m-small', provider: 'v', upstream: 'small' },
      { id: 'large', model: 'v/m-large', provider: 'v', upstream: 'large' },
      { id: 'vectors', model: 'v/vectors', provider: 'v', upstream: 'small' },
    ],
    tiers: [
      { name: 'economy', targets: ['small'] },
      { name: 'frontier', targets: ['large'] },
    ],
    strategy: rules([{ when: { task: ['code'] }, use: 'frontier' }], { otherwise: 'economy' }),
    aliases: { 'gpt-4': 'tier:frontier' },
    execution: { retryWaitMs: 0, maxRetriesPerTarget: 0 },
    baseline: 'v/m-large',
    ledger,
    ...options.router,
  })
  const log: GatewayLogEntry[] = []
  const gateway = createHttpGateway({
    router,
    upstreams: [
      { name: 'small', dialect: smallDialect, baseUrl: 'http://small.test/v1', apiKey: 'key-of-small' },
      { name: 'large', dialect: largeDialect, baseUrl: 'http://large.test/v1', apiKey: 'key-of-large' },
    ],
    transport: fetchTransport(createMockFetch({ 'http://small.test/v1': small, 'http://large.test/v1': large })),
    log: (entry) => log.push(entry),
    ...options.gateway,
  })
  return {
    gateway,
    router,
    ledger,
    small,
    large,
    log,
    post: (path, body, headers = {}) =>
      gateway.fetch(
        new Request(`http://gateway.test${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
  }
}

/** The data of every frame of a stream, `[DONE]` left out. */
export async function framesOf(response: Response): Promise<readonly Record<string, unknown>[]> {
  const text = await response.text()
  return text.split('\n\n').flatMap((frame) => {
    const data = frame
      .split('\n')
      .find((line) => line.startsWith('data: '))
      ?.slice(6)
    return data === undefined || data === '[DONE]' ? [] : [JSON.parse(data) as Record<string, unknown>]
  })
}

function card(id: string): ModelCard {
  return {
    id,
    name: id,
    vendor: 'v',
    contextTokens: 100_000,
    maxOutputTokens: 10_000,
    capabilities: { tools: true, jsonSchema: true, jsonMode: true, logprobs: true },
    inputModalities: ['text', 'image'],
    outputModalities: ['text'],
    licence: 'MIT',
    openWeights: true,
    jurisdiction: 'EU',
    prices: [
      { provider: 'v', periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: 1, outputPerMillionUsd: 2 }] }] },
    ],
    sources: {},
  }
}
