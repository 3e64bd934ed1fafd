import {
  createCatalog,
  createMemoryLedger,
  createRouter,
  tier,
  type Clock,
  type ExecutionOptions,
  type MemoryLedger,
  type ModelCard,
  type Router,
} from '@signalbox/core'
import { seededRandom } from '@signalbox/core/testing'
import {
  createMockFetch,
  createMockProvider,
  startMockServer,
  type Fault,
  type MockProvider,
  type MockProviderOptions,
} from '@signalbox/mock-providers'
import { createServer, type AddressInfo } from 'node:net'
import { generate } from 'selfsigned'
import { wholeText, type FaultCell } from './fault-cell.ts'

export type FaultDialect = 'openai-chat' | 'openai-responses' | 'anthropic-messages'

/** A provider account as a surface needs it. */
export interface FaultUpstream {
  readonly name: string
  readonly dialect: FaultDialect
  readonly baseUrl: string
}

/** Three targets at three providers, the first of them faulty; the third alone has the larger context. */
export interface FaultWorld {
  readonly router: Router
  readonly ledger: MemoryLedger
  readonly upstreams: readonly FaultUpstream[]
  readonly fetch: typeof globalThis.fetch
  /** Requests each provider has seen since the fault began. */
  readonly seen: () => Readonly<Record<string, number>>
  /** The fault begins. */
  readonly begin: () => void
  /** The fault is over: all is well from here on. */
  readonly end: () => void
  readonly close: () => Promise<void>
}

export interface FaultTime {
  readonly clock: Clock
  /** How providers wait; undefined = in real time, over sockets. */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined
}

/** How a provider of the world is made: the plain one, or one that another gateway stands before. */
export type CreateProvider = (options: MockProviderOptions) => MockProvider

/** What providers of the world are like. */
export interface ProviderManner {
  /** Default: nothing stands between. */
  readonly createProvider?: CreateProvider | undefined
  /** Pace of their streams. Default 250; slower where a gateway in between has to be seen to pass on what came before a reset. */
  readonly tokensPerSecond?: number | undefined
}

const limits: Partial<ExecutionOptions> = {
  deadlineMs: 15_000,
  maxAttempts: 5,
  firstTokenTimeoutMs: 1_500,
  gapTimeoutMs: 1_000,
  retryWaitMs: 2_500,
}

const names = ['primary', 'fallback', 'large'] as const

export async function createFaultWorld(
  cell: FaultCell,
  time: FaultTime,
  dialect: FaultDialect = 'openai-chat',
  { createProvider = createMockProvider, tokensPerSecond = 250 }: ProviderManner = {},
): Promise<FaultWorld> {
  const { clock, sleep } = time
  const faults = typeof cell.faults === 'function' ? cell.faults(clock.nowMs()) : cell.faults
  const warmCalls = cell.isWarm === true ? 1 : 0
  let isOver = false
  const faultOf = (call: number): Fault | undefined =>
    isOver ? undefined : faults[Math.min(call - 1, faults.length - 1)]
  const providers = names.map((name) =>
    createProvider({
      name,
      models: {
        [`model-${name[0]}`]: {
          answer: (name === 'primary' ? cell.answer : undefined) ?? wholeText,
          faults: name === 'primary' ? faultOf : undefined,
          tokensPerSecond,
        },
      },
      sleep,
      nowMs: clock.nowMs,
    }),
  )
  const { urls, fetch, close } = sleep === undefined ? await overSockets(cell, providers) : inProcess(providers)
  const ledger = createMemoryLedger()
  const router = createRouter({
    catalog: createCatalog({ version: 'faults', models: names.map((name) => card(name)) }),
    targets: names.map((name) => ({ id: name, model: `v/model-${name[0]}`, provider: name, upstream: name })),
    tiers: [
      { name: 'economy', targets: ['primary', 'fallback'] },
      { name: 'frontier', targets: ['large'] },
    ],
    strategy: tier('economy'),
    execution: { ...limits, ...cell.execution },
    ledger,
    clock,
    random: seededRandom('faults'),
  })
  const offset = providers.map(() => 0)
  return {
    router,
    ledger,
    upstreams: names.map((name, index) => ({ name, dialect, baseUrl: `${urls[index] ?? ''}/v1` })),
    fetch,
    seen: () =>
      Object.fromEntries(
        providers.map((provider, index) => [provider.name, provider.requests.length - (offset[index] ?? 0)]),
      ),
    begin: () => {
      for (const [index, provider] of providers.entries()) offset[index] = provider.requests.length
      if ((providers[0]?.requests.length ?? 0) < warmCalls) throw new Error('The warm-up has not reached the primary.')
    },
    end: () => void (isOver = true),
    close,
  }
}

interface Wiring {
  readonly urls: readonly string[]
  readonly fetch: typeof globalThis.fetch
  readonly close: () => Promise<void>
}

function inProcess(providers: readonly MockProvider[]): Wiring {
  const urls = providers.map(({ name }) => `http://${name}.test`)
  const byUrl = Object.fromEntries(providers.map((provider, index) => [`${urls[index] ?? ''}/v1`, provider]))
  return { urls, fetch: createMockFetch(byUrl), close: async () => {} }
}

async function overSockets(cell: FaultCell, providers: readonly MockProvider[]): Promise<Wiring> {
  const closers: (() => Promise<void>)[] = []
  const urls: string[] = []
  for (const provider of providers) {
    const isFaulty = provider.name === 'primary'
    if (isFaulty && cell.address === 'unresolvable') urls.push('http://signalbox-nowhere.invalid')
    else if (isFaulty && (cell.address === 'refused' || cell.address === 'no-handshake')) {
      const { port, close } = await listenMutely()
      if (cell.address === 'refused') await close()
      else closers.push(close)
      urls.push(`${cell.address === 'refused' ? 'http' : 'https'}://127.0.0.1:${port}`)
    } else {
      const tls = isFaulty && cell.address === 'untrusted' ? await selfSigned() : undefined
      const server = await startMockServer(provider, { tls })
      closers.push(server.close)
      urls.push(server.url)
    }
  }
  return {
    urls,
    fetch: globalThis.fetch,
    close: async () => {
      for (const close of closers) await close()
    },
  }
}

/** A port that takes connections and says nothing. */
async function listenMutely(): Promise<{ port: number; close: () => Promise<void> }> {
  const sockets = new Set<{ destroy: () => void }>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function selfSigned(): Promise<{ key: string; cert: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }])
  return { key, cert }
}

function card(name: (typeof names)[number]): ModelCard {
  return {
    id: `v/model-${name[0]}`,
    name,
    vendor: 'v',
    contextTokens: name === 'large' ? 100_000 : 8_192,
    maxOutputTokens: 4_096,
    capabilities: { tools: true, jsonSchema: true, jsonMode: true },
    inputModalities: ['text'],
    outputModalities: ['text'],
    licence: 'proprietary',
    openWeights: false,
    jurisdiction: 'US',
    prices: [
      {
        provider: name,
        periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: 1, outputPerMillionUsd: 2 }] }],
      },
    ],
    sources: {},
  }
}
