import type { SignalboxConfig } from '@signalbox/config'
import { createMockProvider, startMockServer, type MockProvider, type MockServer } from '@signalbox/mock-providers'
import type { ShadowEvent } from '@signalbox/quality'
import express from 'express'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ask, serveApp } from '../test/serve-app.ts'
import { createGateway } from './create-gateway.ts'
import type { ExpressGateway } from './express-gateway.ts'

let folder: string
const ends: (() => Promise<void>)[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-shadow-'))
  ends.push(() => rm(folder, { recursive: true, force: true }))
})
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

interface ShadowedApp {
  readonly gateway: ExpressGateway
  readonly post: (body: object, headers?: Record<string, string>) => Promise<Response>
  readonly small: MockProvider
  readonly large: MockProvider
  readonly told: readonly ShadowEvent[]
}

/** An app over sockets whose config has a shadow. */
async function createApp(largeDelayMs = 0): Promise<ShadowedApp> {
  const small = createMockProvider({ name: 'small', models: { small: { answer: 'from the economy' } } })
  const large = createMockProvider({
    name: 'large',
    models: { large: { answer: 'from the frontier', firstTokenMs: largeDelayMs } },
  })
  const servers: MockServer[] = []
  for (const provider of [small, large]) servers.push(await startMockServer(provider))
  const [one, other] = servers
  ends.push(async () => {
    for (const server of servers) await server.close()
  })
  const model = (id: string, input: number) => ({
    id,
    contextTokens: 100_000,
    tools: true,
    prices: { input, output: 2 * input },
  })
  const config: SignalboxConfig = {
    upstreams: {
      one: { dialect: 'openai-chat', baseUrl: `${one?.url}/v1` },
      other: { dialect: 'anthropic-messages', baseUrl: `${other?.url}/v1` },
    },
    models: [model('own/small', 1), model('own/large', 10)],
    targets: [
      { id: 'small', model: 'own/small', upstream: 'one', as: 'small' },
      { id: 'large', model: 'own/large', upstream: 'other', as: 'large' },
    ],
    tiers: [
      { name: 'economy', targets: ['small'] },
      { name: 'frontier', targets: ['large'] },
    ],
    strategy: { tier: 'economy' },
    ledger: { sqlite: join(folder, 'ledger.db'), storeReplies: true },
    shadow: { share: 1, to: 'frontier', budgetUsd: 5, name: 'spring' },
  }
  const told: ShadowEvent[] = []
  const gateway = createGateway({ config, onShadow: (event) => told.push(event), env: {} })
  ends.push(() => gateway.close())
  const app = await serveApp(express().use(gateway))
  ends.push(() => app.close())
  return {
    gateway,
    post: (body, headers = {}) => app.post('/v1/chat/completions', body, { headers }),
    small,
    large,
    told,
  }
}

it.each([false, true])(
  'a shadow of a config answers beside, in another dialect, after the response has ended: streamed %s',
  async (stream) => {
    const { gateway, post, large, told } = await createApp()
    const response = await post({ ...ask, stream })
    expect(await response.text()).toContain(stream ? 'economy' : 'from the economy')
    await expect.poll(() => told.length).toBe(1)
    const id = response.headers.get('x-request-id') ?? ''
    expect(told).toMatchObject([
      { type: 'shadow-end', study: 'spring', requestId: id, outcome: { kind: 'served', attempts: [{ n: 2 }] } },
    ])
    expect(large.requests.map(({ headers }) => headers['x-signalbox-attempt'])).toEqual([`${id}/2`])
    const ledger = gateway.opened?.ledger
    await ledger?.flush()
    expect(ledger?.attemptsOf(id).map(({ n, target, purpose, study }) => [n, target, purpose, study])).toEqual([
      [1, 'small', 'serve', undefined],
      [2, 'large', 'shadow', 'spring'],
    ])
    expect(gateway.opened?.shadow?.counts()).toMatchObject({ sent: 1, failed: 0, running: 0 })
    const { text } = (await gateway.opened?.metrics.render()) ?? {}
    for (const line of [
      /^signalbox_attempts_total\{target="large",purpose="shadow",end="done",reason="none"\} 1$/m,
      /^signalbox_evidence_cost_usd_total\{purpose="shadow"\} 0\.\d+$/m,
      /^signalbox_shadow_requests_total\{study="spring",end="served",reason="none"\} 1$/m,
    ])
      expect(text).toMatch(line)
  },
)

it('who says so is left alone, by header or body', async () => {
  const { gateway, post, large } = await createApp()
  await (await post(ask, { 'x-signalbox-shadow': 'off' })).text()
  await (await post({ ...ask, signalbox: { shadow: false } })).text()
  await gateway.drain()
  expect(large.requests).toEqual([])
})

it('closing waits for answers that are under way, within its time', async () => {
  const { gateway, post, told } = await createApp(300)
  await (await post(ask)).text()
  await expect.poll(() => gateway.opened?.shadow?.counts().running).toBe(1)
  await gateway.close()
  expect(told).toMatchObject([{ type: 'shadow-end', outcome: { kind: 'served' } }])
})
