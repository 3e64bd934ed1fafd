import {
  createCatalog,
  createMemoryLedger,
  createRouter,
  rules,
  type LedgerStore,
  type MemoryLedger,
  type ModelCard,
  type RouteRequest,
  type Router,
  type RouterEvent,
  type RouterOptions,
} from '@signalbox/core'
import {
  createFakeClock,
  createScriptedModels,
  seededRandom,
  type FakeClock,
  type Script,
  type ScriptedModels,
} from '@signalbox/core/testing'

export function card(id: string, more: Partial<ModelCard> & { input?: number; output?: number } = {}): ModelCard {
  const { input = 1, output = 2, ...rest } = more
  const vendor = id.split('/')[0] ?? id
  return {
    id,
    name: id,
    vendor,
    contextTokens: 100_000,
    maxOutputTokens: 8_000,
    capabilities: { tools: true, jsonSchema: true, jsonMode: true, logprobs: true },
    inputModalities: ['text'],
    outputModalities: ['text'],
    licence: 'proprietary',
    openWeights: false,
    jurisdiction: 'US',
    prices: [
      {
        provider: vendor,
        periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: input, outputPerMillionUsd: output }] }],
      },
    ],
    sources: {},
    ...rest,
  }
}

export const cheapA = card('cheap/a')
export const cheapB = card('cheap2/b')
export const frontA = card('front/a', { input: 10, output: 20 })
export const frontB = card('front2/b', { input: 10, output: 20 })

export interface World {
  readonly router: Router
  readonly clock: FakeClock
  readonly models: ScriptedModels
  readonly ledger: MemoryLedger
  readonly events: RouterEvent[]
}

/** Two tiers of two targets each on a fake clock, with a memory ledger. */
export function createWorld(
  scripts: Record<string, readonly Script[]>,
  more: Partial<RouterOptions> & { ledger?: LedgerStore } = {},
): World {
  const clock = createFakeClock(Date.UTC(2026, 10, 24))
  const ledger = createMemoryLedger()
  const events: RouterEvent[] = []
  const models = createScriptedModels(scripts, clock)
  const router = createRouter({
    catalog: createCatalog({ version: 'test', models: [cheapA, cheapB, frontA, frontB] }),
    targets: [
      { id: 'a', model: 'cheap/a' },
      { id: 'b', model: 'cheap2/b' },
      { id: 'x', model: 'front/a' },
      { id: 'y', model: 'front2/b' },
    ],
    tiers: [
      { name: 'economy', targets: ['a', 'b'] },
      { name: 'frontier', targets: ['x', 'y'] },
    ],
    strategy: rules([{ when: { task: ['summarize', 'translate'] }, use: 'economy' }], { otherwise: 'frontier' }),
    baseline: 'front/a',
    ledger,
    clock,
    random: seededRandom('world'),
    onEvent: (event) => events.push(event),
    ...more,
  })
  return { router, clock, models, ledger, events }
}

export function ask(more: Partial<RouteRequest> = {}): RouteRequest {
  return { messages: [{ role: 'user', content: 'Summarize this.' }], task: 'summarize', ...more }
}
