import { ConfigError, type SignalboxConfig } from '@signalbox/config'
import type { RouterEvent } from '@signalbox/core'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openConfig } from './open-config.ts'
import type { OpenedConfig } from './opened-config.ts'

const env = { MAKER_KEY: 'key of the maker', TOKEN: 'token-of-the-clients' }

let folder: string
let opened: OpenedConfig | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-open-'))
})
afterEach(async () => {
  await opened?.close()
  opened = undefined
  await rm(folder, { recursive: true, force: true })
})

const minimal = (more: Partial<SignalboxConfig> = {}): SignalboxConfig => ({
  upstreams: { maker: { dialect: 'openai-chat', baseUrl: 'https://api.maker.example/v1', apiKey: '${MAKER_KEY}' } },
  models: [{ id: 'own/model', contextTokens: 100_000, tools: true, jsonSchema: true, prices: { input: 1, output: 2 } }],
  targets: [{ id: 'one', model: 'own/model', upstream: 'maker' }],
  tiers: [{ name: 'only', targets: ['one'] }],
  strategy: { tier: 'only' },
  ...more,
})

const head =
  (headers: Readonly<Record<string, string>>): ((name: string) => string | undefined) =>
  (name) =>
    headers[name]

const messageOf = (open: () => OpenedConfig): string => {
  try {
    opened = open()
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  throw new Error('It has been opened.')
}

describe('a config', () => {
  it('becomes a router, upstreams with keys, and the settings of the gateway', async () => {
    const gateway = { token: '${TOKEN}', headers: ['model' as const], allow: ['task' as const], maxBodyBytes: 9 }
    opened = openConfig(minimal({ gateway }), { env })
    expect(opened.router.ids).toEqual(['auto', 'tier:only', 'one'])
    expect(opened.upstreams).toEqual([
      expect.objectContaining({ name: 'maker', dialect: 'openai-chat', apiKey: 'key of the maker' }),
    ])
    expect(opened.gateway).toMatchObject({ headers: ['model'], allow: ['task'], maxBodyBytes: 9 })
    expect(await opened.gateway.authorize?.(head({ authorization: 'Bearer token-of-the-clients' }))).toBe(true)
    expect(await opened.gateway.authorize?.(head({ 'x-api-key': 'token-of-the-clients' }))).toBe(true)
    expect(await opened.gateway.authorize?.(head({}))).toBe(false)
    expect(opened.ledger).toBeUndefined()
    expect(opened.warnings.map(({ message, line }) => [message, line])).toEqual([
      [expect.stringMatching(/No baseline/), undefined],
    ])
  })

  it('without a token lets everybody in: who listens decides where', () => {
    opened = openConfig(minimal(), { env })
    expect(opened.gateway.authorize).toBeUndefined()
  })

  it('opens from its file, with its ledger and budgets, and closes them', async () => {
    const file = join(folder, 'signalbox.yaml')
    const ledger = join(folder, 'ledger.db')
    const budgets = [{ name: 'all', limitUsd: 1, period: 'day' as const }]
    await writeFile(file, JSON.stringify(minimal({ ledger: { sqlite: ledger }, budgets })))
    const events: RouterEvent['type'][] = []
    opened = openConfig(file, { env, onEvent: ({ type }) => void events.push(type) })
    await opened.router.run({ messages: [{ role: 'user', content: 'hello' }] }, () => ({
      text: 'hello',
      usage: { inputTokens: 1, outputTokens: 1 },
      finish: { reason: 'stop' },
    }))
    await opened.ledger?.flush()
    expect(opened.ledger?.report().total).toMatchObject({ requests: 1, served: 1 })
    expect(events).toContain('outcome-end')
    expect(events).not.toContain('budget-error')
    await opened.close()
    opened = undefined
    // Whoever closes last takes the log beside the file with it.
    expect(existsSync(`${ledger}-wal`)).toBe(false)
  })
})

describe('what cannot be opened says why', () => {
  it('every variable that is not set, at once', () => {
    const config = minimal({ gateway: { token: ['${TOKEN}', '${OTHER_TOKEN}'] } })
    const message = messageOf(() => openConfig(config, { env: {} }))
    expect(message.split('\n')).toEqual([
      expect.stringMatching(/^config {2}error {2}.*MAKER_KEY is not set.*Set it/),
      expect.stringMatching(/\bTOKEN is not set/),
      expect.stringMatching(/OTHER_TOKEN is not set/),
    ])
  })

  it('one token is set and another is not: it does not start with fewer locks than were asked for', () => {
    const config = minimal({ gateway: { token: ['${TOKEN}', '${OTHER_TOKEN}'] } })
    expect(messageOf(() => openConfig(config, { env }))).toMatch(/OTHER_TOKEN is not set/)
  })

  it('in a file with line and column', async () => {
    const file = join(folder, 'signalbox.yaml')
    await writeFile(file, JSON.stringify(minimal(), undefined, 2))
    expect(messageOf(() => openConfig(file, { env: {} }))).toMatch(/signalbox\.yaml:3:\d+ {2}error .*MAKER_KEY/)
  })

  it.each<[string, Partial<SignalboxConfig>, RegExp]>([
    ['a host for others without a token', { gateway: { host: '0.0.0.0' } }, /there is no token.*gateway\.token/],
    ['a strategy for no tier', { strategy: { tier: 'none' } }, /uses "none"/],
  ])('%s', (_, more, says) => expect(messageOf(() => openConfig(minimal(more), { env }))).toMatch(says))

  it('a file that is not there', () => {
    expect(messageOf(() => openConfig(join(folder, 'none.yaml'), { env }))).toMatch(/none\.yaml.*no such file/)
  })
})
