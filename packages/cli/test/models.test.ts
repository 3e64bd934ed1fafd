import {
  createMockLitellm,
  createMockOpenrouter,
  createMockProvider,
  startMockServer,
  type MockProvider,
  type MockServer,
} from '@signalbox/mock-providers'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCliFolder, type CliFolder, type CliResult } from './run-cli.ts'

const secret = 'sk-planted-key'
let folder: CliFolder
const servers: { readonly close: () => unknown }[] = []

beforeEach(async () => {
  folder = await createCliFolder()
})
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
  await folder.remove()
})

async function start(provider: MockProvider): Promise<MockServer> {
  const server = await startMockServer(provider)
  servers.push(server)
  return server
}

async function startPage(): Promise<string> {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<h1>Hi</h1>'))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const models = (env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<CliResult> =>
  folder.runWith({ XDG_CACHE_HOME: join(folder.path, 'cache'), ...env }, 'models', ...args)

async function refuses(result: Promise<CliResult>, says: RegExp): Promise<void> {
  const { code, stdout, stderr } = await result
  expect(stderr).toMatch(says)
  expect(stderr).not.toContain(secret)
  expect(stderr.split('\n')).toHaveLength(2)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
}

describe('models --openrouter', () => {
  const price = { inputPerMillionUsd: 0.28, outputPerMillionUsd: 0.42 }
  const script = { answer: 'Hi' }
  const openrouter = (): ReturnType<typeof createMockOpenrouter> =>
    createMockOpenrouter({
      apiKey: secret,
      models: {
        'deepseek/deepseek-v4-pro': { endpoints: [{ provider: 'Acme', price, script }] },
        'acme/new': { endpoints: [{ provider: 'Acme', price, script, contextTokens: 64_000 }] },
      },
    })

  it('folds their list into the catalogue, keeps it, and says how old it is', async () => {
    const mock = openrouter()
    const { url } = await start(mock)
    const args = ['--openrouter', '--base-url', `${url}/api/v1`]
    const { code, stdout, stderr } = await models({}, ...args)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/deepseek\/deepseek-v4-pro .* 0\.28 \/ 0\.42 .* openrouter .* MIT .* CN/)
    expect(stdout).toMatch(/acme\/new .* 64000 .* 0\.28 \/ 0\.42 .* openrouter/)
    expect(stdout).toMatch(/\n2 models at .*\/api\/v1\/models, read anew: \d s old, ETag W?\/?"/s)
    expect(folder.files()).toContain('cache/signalbox/openrouter-models.json')

    const kept = (await models({}, ...args, '--json')).json() as unknown as Listing
    expect(kept.list).toMatchObject({ state: 'kept', isStale: false, source: `${url}/api/v1/models` })
    expect(kept.models.map(({ id }) => id)).toEqual(['deepseek/deepseek-v4-pro', 'acme/new'])
    expect(kept.models[0]).toMatchObject({ inputPerMillionUsd: 0.28, prices: [{ provider: 'openrouter' }, {}] })
    expect(mock.lookups.map(({ status }) => status)).toEqual([200])

    const env = { OPENROUTER_API_KEY: secret }
    const asked = (await models(env, ...args, '--refresh', '--vendor', 'acme', '--json')).json() as unknown as Listing
    expect(asked.list).toMatchObject({ state: 'unchanged', etag: kept.list.etag })
    expect(asked.models.map(({ id }) => id)).toEqual(['acme/new'])
    expect(mock.lookups.map(({ status, headers }) => [status, headers['authorization']])).toEqual([
      [200, undefined],
      [304, '[redacted]'],
    ])
  })

  it('shows the kept list, and warns, when a newer one cannot be had', async () => {
    const server = await start(openrouter())
    const args = ['--openrouter', '--base-url', `${server.url}/api/v1`, '--refresh']
    await models({}, ...args)
    await server.close()
    servers.length = 0
    const { code, stdout, stderr } = await models({}, ...args)
    expect(code).toBe(0)
    expect(stdout).toMatch(/\/api\/v1\/models, STALE: \d/)
    expect(stderr).toMatch(/is of 20.*cannot be reached.*Check the network/)
  })

  it('a list that cannot be had at all is an error with address and remedy', async () => {
    await refuses(
      models({ OPENROUTER_API_KEY: secret }, '--openrouter', '--base-url', 'http://127.0.0.1:1/api/v1'),
      /http:\/\/127\.0\.0\.1:1\/api\/v1\/models cannot be reached.*Check/,
    )
    await refuses(models({}, '--openrouter', '--base-url', await startPage()), /not JSON\. Check the address/)
  })
})

interface Listing {
  readonly list: { readonly etag: string }
  readonly models: readonly { readonly id: string }[]
}

describe('models --litellm', () => {
  const provider = createMockProvider({ name: 'one', models: { m: { answer: 'Hi' } } })
  const proxy = createMockLitellm({
    masterKey: secret,
    deployments: [
      {
        group: 'chat',
        model: 'openai/m',
        provider,
        prices: { inputPerMillionUsd: 1, outputPerMillionUsd: 2 },
        info: { max_input_tokens: 8_192, max_output_tokens: 1_024 },
      },
      { group: 'chat', model: 'anthropic/m', provider, prices: { inputPerMillionUsd: 3, outputPerMillionUsd: 15 } },
      { group: 'unpriced', model: 'openai/m', provider },
    ],
  })

  it('lists the groups with prices and limits', async () => {
    const { url } = await start(proxy)
    const { code, stdout, stderr } = await models({ LITELLM_API_KEY: secret }, '--litellm', url)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/chat .* 8192 .* 1024 .* 1 \/ 2 .* openai\/m\n.* 3 \/ 15 .* anthropic\/m/)
    expect(stdout).toMatch(/unpriced .* price unknown .* openai\/m/)
    expect(stdout).toMatch(/\n2 model groups of http/)

    const named = await models({ MY_KEY: secret }, '--litellm', `${url}/v1`, '--key-env', 'MY_KEY', '--json')
    expect(named.json()).toMatchObject({ proxy: `${url}/v1`, groups: [{ name: 'chat' }, { name: 'unpriced' }] })
  })

  it('a proxy that cannot be asked is an error with address and remedy', async () => {
    const { url } = await start(proxy)
    await refuses(
      models({}, '--litellm', url),
      /\/v1\/model\/info answered 401.*LITELLM_API_KEY, which is not set.*--key-env/,
    )
    await refuses(
      models({ LITELLM_API_KEY: 'sk-wrong' }, '--litellm', url),
      /answered 401.*Check the key.*which is set/,
    )
    await refuses(
      models({}, '--litellm', 'http://127.0.0.1:1'),
      /127\.0\.0\.1:1\/\S+ cannot be reached.*Start the proxy/,
    )
    await refuses(models({}, '--litellm', await startPage()), /text\/html, which is not JSON/)
  })
})
