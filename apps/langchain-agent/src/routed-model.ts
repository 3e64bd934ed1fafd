import { ChatAnthropic } from '@langchain/anthropic'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { ChatDeepSeek } from '@langchain/deepseek'
import { ChatOpenAI } from '@langchain/openai'
import { catalog } from '@signalbox/catalog'
import { createMemoryLedger, createRouter, RoutedChatModel, rules, type MemoryLedger } from '@signalbox/langchain'

/** Keys and addresses by the names in .env.example. */
export type Environment = Readonly<Record<string, string | undefined>>

export interface Routed {
  readonly model: RoutedChatModel
  readonly ledger: MemoryLedger
}

interface Place {
  readonly id: string
  readonly model: string
  readonly tier: 'economy' | 'frontier'
  readonly key: string
  readonly make: (apiKey: string, baseUrl: string | undefined) => BaseChatModel
  readonly url: string
}

const places: readonly Place[] = [
  {
    id: 'deepseek/v4-pro',
    model: 'deepseek/deepseek-v4-pro',
    tier: 'economy',
    key: 'DEEPSEEK_API_KEY',
    url: 'DEEPSEEK_BASE_URL',
    make: (apiKey, baseURL) =>
      new ChatDeepSeek({ model: 'deepseek-v4-pro', apiKey, ...(baseURL && { configuration: { baseURL } }) }),
  },
  {
    id: 'zai/glm-5.2',
    model: 'z-ai/glm-5.2',
    tier: 'economy',
    key: 'ZAI_API_KEY',
    url: 'ZAI_BASE_URL',
    make: (apiKey, baseURL = 'https://api.z.ai/api/paas/v4') =>
      new ChatOpenAI({ model: 'glm-5.2', apiKey, configuration: { baseURL } }),
  },
  {
    id: 'anthropic/sonnet',
    model: 'anthropic/claude-sonnet-4.6',
    tier: 'frontier',
    key: 'ANTHROPIC_API_KEY',
    url: 'ANTHROPIC_BASE_URL',
    make: (apiKey, baseURL) =>
      new ChatAnthropic({
        model: 'claude-sonnet-4-6',
        apiKey,
        ...(baseURL && { anthropicApiUrl: baseURL.replace(/\/v1$/, '') }),
      }),
  },
]

/** The policy over the providers there are keys for. @throws Error when there is none */
export function createRoutedModel(env: Environment): Routed {
  const own = places.filter(({ key }) => env[key])
  if (own.length === 0)
    throw new Error(`There is no key. Set one of ${places.map(({ key }) => key).join(', ')} in .env, or add --offline.`)
  const tiers = (['economy', 'frontier'] as const)
    .map((name) => ({ name, targets: own.filter(({ tier }) => tier === name).map(({ id }) => id) }))
    .filter(({ targets }) => targets.length > 0)
  const [cheapest, best] = [tiers[0]?.name ?? 'economy', tiers.at(-1)?.name ?? 'frontier']
  const ledger = createMemoryLedger()
  const router = createRouter({
    catalog,
    targets: own.map(({ id, model }) => ({ id, model })),
    tiers,
    // Steps with tools are plain work; sums, proofs and judgement go up.
    strategy: rules([{ when: { task: ['code', 'math', 'reasoning'] }, use: best }], { otherwise: cheapest }),
    constraints: { maxCostUsd: 0.25 },
    baseline: 'anthropic/claude-sonnet-4.6',
    ledger,
  })
  const models = Object.fromEntries(own.map(({ id, make, key, url }) => [id, make(env[key] ?? '', env[url])]))
  return { model: new RoutedChatModel({ router, models }), ledger }
}
