import { createAnthropic } from '@ai-sdk/anthropic'
import { createDeepSeek } from '@ai-sdk/deepseek'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import {
  createMemoryLedger,
  createRouter,
  createSignalbox,
  rules,
  tier,
  type AnyLanguageModel,
  type MemoryLedger,
  type SignalboxProvider,
} from '@signalbox/ai-sdk'
import { catalog } from '@signalbox/catalog'

interface Place {
  readonly id: string
  readonly model: string
  readonly tier: 'economy' | 'frontier'
  /** Variable that holds its key. */
  readonly key: string
  readonly connect: (apiKey: string) => AnyLanguageModel
}

const { env } = process

const places: readonly Place[] = [
  {
    id: 'deepseek/v4-pro',
    model: 'deepseek/deepseek-v4-pro',
    tier: 'economy',
    key: 'DEEPSEEK_API_KEY',
    connect: (apiKey) => createDeepSeek({ apiKey, baseURL: env['DEEPSEEK_BASE_URL'] })('deepseek-v4-pro'),
  },
  {
    id: 'zai/glm-5.2',
    model: 'z-ai/glm-5.2',
    tier: 'economy',
    key: 'ZAI_API_KEY',
    connect: (apiKey) =>
      createOpenAICompatible({
        name: 'zai',
        apiKey,
        baseURL: env['ZAI_BASE_URL'] ?? 'https://api.z.ai/api/paas/v4',
        includeUsage: true,
      })('glm-5.2'),
  },
  {
    id: 'anthropic/sonnet',
    model: 'anthropic/claude-sonnet-4.6',
    tier: 'frontier',
    key: 'ANTHROPIC_API_KEY',
    connect: (apiKey) => createAnthropic({ apiKey, baseURL: env['ANTHROPIC_BASE_URL'] })('claude-sonnet-4-6'),
  },
]

/** A target without a key is left out of the policy. */
const open = places.filter(({ key }) => (env[key] ?? '') !== '')

/** What to do where nobody could answer; undefined = somebody can. Told by the route: a build has no keys and needs none. */
export const missingKeys =
  open.length > 0 ? undefined : `No model can answer: set at least one of ${places.map(({ key }) => key).join(', ')}.`

/**
 * The record of this server. A development server loads modules anew, and the record has to outlive that; where functions come and go,
 * take `createBatchLedger` and send its rows somewhere.
 */
const kept = globalThis as { signalboxLedger?: MemoryLedger }
export const ledger: MemoryLedger = (kept.signalboxLedger ??= createMemoryLedger())

const tiers = (['economy', 'frontier'] as const)
  .map((name) => ({ name, targets: open.filter((place) => place.tier === name).map(({ id }) => id) }))
  .filter(({ targets }) => targets.length > 0)

const byTask = rules(
  [
    {
      when: { task: ['summarize', 'classify', 'extract', 'format', 'translate', 'rewrite', 'qa', 'chat', 'writing'] },
      use: 'economy',
    },
    { when: { task: ['code', 'math', 'reasoning', 'agent'] }, use: 'frontier' },
  ],
  { otherwise: 'frontier' },
)

function createProvider(): SignalboxProvider {
  const router = createRouter({
    catalog,
    targets: open.map(({ id, model }) => ({ id, model })),
    tiers,
    strategy: tiers.length === 2 ? byTask : tier(tiers[0]?.name ?? ''),
    constraints: { maxCostUsd: 0.25 },
    execution: { maxRetriesPerTarget: 0 },
    baseline: 'anthropic/claude-sonnet-4.6',
    ledger,
  })
  return createSignalbox({
    router,
    // Marks on parts would come back by way of the browser, where the route takes them off again.
    metadata: 'result',
    models: Object.fromEntries(open.map(({ id, key, connect }) => [id, connect(env[key] ?? '')])),
  })
}

let made: SignalboxProvider | undefined
/** Made when it is first asked, since without any key there is no policy to make. */
export function signalbox(modelId: string): ReturnType<SignalboxProvider> {
  return (made ??= createProvider())(modelId)
}
