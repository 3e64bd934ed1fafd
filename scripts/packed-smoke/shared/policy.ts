import { catalog } from '@signalbox/catalog'
import { createRouter, type LedgerStore, rules, type Router, type RouterOptions } from '@signalbox/core'
import { createMockFetch, createMockProvider } from '@signalbox/mock-providers'

export const answer = 'Bonjour, le monde!'
export const baseUrl = 'https://provider.test/v1'

/** The provider's side: the first target is down, the second answers. */
export const provider = createMockProvider({
  name: 'packed',
  models: { down: { answer: '', faults: () => ({ kind: 'status', status: 503 }) }, up: { answer } },
})
export const fetch = createMockFetch({ [baseUrl]: provider })

export function createPolicy(ledger?: LedgerStore): Router {
  return createRouter(policyOptions(ledger))
}

export function policyOptions(ledger?: LedgerStore): RouterOptions {
  return {
    catalog,
    targets: [
      { id: 'first', model: 'deepseek/deepseek-v4-pro', as: 'down', upstream: 'mock', provider: 'one' },
      { id: 'second', model: 'z-ai/glm-5.2', as: 'up', upstream: 'mock', provider: 'two' },
    ],
    tiers: [{ name: 'economy', targets: ['first', 'second'] }],
    strategy: rules([{ when: { task: 'translate' }, use: 'economy' }], { otherwise: 'economy' }),
    execution: { maxRetriesPerTarget: 0 },
    ledger,
  }
}
