import type { SignalboxConfig } from '@signalbox/config'
import compression from 'compression'
import cors from 'cors'
import express, { type Express } from 'express'
import { rateLimit } from 'express-rate-limit'
import helmet from 'helmet'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { createGunzip, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeUpstream } from '../test/fake-upstream.ts'
import { ask, serveApp, type ServedApp } from '../test/serve-app.ts'
import { createGatewayWorld } from '../test/world.ts'
import { createGateway } from './create-gateway.ts'
import { fetchTransport } from '@signalbox/http'
import type { CarrierMaker } from './open-config.ts'

let served: ServedApp | undefined
afterEach(async () => {
  await served?.close()
  served = undefined
})

async function serve(app: Express): Promise<ServedApp> {
  served = await serveApp(app)
  return served
}

const streamed = { ...ask, stream: true }
const path = '/v1/chat/completions'
const contentOf = async (response: Response): Promise<unknown> =>
  ((await response.json()) as { choices?: { message: { content: string } }[] }).choices?.[0]?.message.content

describe('a gateway in an app', () => {
  it.each<[string, (app: Express) => void, string]>([
    ['at /v1', (app) => app.use('/v1', createGateway(createGatewayWorld())), ''],
    ['at the root', (app) => app.use(createGateway(createGatewayWorld())), ''],
    ['at /llm', (app) => app.use('/llm', createGateway(createGatewayWorld())), '/llm'],
    ['in a router', (app) => app.use('/a', express.Router().use('/v1', createGateway(createGatewayWorld()))), '/a'],
    ['as a route', (app) => app.post('/v1/chat/completions', createGateway(createGatewayWorld())), ''],
    ['after express.json()', (app) => app.use(express.json()).use('/v1', createGateway(createGatewayWorld())), ''],
    ['after express.raw()', (app) => app.use(express.raw({ type: '*/*' }), createGateway(createGatewayWorld())), ''],
    ['after express.text()', (app) => app.use(express.text({ type: '*/*' }), createGateway(createGatewayWorld())), ''],
    ['before express.json()', (app) => app.use(createGateway(createGatewayWorld())).use(express.json()), ''],
  ])('answers %s, plain and compressed', async (_, mount, prefix) => {
    const app = express()
    mount(app)
    const { post, url } = await serve(app)
    expect(await contentOf(await post(prefix + path, ask))).toBe('hello')
    const body = gzipSync(JSON.stringify(ask))
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    expect(await contentOf(await fetch(url + prefix + path, { method: 'POST', headers, body }))).toBe('hello')
  })

  it('leaves the app’s own routes alone', async () => {
    const app = express()
    app.use(createGateway(createGatewayWorld()))
    app.use('/v1', createGateway(createGatewayWorld()))
    app.get('/v1/mine', (_req, res) => void res.send('mine'))
    app.get('/', (_req, res) => void res.send('home'))
    const { url } = await serve(app)
    expect(await (await fetch(`${url}/v1/mine`)).text()).toBe('mine')
    expect(await (await fetch(url)).text()).toBe('home')
    expect((await fetch(`${url}/v1/none`)).headers.get('content-type')).toContain('text/html')
  })

  it('stands beside another one', async () => {
    const app = express()
    app.use('/a/v1', createGateway(createGatewayWorld('from a')))
    app.use('/b/v1', createGateway(createGatewayWorld('from b')))
    const { post } = await serve(app)
    expect(await contentOf(await post(`/a${path}`, ask))).toBe('from a')
    expect(await contentOf(await post(`/b${path}`, ask))).toBe('from b')
  })

  it('takes a larger body than express.json() would, mounted before it', async () => {
    const app = express().use('/v1', createGateway(createGatewayWorld())).use(express.json())
    const { post } = await serve(app)
    const content = 'word '.repeat(60_000)
    expect((await post(path, { ...ask, messages: [{ role: 'user', content }] })).status).toBe(200)
  })

  it('answers a body over its limit in the client’s dialect and takes the next request', async () => {
    const app = express().use('/v1', createGateway({ ...createGatewayWorld(), maxBodyBytes: 1_000 }))
    const { post } = await serve(app)
    const large = { ...ask, messages: [{ role: 'user', content: 'x'.repeat(3_000_000) }] }
    const response = await post('/v1/messages', large)
    expect([response.status, response.headers.get('connection')]).toEqual([413, 'close'])
    expect(await response.json()).toMatchObject({ type: 'error', error: { type: 'request_too_large' } })
    expect(await contentOf(await post(path, ask))).toBe('hello')
  })

  it('uses one connection for all answers', async () => {
    const ports = new Set<number | undefined>()
    const app = express()
    app.use((req, _res, next) => {
      ports.add(req.socket.remotePort)
      next()
    })
    app.use('/v1', createGateway(createGatewayWorld()))
    const { url } = await serve(app)
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (const body of [ask, streamed, { model: 1 }, ask]) {
      const sending = request(url + path, { method: 'POST', agent, headers: { 'content-type': 'application/json' } })
      sending.end(JSON.stringify(body))
      const [response] = (await once(sending, 'response')) as [IncomingMessage]
      await textOf(response)
    }
    agent.destroy()
    expect(ports.size).toBe(1)
  })
})

describe('behind helmet, cors, compression and express-rate-limit', () => {
  const behindAll = (app: Express): Express =>
    app
      .use(helmet())
      .use(cors({ origin: 'http://page.test', exposedHeaders: ['x-signalbox-model'] }))
      .use(compression({ threshold: 0 }))
      .use(rateLimit({ windowMs: 60_000, limit: 3, standardHeaders: 'draft-8', legacyHeaders: false, validate: false }))

  it('all headers are there', async () => {
    const { post } = await serve(behindAll(express()).use('/v1', createGateway(createGatewayWorld())))
    const response = await post(path, ask)
    expect(response.headers.get('content-security-policy')).toContain('default-src')
    expect(response.headers.get('access-control-allow-origin')).toBe('http://page.test')
    expect(response.headers.get('ratelimit')).toContain('r=2')
    expect(response.headers.get('content-encoding')).toMatch(/br|gzip/)
    expect(response.headers.get('x-signalbox-model')).toBe('v/small')
    expect(await contentOf(response)).toBe('hello')
  })

  it('a browser may ask first', async () => {
    const { url } = await serve(behindAll(express()).use('/v1', createGateway(createGatewayWorld())))
    const headers = { origin: 'http://page.test', 'access-control-request-method': 'POST' }
    expect((await fetch(url + path, { method: 'OPTIONS', headers })).status).toBe(204)
  })

  it('a limit that is reached calls nobody', async () => {
    const { post } = await serve(behindAll(express()).use('/v1', createGateway(createGatewayWorld())))
    const statuses: number[] = []
    for (let n = 0; n < 4; n++) statuses.push((await post(path, ask)).status)
    expect(statuses).toEqual([200, 200, 200, 429])
  })

  it('a stream comes frame by frame', async () => {
    const upstream = createFakeUpstream()
    const { post } = await serve(
      behindAll(express()).use('/v1', createGateway({ ...createGatewayWorld(), transport: upstream.transport })),
    )
    upstream.say('one')
    const response = await post(path, streamed)
    const reader = readerOf(response)
    expect(await reader()).toContain('"one"')
    upstream.say('two')
    expect(await reader()).toContain('"two"')
    upstream.finish()
    expect(await reader()).toContain('"stop"')
  })

  it('a stream comes frame by frame even compressed', async () => {
    const upstream = createFakeUpstream()
    const app = express().use(compression({ threshold: 0 }))
    // A middleware of the app's may overrule what the gateway asks of proxies.
    app.use((_req, res, next) => {
      const writeHead = res.writeHead.bind(res) as (status: number, headers: object) => typeof res
      const overruled = (status: number, headers: object): typeof res =>
        writeHead(status, { ...headers, 'cache-control': 'no-cache' })
      Object.assign(res, { writeHead: overruled })
      next()
    })
    app.use('/v1', createGateway({ ...createGatewayWorld(), transport: upstream.transport }))
    const { url } = await serve(app)
    upstream.say('one')
    const headers = { 'content-type': 'application/json', 'accept-encoding': 'gzip' }
    const sending = request(url + path, { method: 'POST', headers })
    sending.end(JSON.stringify(streamed))
    const [response] = (await once(sending, 'response')) as [IncomingMessage]
    expect(response.headers['content-encoding']).toBe('gzip')
    const plain = response.pipe(createGunzip()).setEncoding('utf8')
    expect(String(await once(plain, 'data'))).toContain('"one"')
    upstream.say('two')
    expect(String(await once(plain, 'data'))).toContain('"two"')
    upstream.finish()
    expect(await textOf(plain)).toContain('[DONE]')
  })

  it('a slow reader of a compressed stream leaves no listeners behind', async () => {
    const warnings: unknown[] = []
    const note = (warning: unknown): void => void warnings.push(warning)
    process.on('warning', note)
    const upstream = createFakeUpstream()
    const app = express().use(compression({ threshold: 0, filter: () => true }))
    app.use('/v1', createGateway({ ...createGatewayWorld(), transport: upstream.transport }))
    const { post } = await serve(app)
    for (let n = 0; n < 40; n++) upstream.say(`${n} `.repeat(40_000))
    upstream.finish()
    const body = await (await post(path, streamed)).text()
    process.off('warning', note)
    expect(body).toContain('[DONE]')
    expect(warnings).toEqual([])
  })
})

describe('a client', () => {
  it('that reads nothing is sent no more than the wire holds', async () => {
    const upstream = createFakeUpstream('x'.repeat(256 * 1024))
    const app = express()
    const isResting = new Promise<void>((rest) => {
      app.use((_req, res, next) => {
        const write = res.write.bind(res) as (text: string) => boolean
        const watched = (text: string): boolean => {
          const hasRoom = write(text)
          if (!hasRoom) rest()
          return hasRoom
        }
        Object.assign(res, { write: watched })
        next()
      })
    })
    app.use('/v1', createGateway({ ...createGatewayWorld(), transport: upstream.transport }))
    const { url } = await serve(app)
    const sending = request(url + path, { method: 'POST', headers: { 'content-type': 'application/json' } })
    sending.end(JSON.stringify(streamed))
    const [response] = (await once(sending, 'response')) as [IncomingMessage]
    await isResting
    // What is in the sockets' buffers may still leave; an endless answer would be pulled thousands of times.
    for (let turn = 0; turn < 2_000; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(upstream.pulls()).toBeLessThan(200)
    response.on('error', () => {})
    response.destroy()
    await upstream.left
  })

  it.each(['before the head of a stream', 'in the middle of a stream', 'before a whole answer'])(
    'that leaves %s ends the upstream call',
    async (phase) => {
      const upstream = createFakeUpstream()
      const app = express().use(express.json())
      const gateway = createGateway({ ...createGatewayWorld(), transport: upstream.transport })
      const { post } = await serve(app.use('/v1', gateway))
      const controller = new AbortController()
      const isStream = phase !== 'before a whole answer'
      const answer = post(path, { ...ask, stream: isStream }, { signal: controller.signal })
      if (phase === 'in the middle of a stream') {
        upstream.say('one')
        await readerOf(await answer)()
      } else await upstream.called
      controller.abort()
      await answer.catch(() => {})
      await upstream.left
      await gateway.drain()
      expect(gateway.gateway.inFlight()).toBe(0)
    },
  )
})

/** The texts of a response, one read at a time. */
function readerOf(response: Response): () => Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  return async () => (await reader?.read())?.value ?? ''
}

describe('a drain', () => {
  it('lets streams end, refuses what is new, and resolves when all is done', async () => {
    const upstream = createFakeUpstream()
    const gateway = createGateway({ ...createGatewayWorld(), transport: upstream.transport })
    const { post, url } = await serve(express().use(gateway))
    upstream.say('one')
    const response = await post(path, streamed)
    const reader = readerOf(response)
    await reader()
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    const drained = gateway.drain()
    const refused = await post('/v1/messages', { ...ask, max_tokens: 1 })
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ type: 'error' })
    expect((await fetch(`${url}/readyz`)).status).toBe(503)
    upstream.finish()
    let rest = ''
    for (let text = await reader(); text !== ''; text = await reader()) rest += text
    expect(rest).toContain('[DONE]')
    await drained
  })

  it('aborts what has not ended in time', async () => {
    const upstream = createFakeUpstream()
    const gateway = createGateway({ ...createGatewayWorld(), transport: upstream.transport })
    const { post } = await serve(express().use(gateway))
    upstream.say('one')
    const response = await post(path, streamed)
    const reader = readerOf(response)
    await reader()
    await gateway.drain(0)
    await upstream.left
    let rest = ''
    for (let text = await reader(); text !== ''; text = await reader()) rest += text
    expect(rest).not.toContain('"stop"')
    expect(rest).toContain('error')
  })
})

describe('a config', () => {
  const env = { KEY: 'key', TOKEN: 'token-of-the-clients' }
  const config = {
    upstreams: { v: { dialect: 'openai-chat', baseUrl: 'http://provider.test/v1', apiKey: '${KEY}' } },
    models: [{ id: 'v/small', contextTokens: 100_000, prices: { input: 1, output: 2 } }],
    targets: [{ id: 'small', model: 'v/small', upstream: 'v' }],
    tiers: [{ name: 'economy', targets: ['small'] }],
    strategy: { tier: 'economy' },
    gateway: { token: '${TOKEN}', headers: ['model'] },
  } as const satisfies SignalboxConfig
  const { transport } = createGatewayWorld()
  const headers = { authorization: `Bearer ${env.TOKEN}` }

  it('is opened at once: router, keys, tokens and settings are its own', async () => {
    const gateway = createGateway({ config, env, transport })
    const { post } = await serve(express().use(gateway))
    expect(gateway.opened?.config).toEqual(config)
    expect((await post(path, ask)).status).toBe(401)
    const response = await post(path, ask, { headers })
    expect(await contentOf(response)).toBe('hello')
    expect([...response.headers.keys()].filter((name) => name.startsWith('x-signalbox'))).toEqual(['x-signalbox-model'])
    await gateway.close()
  })

  it('is overruled by what is set beside it, not by what is left undefined', async () => {
    const gateway = createGateway({ config, env, transport, headers: ['tier'], authorize: undefined })
    const { post } = await serve(express().use(gateway))
    expect((await post(path, ask)).status).toBe(401)
    expect((await post(path, ask, { headers })).headers.get('x-signalbox-tier')).toBe('economy')
  })

  it('with a carrier has it made for its policy', async () => {
    const facts: unknown[] = []
    const marking: CarrierMaker = (given) => {
      facts.push(given.constraints)
      return { name: 'openrouter', toBody: (body) => ({ ...body, marked: true }) }
    }
    const carried = {
      ...config,
      constraints: { maxCostUsd: 1 },
      upstreams: { v: { ...config.upstreams.v, carrier: 'openrouter', body: { temperature: 0.1 } } },
    } as const satisfies SignalboxConfig
    const sent: string[] = []
    const gateway = createGateway({
      config: carried,
      env,
      carriers: { openrouter: marking },
      transport: (url, init) => {
        sent.push(init.body)
        return (transport ?? fetchTransport(fetch))(url, init)
      },
    })
    const { post } = await serve(express().use(gateway))
    expect((await post(path, ask, { headers })).status).toBe(200)
    expect(facts).toEqual([{ maxCostUsd: 1 }])
    expect(JSON.parse(sent[0] ?? '')).toMatchObject({ marked: true, temperature: 0.1 })
    await gateway.close()
    expect(() => createGateway({ config: carried, env })).toThrow(
      /upstreams\.v: the carrier "openrouter" is not at hand\. Install @signalbox\/bridge/,
    )
  })

  it('with a fault is refused before anything listens', () => {
    expect(() => createGateway({ config, env: {} })).toThrow('KEY is not set')
  })

  it('has its stores closed with the gateway, once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'signalbox-express-'))
    const ledger = join(folder, 'ledger.db')
    const gateway = createGateway({ config: { ...config, ledger: { sqlite: ledger } }, env, transport })
    const { post } = await serve(express().use(gateway))
    await (await post(path, ask, { headers })).text()
    await gateway.close()
    await gateway.close()
    // Whoever closes last takes the log beside the file with it.
    expect(existsSync(`${ledger}-wal`)).toBe(false)
    await rm(folder, { recursive: true })
  })
})
