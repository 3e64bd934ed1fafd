import { ChatAnthropic } from '@langchain/anthropic'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { ChatDeepSeek } from '@langchain/deepseek'
import { ChatOpenAI } from '@langchain/openai'
import { createCatalog, createRouter, RoutedChatModel, tier } from '@signalbox/langchain'
import { createMockProvider, startMockServer, type MockServer } from '@signalbox/mock-providers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { obedient } from './obedient.ts'
import { audioCase, integrationCases, unitCases, type MakeModel } from './standard-cases.ts'
import { card } from './world.ts'

/**
 * LangChain's standard tests for chat models, case by case, on a model as it is and on the same model behind a dead one: what holds
 * for the one has to hold for the other, and the answers have to be the same. Left out of 33: `init` with the key from the
 * environment (the router has no key); audio for Anthropic and DeepSeek, whose packages refuse it with or without the router.
 */
const inputModalities = ['text', 'image', 'audio', 'video', 'file'] as const

type Make = (baseUrl: string, fields: object) => BaseChatModel

const packages: readonly (readonly [name: string, make: Make, readsAudio: boolean])[] = [
  [
    'openai',
    (url, fields) => new ChatOpenAI({ model: 'm', apiKey: 'test', configuration: { baseURL: `${url}/v1` }, ...fields }),
    true,
  ],
  [
    'anthropic',
    (url, fields) => new ChatAnthropic({ model: 'm', apiKey: 'test', anthropicApiUrl: url, ...fields }),
    false,
  ],
  [
    'deepseek',
    (url, fields) =>
      new ChatDeepSeek({ model: 'm', apiKey: 'test', configuration: { baseURL: `${url}/v1` }, ...fields }),
    false,
  ],
]

describe.each(packages)('@langchain/%s, with the router and without', (_name, make, readsAudio) => {
  let alive: MockServer
  let dead: MockServer
  beforeAll(async () => {
    const faults = (): { kind: 'status'; status: number } => ({ kind: 'status', status: 503 })
    alive = await startMockServer(
      createMockProvider({ name: 'alive', models: { m: { answer: obedient('Hello to you.') } } }),
    )
    dead = await startMockServer(createMockProvider({ name: 'dead', models: { m: { answer: '', faults } } }))
  })
  afterAll(async () => {
    await alive.close()
    await dead.close()
  })

  const unrouted: MakeModel = (fields = {}) => make(alive.url, { maxRetries: 0, ...fields })
  const routed: MakeModel = (fields = {}) => {
    const router = createRouter({
      catalog: createCatalog({
        version: 'test',
        models: [card('v/dead', 1, { inputModalities }), card('v/alive', 1, { inputModalities })],
      }),
      targets: [
        { id: 'dead', model: 'v/dead' },
        { id: 'alive', model: 'v/alive' },
      ],
      tiers: [{ name: 'economy', targets: ['dead', 'alive'] }],
      strategy: tier('economy'),
      execution: { maxRetriesPerTarget: 0 },
    })
    return new RoutedChatModel({ router, models: { dead: make(dead.url, {}), alive: make(alive.url, {}) }, ...fields })
  }

  const cases = [...unitCases, ...integrationCases, ...(readsAudio ? [audioCase] : [])]
  it.each(cases.map((one) => [one.name, one] as const))('%s', async (_case, { run }) => {
    const plain = await run(unrouted)
    const behind = await run(routed)
    expect(behind).toEqual(plain)
  })
})
