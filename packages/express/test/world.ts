import { createCatalog, createRouter, rules, type ModelCard, type Router } from '@signalbox/core'
import { fetchTransport, type GatewayOptions } from '@signalbox/http'
import { createMockFetch, createMockProvider } from '@signalbox/mock-providers'

const baseUrl = 'http://provider.test/v1'

/** Two models of one provider, the dearer for code. */
export function createTestRouter(): Router {
  return createRouter({
    catalog: createCatalog({ version: 'test', models: [card('v/small'), card('v/large')] }),
    targets: [
      { id: 'small', model: 'v/small', provider: 'v' },
      { id: 'large', model: 'v/large', provider: 'v' },
    ],
    tiers: [
      { name: 'economy', targets: ['small'] },
      { name: 'frontier', targets: ['large'] },
    ],
    strategy: rules([{ when: { task: ['code'] }, use: 'frontier' }], { otherwise: 'economy' }),
    execution: { retryWaitMs: 0, maxRetriesPerTarget: 0 },
  })
}

/** What `createGateway` needs, over a mock provider that answers `answer`. */
export function createGatewayWorld(answer = 'hello'): GatewayOptions {
  const provider = createMockProvider({ name: 'v', models: { small: { answer }, large: { answer } } })
  return {
    router: createTestRouter(),
    upstreams: [{ name: 'v', dialect: 'openai-chat', baseUrl, apiKey: 'k' }],
    transport: fetchTransport(createMockFetch({ [baseUrl]: provider })),
  }
}

function card(id: string): ModelCard {
  return {
    id,
    name: id,
    vendor: 'v',
    contextTokens: 1_000_000,
    maxOutputTokens: 10_000,
    capabilities: { tools: true },
    inputModalities: ['text'],
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
