import { describe, expect, it } from 'vitest'
import { createMockFetch } from '../mock-fetch.ts'
import { createMockProvider, type MockProvider } from '../mock-provider.ts'
import type { ModelScript } from '../mock-script.ts'
import { createMockLitellm, type MockLitellmOptions } from './create-mock-litellm.ts'

const origin = 'http://litellm.test'
const usage = { inputTokens: 100, outputTokens: 10, cacheReadTokens: 40 }
const prices = { inputPerMillionUsd: 1, outputPerMillionUsd: 2, cacheReadPerMillionUsd: 0.1 }
const always = (status: number): ModelScript => ({ answer: 'no', faults: () => ({ kind: 'status', status }) })
const models = {
  ok: { answer: { text: 'Hello there.', usage } },
  down: always(503),
  locked: always(401),
  busy: always(429),
}

interface World {
  readonly proxy: MockProvider
  readonly ask: (model: string, more?: object, key?: string) => Promise<Response>
}

/** How LiteLLM answers is held against the real one in packages/bridge/test; here is what needs none. */
function createWorld(more: Partial<MockLitellmOptions> = {}): World {
  const provider = createMockProvider({ name: 'mock', models })
  const proxy = createMockLitellm({
    deployments: Object.keys(models).map((name) => ({ group: name, model: `openai/${name}`, provider, prices })),
    ...more,
  })
  const fetch = createMockFetch({ [origin]: proxy })
  return {
    proxy,
    ask: (model, fields = {}, key = 'sk-master') =>
      fetch(`${origin}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello' }], ...fields }),
      }),
  }
}

const typeIn = async (reply: Response): Promise<unknown> =>
  ((await reply.json()) as { error: { type: unknown } }).error.type

describe('the cost of a call', () => {
  it('stands in a header of a whole reply', async () => {
    const reply = await createWorld().ask('ok')
    expect(reply.headers.get('x-litellm-response-cost')).toBe('8.4e-05')
    expect(reply.headers.get('x-litellm-model-id')).toBe('ok-1')
  })

  it('stands in the usage of a stream, and in no header', async () => {
    const reply = await createWorld().ask('ok', { stream: true, stream_options: { include_usage: true } })
    expect(reply.headers.get('x-litellm-response-cost')).toBeNull()
    expect(await reply.text()).toContain('"cost":0.000084')
  })

  it('is not told where it has no price', async () => {
    const provider = createMockProvider({ name: 'mock', models })
    const { ask } = createWorld({ deployments: [{ group: 'ok', model: 'anthropic/ok', provider }] })
    expect((await ask('ok')).headers.get('x-litellm-response-cost')).toBeNull()
  })
})

describe('virtual keys', () => {
  const keys = { 'sk-small': { maxBudgetUsd: 0.0001 }, 'sk-slow': { rpmLimit: 1 }, 'sk-narrow': { models: ['down'] } }

  it('are spent', async () => {
    const { ask } = createWorld({ masterKey: 'sk-master', keys })
    expect((await ask('ok', {}, 'sk-small')).status).toBe(200)
    expect((await ask('ok', {}, 'sk-small')).headers.get('x-litellm-key-spend')).toBe('0.000168')
    const spent = await ask('ok', {}, 'sk-small')
    expect([spent.status, await typeIn(spent)]).toEqual([422, 'budget_exceeded'])
  })

  it('have their requests a minute', async () => {
    let nowMs = 0
    const { ask } = createWorld({ keys, nowMs: () => nowMs })
    expect((await ask('ok', {}, 'sk-slow')).status).toBe(200)
    nowMs = 45_000
    const limited = await ask('ok', {}, 'sk-slow')
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '15'])
    nowMs = 60_000
    expect((await ask('ok', {}, 'sk-slow')).status).toBe(200)
  })

  it.each([
    ['sk-narrow', 403, 'key_model_access_denied'],
    ['sk-wrong', 401, 'token_not_found_in_db'],
  ])('%s is refused', async (key, status, type) => {
    const reply = await createWorld({ masterKey: 'sk-master', keys }).ask('ok', {}, key)
    expect([reply.status, await typeIn(reply)]).toEqual([status, type])
  })
})

describe('cooldowns', () => {
  it('last five seconds, and even for one that is alone after a 401', async () => {
    let nowMs = 0
    const { ask } = createWorld({ nowMs: () => nowMs })
    const statuses = []
    for (const at of [0, 4_999, 5_000]) {
      nowMs = at
      statuses.push((await ask('locked')).status)
    }
    expect(statuses).toEqual([401, 429, 401])
  })

  it('spare one that is alone and busy', async () => {
    const { ask } = createWorld()
    await ask('busy')
    expect(await typeIn(await ask('busy'))).toBe('throttling_error')
  })
})

describe('fall-backs', () => {
  it.each([
    ['of the settings', {}, 200, '1'],
    ['of the request win', { fallbacks: ['busy', 'ok'] }, 200, '1'],
    ['forbidden', { disable_fallbacks: true }, 503, null],
    ['of no use', { fallbacks: ['busy'] }, 503, null],
  ])('%s', async (_, fields, status, attempted) => {
    const reply = await createWorld({ fallbacks: { down: ['ok'] } }).ask('down', fields)
    expect([reply.status, reply.headers.get('x-litellm-attempted-fallbacks')]).toEqual([status, attempted])
  })
})

it('starts anew', async () => {
  const { proxy, ask } = createWorld()
  await ask('locked')
  proxy.reset()
  expect(proxy.requests).toEqual([])
  expect((await ask('locked')).status).toBe(401)
})

it('logs what it has received and what was used', async () => {
  const { proxy, ask } = createWorld()
  await (await ask('ok', { stream: true })).text()
  expect(proxy.requests).toEqual([
    expect.objectContaining({
      model: 'ok',
      stream: true,
      status: 200,
      ended: 'complete',
      prompt: 'Hello',
      usage: { inputTokens: 100, outputTokens: 10, cacheReadTokens: 40, reasoningTokens: 0 },
      headers: expect.objectContaining({ authorization: '[redacted]' }),
    }),
  ])
})
