import {
  createCatalog,
  createMemoryLedger,
  createRouter,
  tier,
  type MemoryLedger,
  type ModelCard,
  type SettlementRow,
} from '@signalbox/core'
import { litellmCommand, litellmVersion, startLitellmLike } from '@signalbox/contract-tests/litellm'
import { createUpstreamCall, httpDialect } from '@signalbox/http'
import {
  createMockFetch,
  createMockLitellm,
  createMockProvider,
  type MockLitellmOptions,
  type MockUsage,
} from '@signalbox/mock-providers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLitellmCarrier } from '../src/litellm/litellm-carrier.ts'

/** One group a case: what the provider counts, and the proxy's price. */
const cases: Readonly<Record<string, { readonly usage: MockUsage; readonly prices?: readonly [number, number] }>> = {
  small: { usage: { inputTokens: 12, outputTokens: 7 }, prices: [3, 15] },
  large: { usage: { inputTokens: 123_457, outputTokens: 4_099 }, prices: [0.435, 0.87] },
  cached: { usage: { inputTokens: 10_000, outputTokens: 100, cacheReadTokens: 9_000 }, prices: [3, 15] },
  reasoning: { usage: { inputTokens: 100, outputTokens: 2_000, reasoningTokens: 1_900 }, prices: [5, 30] },
  'no price there': { usage: { inputTokens: 100, outputTokens: 100 } },
}
const names = Object.keys(cases)
const groupOf = (name: string): string => name.replaceAll(' ', '-')
/** A tenth of the input, as ours is. */
const cacheShare = 0.1

const createOptions = (): MockLitellmOptions => {
  const models = Object.fromEntries(
    names.map((name) => [groupOf(name), { answer: { text: 'hello there', usage: cases[name]?.usage } }]),
  )
  const provider = createMockProvider({ name: 'provider', models })
  return {
    deployments: names.map((name) => {
      const [input, output] = cases[name]?.prices ?? []
      return {
        group: groupOf(name),
        model: `openai/${groupOf(name)}`,
        provider,
        ...(input !== undefined &&
          output !== undefined && {
            prices: {
              inputPerMillionUsd: input,
              outputPerMillionUsd: output,
              cacheReadPerMillionUsd: input * cacheShare,
            },
          }),
      }
    }),
  }
}

const toCard = (name: string): ModelCard => {
  const [inputPerMillionUsd, outputPerMillionUsd] = cases[name]?.prices ?? [1, 2]
  return {
    id: `own/${groupOf(name)}`,
    name,
    vendor: 'own',
    contextTokens: 1_000_000,
    capabilities: {},
    inputModalities: ['text'],
    outputModalities: ['text'],
    prices: [
      {
        provider: 'own',
        periods: [
          {
            tiers: [
              {
                aboveInputTokens: 0,
                inputPerMillionUsd,
                outputPerMillionUsd,
                cacheReadPerMillionUsd: inputPerMillionUsd * cacheShare,
              },
            ],
          },
        ],
      },
    ],
    sources: {},
  }
}

async function ask(place: { readonly origin: string; readonly fetch: typeof fetch }, name: string, stream: boolean) {
  const model = `own/${groupOf(name)}`
  const ledger: MemoryLedger = createMemoryLedger()
  const router = createRouter({
    catalog: createCatalog({ version: 'test', models: [toCard(name)] }),
    targets: [{ id: model, model, upstream: 'litellm' }],
    tiers: [{ name: 'only', targets: [model] }],
    strategy: tier('only'),
    execution: { firstTokenTimeoutMs: 60_000 },
    ledger,
  })
  const request = { messages: [{ role: 'user', content: 'Hello' }], task: 'chat' } as const
  const call = createUpstreamCall({
    request,
    stream,
    fetch: place.fetch,
    upstreams: [
      { name: 'litellm', dialect: 'openai-chat', baseUrl: `${place.origin}/v1`, carrier: createLitellmCarrier() },
    ],
  })
  const { outcome } = await router.run(request, call, { dialect: httpDialect })
  return { outcome, row: ledger.settlements[0] as SettlementRow }
}

interface Place {
  readonly origin: string
  readonly fetch: typeof globalThis.fetch
  readonly stop: () => Promise<void>
}

const places: readonly (readonly [name: string, isHere: boolean, start: () => Promise<Place>])[] = [
  [
    'the flavour',
    true,
    async () => ({
      origin: 'http://litellm.test',
      fetch: createMockFetch({ 'http://litellm.test/v1': createMockLitellm(createOptions()) }),
      stop: async () => {},
    }),
  ],
  [
    `the real LiteLLM ${litellmVersion}`,
    litellmCommand !== undefined,
    async () => ({ ...(await startLitellmLike(litellmCommand ?? '', createOptions())), fetch: globalThis.fetch }),
  ],
]

describe.each(places)(
  'the cost in the ledger is the one that the proxy reports: %s',
  { retry: 1 },
  (_, isHere, start) => {
    let place: Place | undefined
    beforeAll(async () => {
      if (isHere) place = await start()
    }, 150_000)
    afterAll(() => place?.stop())

    it.skipIf(!isHere).each(names.flatMap((name) => [[name, 'whole'] as const, [name, 'stream'] as const]))(
      '%s, %s',
      async (name, mode) => {
        if (place === undefined) throw new Error('It has not been started.')
        const { row, outcome } = await ask(place, name, mode === 'stream')
        expect(row).toMatchObject({ end: 'done', host: `${groupOf(name)}-${names.indexOf(name) + 1}` })
        expect(outcome.cost).toMatchObject({ nanoUsd: row.costNanoUsd, isLowerBound: false })
        if (cases[name]?.prices === undefined) {
          // Nothing is reported where nothing is known: ours is what counts.
          expect(row).toMatchObject({ reportedCostNanoUsd: undefined, costNanoUsd: row.pricedCostNanoUsd })
          return
        }
        expect(row.costNanoUsd).toBe(row.reportedCostNanoUsd)
        expect(row.reportedCostNanoUsd).toBe(row.pricedCostNanoUsd)
        expect(row.pricedCostNanoUsd).toBeGreaterThan(0)
      },
      60_000,
    )
  },
)
