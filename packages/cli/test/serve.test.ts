import { createMockProvider, startMockServer, type MockServer } from '@signalbox/mock-providers'
import { openSqliteLedger } from '@signalbox/ledger'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startGatedUpstream } from './gated-upstream.ts'
import { createCliFolder, type CliFolder } from './run-cli.ts'
import { startServe, type ServeProcess } from './serve-process.ts'

const secrets = { PROVIDER_KEY: 'planted-key-of-the-provider', GATEWAY_TOKEN: 'planted-token-of-the-clients' }
const prompt = 'a planted prompt'
const answer = 'a planted answer'
/** Providers repeat what they were sent. */
const echo = { kind: 'status', status: 400, message: `Bad input: ${prompt}, key ${secrets.PROVIDER_KEY}` } as const

let folder: CliFolder
let upstream: MockServer
let served: ServeProcess | undefined

beforeEach(async () => {
  folder = await createCliFolder()
  upstream = await startMockServer(
    createMockProvider({
      name: 'one',
      apiKey: secrets.PROVIDER_KEY,
      models: { m: { answer, faults: (_, { body }) => (body['seed'] === 1 ? echo : undefined) } },
    }),
  )
})
afterEach(async () => {
  served?.signal('SIGKILL')
  await served?.ended
  served = undefined
  await upstream.close()
  await folder.remove()
})

interface ServedConfig {
  readonly gateway?: object
  readonly baseUrl?: string
}

async function serve({ gateway, baseUrl }: ServedConfig = {}, ...args: readonly string[]): Promise<ServeProcess> {
  const config = {
    upstreams: {
      one: { dialect: 'openai-chat', baseUrl: baseUrl ?? `${upstream.url}/v1`, apiKey: '${PROVIDER_KEY}' },
    },
    models: [{ id: 'own/m', contextTokens: 100_000, tools: true, jsonSchema: true, prices: { input: 1, output: 2 } }],
    targets: [{ id: 'one', model: 'own/m', upstream: 'one' }],
    tiers: [{ name: 'economy', targets: ['one'] }],
    strategy: { tier: 'economy' },
    ledger: { sqlite: './ledger.db' },
    gateway,
  }
  await folder.write('signalbox.yaml', JSON.stringify(config))
  served = await startServe(folder.path, secrets, ...args)
  return served
}

const chat = (
  { url }: ServeProcess,
  { headers = {}, ...body }: { headers?: Record<string, string>; stream?: boolean; seed?: number } = {},
): Promise<Response> =>
  fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: prompt }], ...body }),
  })

const statusOf = async (response: Promise<Response>): Promise<number> => {
  const { status, body } = await response
  await body?.cancel()
  return status
}

const linesOf = ({ log }: ServeProcess): readonly Record<string, unknown>[] =>
  log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('a gateway without a token', () => {
  it('says that it is for this machine, serves, counts, logs and ends', async () => {
    const process = await serve()
    expect(process.said).toMatch(
      /^listening on http:\/\/127\.0\.0\.1:\d+, reachable from this machine only: set gateway/,
    )
    expect(await (await fetch(`${process.url}/healthz`)).text()).toBe('ok')
    expect(await (await fetch(`${process.url}/readyz`)).text()).toBe('ready')
    const reply = await chat(process)
    expect(reply.status).toBe(200)
    expect(await reply.json()).toMatchObject({ choices: [{ message: { content: answer } }] })
    await process.logged('"path":"/v1/chat/completions"')
    expect(await statusOf(chat(process, { seed: 1 }))).toBe(400)
    await process.logged('"status":400')
    const metrics = await (await fetch(`${process.url}/metrics`)).text()
    expect(metrics).toMatch(
      /^signalbox_requests_total\{outcome="served",task="[a-z]+",tier="economy",policy="default"\} 1$/m,
    )
    expect(metrics).toMatch(/^process_resident_memory_bytes /m)

    process.signal('SIGTERM')
    expect(await process.ended).toBe(0)
    const line = linesOf(process).find(({ path }) => path === '/v1/chat/completions')
    expect(line).toMatchObject({
      level: 'info',
      method: 'POST',
      status: 200,
      tier: 'economy',
      target: 'one',
      model: 'own/m',
      attempts: 1,
      escalated: false,
    })
    expect(line?.['requestId']).toBe(reply.headers.get('x-request-id'))
    expect(process.said + process.log() + metrics).not.toContain('planted')

    const ledger = openSqliteLedger({ file: join(folder.path, 'ledger.db'), readOnly: true })
    expect(ledger.report().total).toMatchObject({ requests: 2, served: 1 })
    await ledger.close()
  })

  it.each<[string, Record<string, string>]>([
    ['another host', { host: 'rebound.example' }],
    ['a page of another site', { origin: 'https://elsewhere.example' }],
  ])('refuses %s', async (_, headers) => {
    const { url } = await serve()
    const { request } = await import('node:http')
    const status = await new Promise((resolve, reject) => {
      request(`${url}/v1/models`, { headers }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end()
    })
    expect(status).toBe(403)
  })
})

describe('a gateway with a token', () => {
  it('takes it in either header, and from nobody else', async () => {
    const process = await serve({ gateway: { token: '${GATEWAY_TOKEN}' } })
    const bearer = { authorization: `Bearer ${secrets.GATEWAY_TOKEN}` }
    const key = { 'x-api-key': secrets.GATEWAY_TOKEN }
    expect(await statusOf(chat(process, { headers: bearer }))).toBe(200)
    expect(await statusOf(chat(process, { headers: key }))).toBe(200)
    const strangers: Record<string, string>[] = [
      {},
      { authorization: 'Bearer guess' },
      { 'x-api-key': secrets.PROVIDER_KEY },
    ]
    for (const headers of strangers) expect(await statusOf(chat(process, { headers }))).toBe(401)
    expect(await statusOf(fetch(`${process.url}/metrics`))).toBe(401)
    expect(await statusOf(fetch(`${process.url}/metrics`, { headers: bearer }))).toBe(200)
    expect(await statusOf(fetch(`${process.url}/healthz`))).toBe(200)
    expect(await statusOf(fetch(`${process.url}/readyz`))).toBe(200)
    process.signal('SIGINT')
    expect(await process.ended).toBe(0)
    expect(process.said + process.log()).not.toContain('planted')
  })

  it('may listen for others, and says so as JSON', async () => {
    const { said } = await serve({ gateway: { token: '${GATEWAY_TOKEN}', host: '0.0.0.0' } }, '--json')
    expect(JSON.parse(said)).toMatchObject({
      url: expect.stringMatching(/^http:\/\/0\.0\.0\.0:\d+$/),
      token: true,
      config: 'signalbox.yaml',
      policy: { name: 'default' },
      ledger: './ledger.db',
    })
    expect(said).not.toContain('planted')
  })
})

describe('SIGTERM', () => {
  it('lets a stream end whole, stores its row and exits with 0', async () => {
    const gated = await startGatedUpstream()
    try {
      const process = await serve({ baseUrl: gated.baseUrl })
      const reader = (await chat(process, { stream: true })).body?.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      while (!text.includes('first')) text += (await reader?.read())?.value ?? ''
      process.signal('SIGTERM')
      await process.logged('shutting down')
      await expect(fetch(`${process.url}/readyz`)).rejects.toThrow('fetch failed')
      gated.goOn()
      for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) text += part.value
      expect(text).toMatch(/"last"[\s\S]*\[DONE\]/)
      expect(await process.ended).toBe(0)
      const ledger = openSqliteLedger({ file: join(folder.path, 'ledger.db'), readOnly: true })
      expect(ledger.report().total).toMatchObject({ requests: 1, served: 1 })
      expect(ledger.openAttempts()).toBe(0)
      await ledger.close()
    } finally {
      await gated.close()
    }
  })

  it('ends what takes longer than drainMs, and its row is settled too', async () => {
    const gated = await startGatedUpstream()
    try {
      const process = await serve({ baseUrl: gated.baseUrl, gateway: { drainMs: 1 } })
      const reader = (await chat(process, { stream: true })).body?.getReader()
      await reader?.read()
      process.signal('SIGTERM')
      const rest = (async () => {
        for (let part = await reader?.read(); part?.done === false;) part = await reader?.read()
      })()
      await rest.catch(() => undefined)
      expect(await process.ended).toBe(0)
      const ledger = openSqliteLedger({ file: join(folder.path, 'ledger.db'), readOnly: true })
      expect(ledger.openAttempts()).toBe(0)
      expect(ledger.report().total.requests).toBe(1)
      await ledger.close()
    } finally {
      await gated.close()
    }
  })

  it('twice ends it at once', async () => {
    const gated = await startGatedUpstream()
    try {
      const process = await serve({ baseUrl: gated.baseUrl })
      const reader = (await chat(process, { stream: true })).body?.getReader()
      await reader?.read()
      process.signal('SIGTERM')
      await process.logged('shutting down')
      process.signal('SIGTERM')
      expect(await process.ended).toBe(1)
      await reader?.cancel().catch(() => undefined)
    } finally {
      await gated.close()
    }
  })
})

describe('what cannot be served', () => {
  const refused = async (says: RegExp, ...args: readonly string[]): Promise<void> => {
    const { code, stdout, stderr } = await folder.run('serve', ...args)
    expect(stderr).toMatch(says)
    expect(stderr).not.toMatch(/ {4}at .*\.ts/)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  }
  const plain = (more = ''): string => `upstreams:
  one: { dialect: openai-chat, baseUrl: http://127.0.0.1:9/v1 }
targets: [{ id: one, model: deepseek/deepseek-v4-pro, upstream: one }]
tiers: [{ name: economy, targets: [one] }]
strategy: { tier: economy }
${more}`

  it('a host that others can reach, without a token', async () => {
    await folder.write('signalbox.yaml', plain())
    await refused(/--host 0\.0\.0\.0.*there is no token\. Set gateway\.token/, '--host', '0.0.0.0')
    await folder.write('signalbox.yaml', plain('gateway: { host: 0.0.0.0 }\n'))
    await refused(/signalbox\.yaml:6:\d+ .*there is no token/)
  })

  it('variables that are not set, with their lines', async () => {
    await folder.write(
      'signalbox.yaml',
      plain('gateway: { token: ${NO_TOKEN} }\n').replace('/v1 }', '/v1, apiKey: ${NO_KEY} }'),
    )
    await refused(/signalbox\.yaml:2:\d+ .*NO_KEY is not set[\s\S]*signalbox\.yaml:6:\d+ .*NO_TOKEN is not set/)
  })

  it('a port in use', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      await folder.write('signalbox.yaml', plain())
      await refused(new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is in use.*--port`), '--port', String(port))
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
  })

  it('no port', async () => {
    await folder.write('signalbox.yaml', plain())
    await refused(/--port "abc"/, '--port', 'abc')
  })

  it('no config and no key', () => refused(/Set one of DEEPSEEK_API_KEY/))
})

it('without a config the keys at hand decide', async () => {
  served = await startServe(folder.path, { ANTHROPIC_API_KEY: 'planted' }, '--json')
  expect(JSON.parse(served.said)).toMatchObject({
    config: 'built in',
    missing: ['DEEPSEEK_API_KEY', 'ZAI_API_KEY', 'OPENAI_API_KEY'],
  })
  await served.logged('OPENAI_API_KEY is not set')
  const explained = await fetch(`${served.url}/signalbox/explain`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'Translate to French: hello' }] }),
  })
  expect(JSON.stringify(await explained.json())).toContain('anthropic/sonnet')
})
