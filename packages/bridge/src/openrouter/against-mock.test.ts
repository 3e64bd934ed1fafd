import { createCatalog, costNanoUsd, priceOfTarget } from '@signalbox/core'
import { createFakeClock } from '@signalbox/core/testing'
import { createMockFetch, createMockOpenrouter } from '@signalbox/mock-providers'
import { beforeEach, describe, expect, it } from 'vitest'
import { createLateCosts, type LateCost } from './late-costs.ts'
import { createGenerationLookUp } from './look-up-generation.ts'
import { readKey } from './read-key.ts'
import { createModelList } from './read-openrouter-models.ts'
import { toOpenrouterCatalog } from './to-openrouter-catalog.ts'

const usage = { inputTokens: 1_234, outputTokens: 567, cacheReadTokens: 234 }
const price = { inputPerMillionUsd: 0.28, outputPerMillionUsd: 0.42, cacheReadPerMillionUsd: 0.028 }
const clock = createFakeClock()
const mock = createMockOpenrouter({
  apiKey: 'right',
  keyLimitUsd: 10,
  nowMs: clock.nowMs,
  models: {
    'acme/large': { endpoints: [{ provider: 'Acme', price, script: { answer: { text: 'one two', usage } } }] },
    'acme/large:free': { endpoints: [{ provider: 'Acme', script: { answer: { text: 'one' } } }] },
  },
})
const baseUrl = 'https://openrouter.test/api/v1'
const access = { baseUrl, apiKey: 'right', clock, fetch: createMockFetch({ 'https://openrouter.test': mock }) }

beforeEach(() => mock.reset())

async function ask(): Promise<string> {
  const response = await access.fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer right' },
    body: JSON.stringify({ model: 'acme/large', messages: [{ role: 'user', content: 'Hi' }] }),
  })
  return ((await response.json()) as { id: string }).id
}

describe('against the mock', () => {
  it('a list is read, kept and renewed by its ETag', async () => {
    const list = createModelList({ ...access, maxAgeMs: 1_000 })
    const { models, etag } = await list.read()
    expect(models.map(({ id }) => id)).toEqual(['acme/large', 'acme/large:free'])
    await clock.advance(1_001)
    expect(await list.read()).toMatchObject({ etag, isStale: false, fetchedAtMs: clock.nowMs() })
    expect(mock.lookups.map(({ status }) => status)).toEqual([200, 304])
  })

  it('our cost of a call is theirs, told late', async () => {
    const { catalog } = toOpenrouterCatalog(
      await createModelList(access).read(),
      createCatalog({ version: 'none', models: [] }),
    )
    const card = catalog.find('acme/large')
    const target = { id: 'acme', model: 'acme/large', provider: 'openrouter' }
    const found = card && priceOfTarget(target, card, clock.nowMs())
    const ourNanoUsd = found && costNanoUsd(found, usage)

    const costs: LateCost[] = []
    const lateCosts = createLateCosts({
      lookUp: createGenerationLookUp(access),
      onCost: (cost) => void costs.push(cost),
    })
    lateCosts.add({ requestId: 'r', n: 1, callId: await ask() })
    await clock.runUntil(lateCosts.idle())
    expect(costs).toMatchObject([{ requestId: 'r', n: 1, host: 'Acme' }])
    expect(Math.round((costs[0]?.costUsd ?? NaN) * 1e9)).toBe(ourNanoUsd)
    expect(mock.lookups.map(({ status }) => status)).toEqual([200, 404, 200])
  })

  it('a key is read, and a wrong one refused', async () => {
    expect(await readKey(access)).toMatchObject({
      kind: 'found',
      key: { limitUsd: 10, limitRemainingUsd: 10, freeRequests: { used: 0 } },
    })
    expect(await readKey({ ...access, apiKey: 'wrong' })).toMatchObject({
      kind: 'failed',
      reason: 'unauthorised',
      message: expect.stringContaining('User not found'),
    })
  })
})
