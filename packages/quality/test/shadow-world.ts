import {
  createCatalog,
  createMemoryLedger,
  createRouter,
  rules,
  type Call,
  type MemoryLedger,
  type ModelCard,
  type ReplyRow,
  type RouteRequest,
  type RouterEvent,
  type RouterOptions,
} from '@signalbox/core'
import {
  createFakeClock,
  createScriptedModels,
  scriptedDialect,
  type FakeClock,
  type Script,
  type ScriptedModels,
  type ScriptedPart,
} from '@signalbox/core/testing'
import { withShadow, type ShadowEvent, type ShadowOptions, type ShadowedRouter } from '@signalbox/quality'

function card(id: string, inputPerMillionUsd: number, more: Partial<ModelCard> = {}): ModelCard {
  const vendor = id.split('/')[0] ?? id
  const outputPerMillionUsd = inputPerMillionUsd * 2
  return {
    id,
    name: id,
    vendor,
    contextTokens: 100_000,
    maxOutputTokens: 8_000,
    capabilities: { tools: true, jsonSchema: true },
    inputModalities: ['text'],
    outputModalities: ['text'],
    licence: 'proprietary',
    openWeights: false,
    jurisdiction: 'US',
    prices: [
      { provider: vendor, periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd, outputPerMillionUsd }] }] },
    ],
    sources: {},
    ...more,
  }
}

const catalog = createCatalog({
  version: 'test',
  models: [card('cheap/a', 1), card('cheap2/b', 1), card('front/x', 10), card('front2/y', 10, { jurisdiction: 'CN' })],
})

export const policy: RouterOptions = {
  catalog,
  targets: [
    { id: 'a', model: 'cheap/a' },
    { id: 'b', model: 'cheap2/b' },
    { id: 'x', model: 'front/x' },
    { id: 'y', model: 'front2/y' },
  ],
  tiers: [
    { name: 'economy', targets: ['a', 'b'] },
    { name: 'frontier', targets: ['x', 'y'] },
  ],
  strategy: rules([{ when: { task: 'code' }, use: 'frontier' }], { otherwise: 'economy' }),
}

export interface ShadowWorld {
  readonly router: ShadowedRouter
  readonly clock: FakeClock
  /** Called for callers. */
  readonly models: ScriptedModels
  /** Called for the shadow. */
  readonly shadows: ScriptedModels
  readonly call: Call<{ readonly target: string }, ScriptedPart>
  readonly ledger: MemoryLedger
  readonly replies: ReplyRow[]
  readonly events: RouterEvent[]
  readonly told: ShadowEvent[]
  /** Asks, reads the whole, and waits until the shadow has nothing to do. */
  readonly ask: (request?: Partial<RouteRequest>) => Promise<void>
}

/** Two tiers of two on a fake clock; what shadows get is scripted apart. */
export function createShadowWorld(
  shadowScripts: Record<string, readonly Script[]>,
  options: Partial<ShadowOptions> = {},
  more: { readonly scripts?: Record<string, readonly Script[]>; readonly router?: Partial<RouterOptions> } = {},
): ShadowWorld {
  const clock = createFakeClock(Date.UTC(2026, 10, 24))
  const replies: ReplyRow[] = []
  const ledger = Object.assign(createMemoryLedger(), { writeReply: (row: ReplyRow) => void replies.push(row) })
  const events: RouterEvent[] = []
  const told: ShadowEvent[] = []
  const models = createScriptedModels(more.scripts ?? {}, clock)
  const shadows = createScriptedModels(shadowScripts, clock)
  const own: RouterOptions = {
    ...policy,
    ledger,
    clock,
    // Waits of whole milliseconds: their sums are then the same, however they are cut.
    random: () => 0.5,
    onEvent: (event) => events.push(event),
    ...more.router,
  }
  const router = withShadow(createRouter(own), {
    to: 'tier:frontier',
    share: 1,
    budgetUsd: 10,
    onEvent: (event) => told.push(event),
    ...options,
    policy: { ...own, ...options.policy },
  })
  const call: ShadowWorld['call'] = (target, context) =>
    (context.attempt.purpose === 'shadow' ? shadows : models).call(target, context)
  let asked = 0
  return {
    router,
    clock,
    models,
    shadows,
    call,
    ledger,
    replies,
    events,
    told,
    ask: async (request) => {
      const route = {
        id: `r${++asked}`,
        messages: [{ role: 'user' as const, content: 'Say it.' }],
        task: 'chat',
        ...request,
      }
      await clock.runUntil(router.run(route, call, { dialect: scriptedDialect }).catch(() => {}))
      await clock.advance(0)
      while (router.shadow.counts().running > 0) await clock.advance(1_000)
    },
  }
}
