import {
  cascade,
  createCatalog,
  createMemoryLedger,
  createRouter,
  createSignalbox,
  judge,
  tier,
} from '@signalbox/ai-sdk'
import type { LanguageModelV4GenerateResult, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { generateText, streamText } from 'ai'
import { MockLanguageModelV4, simulateReadableStream } from 'ai/test'
import { describe, expect, it } from 'vitest'
import { cards } from './world.ts'

const usage = {
  inputTokens: { total: 10, noCache: 10, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 5, text: 5, reasoning: 0 },
}
const finishReason = { unified: 'stop', raw: 'stop' } as const
const openrouter = (cost: number) => ({
  openrouter: { provider: 'Fireworks', usage: { promptTokens: 10, completionTokens: 5, totalTokens: 15, cost } },
})
const whole = (text: string, more: Partial<LanguageModelV4GenerateResult>): LanguageModelV4GenerateResult => ({
  content: [{ type: 'text', text }],
  finishReason,
  usage,
  warnings: [],
  ...more,
})
const streamed = (...parts: LanguageModelV4StreamPart[]) => ({ stream: simulateReadableStream({ chunks: parts }) })

/** A cheap model and a judge, as whoever carries them answers. */
function setUp(cheap: MockLanguageModelV4, judging?: MockLanguageModelV4) {
  const ledger = createMemoryLedger()
  const router = createRouter({
    catalog: createCatalog({ version: 'test', models: cards }),
    targets: [
      { id: 'cheap', model: 'deepseek/cheap' },
      { id: 'best', model: 'anthropic/best' },
    ],
    tiers: [
      { name: 'economy', targets: ['cheap'] },
      { name: 'frontier', targets: ['best'] },
    ],
    strategy:
      judging === undefined
        ? tier('economy')
        : cascade({ tiers: ['economy', 'frontier'], gate: judge({ target: 'best', atLeast: 0.5 }) }),
    ledger,
  })
  const signalbox = createSignalbox({ router, models: { cheap, best: judging ?? new MockLanguageModelV4() } })
  return { model: signalbox('auto'), ledger }
}

describe('what a carrier says', () => {
  it('of a whole result is in the ledger', async () => {
    const result = whole('fine', { providerMetadata: openrouter(0.25), response: { id: 'gen-17' } })
    const { model, ledger } = setUp(new MockLanguageModelV4({ doGenerate: async () => result }))
    const { providerMetadata } = await generateText({ model, prompt: 'Hello' })
    expect(ledger.settlements).toMatchObject([
      { costNanoUsd: 250_000_000, pricedCostNanoUsd: 20_000, host: 'Fireworks', callId: 'gen-17' },
    ])
    expect(providerMetadata?.['signalbox']).toMatchObject({ attempts: [{ costUsd: 0.25, host: 'Fireworks' }] })
  })

  it('of a stream is in the ledger', async () => {
    const doStream = async () =>
      streamed(
        { type: 'stream-start', warnings: [] },
        { type: 'response-metadata', id: 'gen-17' },
        { type: 'text-start', id: '0' },
        { type: 'text-delta', id: '0', delta: 'fine' },
        { type: 'text-end', id: '0' },
        { type: 'finish', finishReason, usage, providerMetadata: openrouter(0.25) },
      )
    const { model, ledger } = setUp(new MockLanguageModelV4({ doStream }))
    await streamText({ model, prompt: 'Hello' }).text
    expect(ledger.settlements).toMatchObject([{ costNanoUsd: 250_000_000, host: 'Fireworks', callId: 'gen-17' }])
  })

  it('of a draft and its judge in a stream is in the ledger', async () => {
    const draft = async () =>
      streamed({ type: 'text-delta', id: '0', delta: 'fine' }, { type: 'finish', finishReason, usage })
    const verdict = whole('{"probability": 0.9}', {
      response: { headers: { 'x-litellm-response-cost': '0.5', 'x-litellm-model-id': 'abc' } },
    })
    const { model, ledger } = setUp(
      new MockLanguageModelV4({ doStream: draft }),
      new MockLanguageModelV4({ doGenerate: async () => verdict }),
    )
    await streamText({ model, prompt: 'Hello' }).text
    expect(ledger.outcomes).toMatchObject([{ checkCostNanoUsd: 500_000_000 }])
    expect(ledger.settlements.find(({ host }) => host === 'abc')).toMatchObject({ reportedCostNanoUsd: 500_000_000 })
  })
})
