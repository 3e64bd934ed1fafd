import {
  createMockLitellm,
  createMockOpenrouter,
  createMockProvider,
  startMockServer,
  type MockProvider,
  type MockServer,
} from '@signalbox/mock-providers'
import { openSqliteLedger } from '@signalbox/ledger'
import type { IntentRow, SettlementRow } from '@signalbox/core'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCliFolder, type CliFolder } from './run-cli.ts'
import { startServe, type ServeProcess } from './serve-process.ts'

const key = 'sk-planted-key'
const words = 'one two three four five six seven eight nine ten'

let folder: CliFolder
let upstream: MockServer | undefined
let served: ServeProcess | undefined

beforeEach(async () => {
  folder = await createCliFolder()
})
afterEach(async () => {
  served?.signal('SIGKILL')
  await served?.ended
  served = undefined
  await upstream?.close()
  await folder.remove()
})

/** `serve` in front of a carrier that has the model `acme/large`. */
async function serveBefore(
  provider: MockProvider,
  carrier: { readonly carrier: string; readonly path: string },
): Promise<ServeProcess> {
  upstream = await startMockServer(provider)
  const config = {
    upstreams: {
      far: {
        dialect: 'openai-chat',
        baseUrl: `${upstream.url}${carrier.path}`,
        apiKey: '${CARRIER_KEY}',
        carrier: carrier.carrier,
      },
    },
    models: [{ id: 'acme/large', contextTokens: 100_000, prices: { input: 100, output: 200 } }],
    targets: [{ id: 'large', model: 'acme/large', upstream: 'far', as: 'acme/large' }],
    tiers: [{ name: 'economy', targets: ['large'] }],
    strategy: { tier: 'economy' },
    execution: { maxRetriesPerTarget: 0 },
    ledger: { sqlite: './ledger.db' },
  }
  await folder.write('signalbox.yaml', JSON.stringify(config))
  return (served = await startServe(folder.path, { CARRIER_KEY: key }))
}

function chat(
  url: string,
  more: object = {},
  init: { readonly headers?: Record<string, string>; readonly signal?: AbortSignal } = {},
): Promise<Response> {
  return fetch(`${url}/v1/chat/completions`, {
    ...init,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...init.headers },
    body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'Hi' }], ...more }),
  })
}

function attempts(): readonly (IntentRow & Partial<SettlementRow>)[] {
  const ledger = openSqliteLedger({ file: join(folder.path, 'ledger.db'), readOnly: true })
  try {
    return [...ledger.attempts()]
  } finally {
    void ledger.close()
  }
}

async function end(process: ServeProcess): Promise<string> {
  process.signal('SIGTERM')
  expect(await process.ended).toBe(0)
  return process.log()
}

describe('serve before OpenRouter', () => {
  const price = { inputPerMillionUsd: 3, outputPerMillionUsd: 15 }
  const openrouter = (script: object): ReturnType<typeof createMockOpenrouter> =>
    createMockOpenrouter({
      apiKey: key,
      models: { 'acme/large': { endpoints: [{ provider: 'Acme', price, script: { answer: words, ...script } }] } },
    })

  it('takes their account of a call', async () => {
    const mock = openrouter({})
    const process = await serveBefore(mock, { carrier: 'openrouter', path: '/api/v1' })
    const reply = (await (await chat(process.url)).json()) as { readonly usage: { readonly cost: number } }
    expect(await end(process)).not.toContain('late costs')
    const [row] = attempts()
    expect(row).toMatchObject({ host: 'Acme', callId: expect.stringMatching(/^gen-/), isCostLowerBound: false })
    expect(row?.costNanoUsd).toBe(Math.round(reply.usage.cost * 1e9))
    expect(row?.pricedCostNanoUsd).not.toBe(row?.costNanoUsd)
  })

  it('learns late what a stream has cost that its client has left', async () => {
    const mock = openrouter({ tokensPerSecond: 20 })
    const process = await serveBefore(mock, { carrier: 'openrouter', path: '/api/v1' })
    const leave = new AbortController()
    const reader = (await chat(process.url, { stream: true }, { signal: leave.signal })).body?.getReader()
    await reader?.read()
    leave.abort()
    await expect.poll(() => attempts()[0]?.costNanoUsd, { timeout: 10_000 }).toBeGreaterThan(0)
    expect(attempts()).toMatchObject([
      { end: 'aborted', billable: 'yes', host: 'Acme', isCostLowerBound: false, inputTokens: undefined },
    ])
    const log = await end(process)
    expect(log).toMatch(/"found":1,"missing":0,"dropped":0,"failed":0,"msg":"late costs"/)
    expect(log).not.toContain(key)
  })

  it('learns before it ends what a stream has cost that was cut', async () => {
    const mock = openrouter({ tokensPerSecond: 20, faults: [{ kind: 'cut', afterTokens: 2 }] })
    const process = await serveBefore(mock, { carrier: 'openrouter', path: '/api/v1' })
    const reply = await chat(process.url, { stream: true })
    await reply.text().catch(() => undefined)
    expect(await end(process)).toMatch(/"found":1,.*"late costs"/)
    const [row] = attempts()
    expect(row).toMatchObject({ end: 'failed', billable: 'yes', isCostLowerBound: false })
    expect(row?.costNanoUsd).toBe(row?.reportedCostNanoUsd)
    const ledger = openSqliteLedger({ file: join(folder.path, 'ledger.db'), readOnly: true })
    expect([...ledger.outcomes()]).toMatchObject([{ kind: 'broken', costNanoUsd: row?.costNanoUsd }])
    await ledger.close()
  })
})

describe('serve before LiteLLM', () => {
  it("hands on tags and virtual key, and takes their header's cost", async () => {
    const provider = createMockProvider({ name: 'one', models: { m: { answer: words } } })
    const prices = { inputPerMillionUsd: 3, outputPerMillionUsd: 15 }
    const mock = createMockLitellm({
      masterKey: 'sk-master',
      keys: { [key]: {} },
      deployments: [{ group: 'acme/large', id: 'deployment-1', model: 'openai/m', provider, prices }],
    })
    const process = await serveBefore(mock, { carrier: 'litellm', path: '/v1' })
    const tagged = { metadata: { tags: ['of-the-client'] }, signalbox: { tags: { team: 'blue' } } }
    const headers = { 'x-litellm-tags': 'of-the-header', authorization: 'Bearer of-the-client' }
    expect((await chat(process.url, tagged, { headers })).status).toBe(200)
    await end(process)
    const [asked] = mock.requests
    expect(asked?.body).toMatchObject({ metadata: { tags: ['of-the-client', 'team:blue'] }, disable_fallbacks: true })
    expect(asked?.headers['x-litellm-tags']).toBe('of-the-header')

    const direct = await chat(upstream?.url ?? '', { model: 'acme/large' }, { headers: bearer(key) })
    expect(Number(direct.headers.get('x-litellm-key-spend'))).toBeGreaterThan(0)
    const costUsd = Number(direct.headers.get('x-litellm-response-cost'))
    expect(attempts()).toMatchObject([
      { host: 'deployment-1', costNanoUsd: Math.round(costUsd * 1e9), isCostLowerBound: false },
    ])
  })
})

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}
