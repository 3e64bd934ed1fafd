import { ChatAnthropic } from '@langchain/anthropic'
import { ChatDeepSeek } from '@langchain/deepseek'
import { ChatOpenAI } from '@langchain/openai'
import { testCard as card } from '@signalbox/contract-tests'
import {
  createCatalog,
  createMemoryLedger,
  createRouter,
  RoutedChatModel,
  rules,
  type MemoryLedger,
  type Router,
  type RouterOptions,
} from '@signalbox/langchain'
import {
  createMockProvider,
  startMockServer,
  type MockProvider,
  type MockServer,
  type ModelScript,
} from '@signalbox/mock-providers'

export { card }
export const cards = [card('deepseek/cheap', 1), card('openai/spare', 2), card('anthropic/best', 10)]

type Name = 'cheap' | 'spare' | 'best'

export interface World {
  readonly model: RoutedChatModel
  readonly router: Router
  readonly ledger: MemoryLedger
  readonly models: { readonly cheap: ChatDeepSeek; readonly spare: ChatOpenAI; readonly best: ChatAnthropic }
  /** By target id. */
  readonly providers: Readonly<Record<Name, MockProvider>>
  readonly close: () => Promise<void>
}

export interface WorldOptions extends Partial<Record<Name, Partial<ModelScript>>> {
  readonly router?: Partial<RouterOptions> | undefined
}

/** Three providers over real sockets, each behind its own package of LangChain: two cheap ones, one dear. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const names = ['cheap', 'spare', 'best'] as const
  const providers = Object.fromEntries(
    names.map((name) => [
      name,
      createMockProvider({ name, models: { [name]: { answer: `answer of ${name}`, ...options[name] } } }),
    ]),
  ) as Record<Name, MockProvider>
  const servers: MockServer[] = []
  const urls: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const server = await startMockServer(providers[name])
    servers.push(server)
    urls[name] = server.url
  }
  const models = {
    cheap: new ChatDeepSeek({ model: 'cheap', apiKey: 'test', configuration: { baseURL: `${urls.cheap}/v1` } }),
    spare: new ChatOpenAI({ model: 'spare', apiKey: 'test', configuration: { baseURL: `${urls.spare}/v1` } }),
    best: new ChatAnthropic({ model: 'best', apiKey: 'test', anthropicApiUrl: urls.best ?? '' }),
  }
  const ledger = createMemoryLedger()
  const router = createRouter({
    catalog: createCatalog({ version: 'test', models: cards }),
    targets: [
      { id: 'cheap', model: 'deepseek/cheap' },
      { id: 'spare', model: 'openai/spare' },
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
  return {
    model: new RoutedChatModel({ router, models }),
    router,
    ledger,
    models,
    providers,
    close: async () => {
      for (const server of servers) await server.close()
    },
  }
}
