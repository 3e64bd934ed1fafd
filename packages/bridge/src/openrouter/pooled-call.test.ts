import { createCatalog, type Decision, type ModelCard, type Target } from '@signalbox/core'
import { createUpstreamCall } from '@signalbox/http'
import { describe, expect, it } from 'vitest'
import { createLitellmCarrier } from '../litellm/litellm-carrier.ts'
import { createOpenrouterCarrier } from './openrouter-carrier.ts'

const priced = (id: string, usd: number): ModelCard => ({
  id,
  name: id,
  vendor: 'z',
  contextTokens: 1_000,
  capabilities: {},
  inputModalities: ['text'],
  outputModalities: ['text'],
  sources: {},
  prices: [
    {
      provider: 'openrouter',
      periods: [{ tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: usd, outputPerMillionUsd: usd }] }],
    },
  ],
})
const target = (id: string, more: Partial<Target> = {}): Target => ({
  id,
  model: id,
  as: id,
  provider: 'openrouter',
  upstream: 'u',
  ...more,
})

/** What goes out for z/a with z/b behind it. */
async function sentBy(carrier: ReturnType<typeof createOpenrouterCarrier>, b: Target | undefined, more: object = {}) {
  let sent: { readonly provider?: Record<string, unknown> } = {}
  const call = createUpstreamCall({
    request: { messages: [{ role: 'user', content: 'x' }] },
    upstreams: [{ name: 'u', dialect: 'openai-chat', baseUrl: 'http://u.test', carrier, ...more }],
    fetch: async (_, init) => {
      sent = JSON.parse(String(init?.body))
      return new Response('{}')
    },
  })
  await call(target('z/a'), {
    signal: new AbortController().signal,
    attempt: { n: 1 } as never,
    decision: { requestId: 'r', steps: [] } as unknown as Decision,
    alternates: b === undefined ? [] : [b],
    wantsLogprobs: false,
  })
  return sent
}

describe('one call for several targets', () => {
  const catalog = createCatalog({ version: 't', models: [priced('z/a', 1), priced('z/b', 5)] })
  it('the price that its dearest may ask is the most, or the dearer ones can never answer', async () => {
    const carrier = createOpenrouterCarrier({ catalog, constraints: { maxCostUsd: 1 } })
    expect((await sentBy(carrier, target('z/b')))['provider']?.['max_price']).toEqual({ prompt: 5, completion: 5 })
  })
  it('what one of them is said to keep, all hosts are held to', async () => {
    expect((await sentBy(createOpenrouterCarrier(), target('z/b', { retentionDays: 0 })))['provider']).toMatchObject({
      zdr: true,
    })
  })
  it("the operator's fields of an alternate hold for it too", async () => {
    const bodies = { 'z/b': { provider: { only: ['azure'] } } }
    expect((await sentBy(createOpenrouterCarrier(), target('z/b'), { bodies }))['provider']).toMatchObject({
      only: ['azure'],
    })
  })
})

describe('what the operator says in a body cannot turn the carrier around', () => {
  it('OpenRouter: one model a call', async () => {
    expect(await sentBy(createOpenrouterCarrier(), undefined, { body: { models: ['z/c'] } })).not.toHaveProperty(
      'models',
    )
  })
  it('LiteLLM: its fall-back is off, or on for a pool', async () => {
    expect(await sentBy(createLitellmCarrier(), undefined, { body: { fallbacks: ['z/c'] } })).not.toHaveProperty(
      'fallbacks',
    )
    expect(
      await sentBy(createLitellmCarrier(), target('z/b'), { body: { disable_fallbacks: true } }),
    ).not.toHaveProperty('disable_fallbacks')
    expect(await sentBy(createLitellmCarrier(), undefined, { body: { mock_response: 'x' } })).toHaveProperty(
      'num_retries',
      0,
    )
  })
})

it("a target's fields stand on top of its upstream's, key by key in a carrier's objects", async () => {
  const more = { body: { provider: { data_collection: 'deny' } }, bodies: { 'z/a': { provider: { only: ['azure'] } } } }
  expect((await sentBy(createOpenrouterCarrier(), undefined, more))['provider']).toMatchObject({
    only: ['azure'],
    data_collection: 'deny',
  })
})

it('a preset of the account, which may name models of its own, is not a client’s to choose', () => {
  const call = {
    dialect: 'openai-chat',
    target: target('z/a'),
    alternates: [],
    fields: {},
    fieldsOf: () => ({}),
    request: { messages: [] },
    decision: {} as Decision,
  } as const
  expect(createOpenrouterCarrier().toBody({ model: 'z/a', preset: 'p' }, call)).not.toHaveProperty('preset')
})
