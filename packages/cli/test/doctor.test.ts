import {
  createMockLitellm,
  createMockOpenrouter,
  createMockProvider,
  startMockServer,
  type MockOpenrouterOptions,
  type MockProvider,
  type MockServer,
} from '@signalbox/mock-providers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCliFolder, type CliFolder } from './run-cli.ts'

const key = 'sk-planted-key'
let folder: CliFolder
const servers: MockServer[] = []
beforeEach(async () => {
  folder = await createCliFolder()
})
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
  await folder.remove()
})

async function start(provider: MockProvider): Promise<string> {
  const server = await startMockServer(provider)
  servers.push(server)
  return server.url
}

interface Finding {
  readonly what: string
  readonly ok: boolean
  readonly detail: string
}

/** What `doctor` finds of the carriers; the rest depends on the machine. */
async function doctor(
  upstreams: object,
  as: readonly string[],
  { flags = ['--online'], sent = key }: { readonly flags?: readonly string[]; readonly sent?: string } = {},
): Promise<{ readonly code: number | null; readonly carriers: readonly Finding[] }> {
  const [upstream] = Object.keys(upstreams)
  const config = {
    upstreams,
    targets: as.map((name) => ({ id: `to-${name}`, model: 'deepseek/deepseek-v4-pro', upstream, as: name })),
    tiers: [{ name: 'economy', targets: as.map((name) => `to-${name}`) }],
    strategy: { tier: 'economy' },
    gateway: { port: 0 },
  }
  await folder.write('signalbox.yaml', JSON.stringify(config))
  const { code, stdout, stderr } = await folder.runWith({ CARRIER_KEY: sent }, 'doctor', ...flags, '--json')
  expect(stdout + stderr).not.toContain(sent)
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] }
  return { code, carriers: findings.filter(({ what }) => /OpenRouter|LiteLLM|targets|online/.test(what)) }
}

const carried = (carrier: string, baseUrl: string): object => ({
  far: { dialect: 'openai-chat', baseUrl, apiKey: '${CARRIER_KEY}', carrier },
})

describe('doctor --online at OpenRouter', () => {
  const openrouter = (more: Partial<MockOpenrouterOptions> = {}): ReturnType<typeof createMockOpenrouter> =>
    createMockOpenrouter({ apiKey: key, models: { 'a/m': { answer: 'Hi' } }, ...more })

  it('tells limits, what is left and the free tier', async () => {
    const url = await start(openrouter({ keyLimitUsd: 10, creditsUsd: 0 }))
    const { carriers } = await doctor(carried('openrouter', `${url}/api/v1`), ['a/m'])
    expect(carriers).toEqual([
      {
        what: 'OpenRouter at far',
        ok: true,
        detail:
          'key sk-or-v1-moc...key, $10.00 left of $10.00, $0 used, free tier: no credits were ever bought, 50 of 50 requests to free models left today',
      },
    ])
  })

  it('a key that cannot pay, or is none, is amiss', async () => {
    const url = await start(openrouter({ keyLimitUsd: 0 }))
    const used = await doctor(carried('openrouter', `${url}/api/v1`), ['a/m'])
    expect(used).toMatchObject({
      code: 1,
      carriers: [{ ok: false, detail: expect.stringMatching(/^its limit is used up: raise it/) }],
    })
    const wrong = await doctor(carried('openrouter', `${url}/api/v1`), ['a/m'], { sent: 'sk-wrong' })
    expect(wrong).toMatchObject({
      code: 1,
      carriers: [{ ok: false, detail: expect.stringMatching(/answered 401.*Check the key.*upstreams\.far\.apiKey/) }],
    })
  })

  it('asks nothing without --online', async () => {
    const mock = openrouter()
    const url = await start(mock)
    const { carriers } = await doctor(carried('openrouter', `${url}/api/v1`), ['a/m'], { flags: [] })
    expect([carriers, mock.lookups]).toEqual([[], []])
  })
})

describe('doctor --online at LiteLLM', () => {
  const provider = createMockProvider({ name: 'one', models: { m: { answer: 'Hi' } } })
  const proxy = createMockLitellm({
    masterKey: key,
    deployments: ['chat', 'openai/*'].map((group) => ({ group, model: 'openai/m', provider })),
  })

  it('tells readiness, and that all targets are there', async () => {
    const url = await start(proxy)
    const { carriers } = await doctor(carried('litellm', `${url}/v1`), ['chat', 'openai/gpt-5.5'])
    expect(carriers).toEqual([
      {
        what: 'LiteLLM at far',
        ok: true,
        detail: 'ready, version 1.106.12, database: Not connected, 2 models',
      },
      { what: 'targets at far', ok: true, detail: 'all 2 are there' },
    ])
  })

  it('a target that it does not have is amiss', async () => {
    const url = await start(proxy)
    const { code, carriers } = await doctor(carried('litellm', `${url}/v1`), ['chat', 'best'])
    expect(code).toBe(1)
    expect(carriers[1]).toEqual({
      what: 'targets at far',
      ok: false,
      detail:
        'the proxy has no best (target to-best) for this key: add them to its model_list, or correct `as`. It has chat, openai/*',
    })
  })

  it('a proxy that is down is amiss', async () => {
    const { code, carriers } = await doctor(carried('litellm', 'http://127.0.0.1:1/v1'), ['chat'])
    expect([code, carriers.length]).toEqual([1, 1])
    expect(carriers[0]?.detail).toMatch(
      /127\.0\.0\.1:1\/health\/readiness cannot be reached.*Start the proxy.*upstreams\.far\.baseUrl/,
    )
  })
})

it('doctor --online without a carrier asks nobody', async () => {
  const { carriers } = await doctor({ plain: { dialect: 'openai-chat', baseUrl: 'http://127.0.0.1:1/v1' } }, ['m'])
  expect(carriers).toEqual([
    { what: 'online', ok: true, detail: 'no upstream with a carrier and its key: nothing was asked' },
  ])
})
