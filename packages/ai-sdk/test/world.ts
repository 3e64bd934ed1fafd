import { createAnthropic } from '@ai-sdk/anthropic'
import { createDeepSeek } from '@ai-sdk/deepseek'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { testCard as card } from '@signalbox/contract-tests'
import {
  createCatalog,
  createMemoryLedger,
  createRouter,
  createSignalbox,
  rules,
  type AnyLanguageModel,
  type MemoryLedger,
  type Router,
  type RouterOptions,
  type SignalboxOptions,
  type SignalboxProvider,
} from '@signalbox/ai-sdk'
import {
  createMockProvider,
  startMockServer,
  type MockProvider,
  type MockServer,
  type ModelScript,
} from '@signalbox/mock-providers'

export interface World {
  readonly signalbox: SignalboxProvider
  readonly router: Router
  readonly ledger: MemoryLedger
  readonly models: Readonly<Record<'cheap' | 'spare' | 'best', AnyLanguageModel>>
  /** By target id. */
  readonly providers: Readonly<Record<'cheap' | 'spare' | 'best', MockProvider>>
  readonly close: () => Promise<void>
}

export interface WorldOptions {
  readonly cheap?: Partial<ModelScript> | undefined
  readonly spare?: Partial<ModelScript> | undefined
  readonly best?: Partial<ModelScript> | undefined
  readonly router?: Partial<RouterOptions> | undefined
  readonly signalbox?: Partial<SignalboxOptions> | undefined
}

export { card }
export const cards = [card('deepseek/cheap', 1), card('zai/spare', 2), card('anthropic/best', 10)]

/** Three providers over real sockets, each behind its own package of the SDK: two cheap ones, one dear. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const providers = {
    cheap: mock('cheap', options.cheap),
    spare: mock('spare', options.spare),
    best: mock('best', options.best),
  }
  const servers: Record<string, MockServer> = {}
  for (const [name, provider] of Object.entries(providers)) servers[name] = await startMockServer(provider)
  const baseURL = (name: string): string => `${servers[name]?.url ?? ''}/v1`
  const models = {
    cheap: createDeepSeek({ baseURL: baseURL('cheap'), apiKey: 'test' })('cheap'),
    spare: createOpenAICompatible({
      name: 'zai',
      baseURL: baseURL('spare'),
      includeUsage: true,
      supportsStructuredOutputs: true,
    })('spare'),
    best: createAnthropic({ baseURL: baseURL('best'), apiKey: 'test' })('best'),
  }
  const ledger = createMemoryLedger()
  const router = createRouter({
    catalog: createCatalog({ version: 'test', models: cards }),
    targets: [
      { id: 'cheap', model: 'deepseek/cheap' },
      { id: 'spare', model: 'zai/spare' },
      { id: 'best', model: 'anthropic/best' },
    ],
    tiers: [
      { name: 'economy', targets: ['cheap', 'spare'] },
      { name: 'frontier', targets: ['best'] },
    ],
    strategy: rules([{ when: { task: ['math', 'code'] }, use: 'frontier' }], { otherwise: 'economy' }),
    baseline: 'anthropic/best',
    execution: { maxRetriesPerTarget: 0, firstTokenTimeoutMs: 2_000 },
    ledger,
    ...options.router,
  })
  const signalbox = createSignalbox({ router, models, ...options.signalbox })
  return {
    signalbox,
    router,
    ledger,
    models,
    providers,
    close: async () => {
      for (const server of Object.values(servers)) await server.close()
    },
  }
}

function mock(name: string, script: Partial<ModelScript> = {}): MockProvider {
  return createMockProvider({ name, models: { [name]: { answer: `answer of ${name}`, ...script } } })
}
