import { once } from 'node:events'
import { Agent, createServer, get, request, type IncomingMessage, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { createDeferred } from '../../test/deferred.ts'
import { createFakeStream } from '../../test/fake-stream.ts'
import type { Gateway, GatewayReply, GatewayRequest } from '../gateway/gateway.ts'
import { createNodeListener, type NodeListener } from './create-node-listener.ts'

let server: Server | undefined
afterEach(async () => {
  const closing = server
  server = undefined
  closing?.closeAllConnections()
  await new Promise((resolve) => (closing === undefined ? resolve(undefined) : closing.close(resolve)))
})

async function listen(listener: NodeListener): Promise<string> {
  const created = createServer((req, res) => listener(req, res))
  server = created
  created.listen(0, '127.0.0.1')
  await once(created, 'listening')
  return `http://127.0.0.1:${portOf(created)}`
}

function portOf(listening: Server | undefined): number {
  if (listening === undefined) throw new Error('Nobody listens.')
  return (listening.address() as AddressInfo).port
}

/** A gateway that answers as told; `/other` is not its own. */
function fake(
  handle: (request: GatewayRequest) => GatewayReply | Promise<GatewayReply>,
): Pick<Gateway, 'handle' | 'serves'> {
  return { handle: async (request) => handle(request), serves: (path) => path !== '/other' }
}

async function readAll(body: GatewayRequest['body']): Promise<string> {
  if (body.kind === 'parsed') return JSON.stringify(body.value)
  let text = ''
  for await (const chunk of body.chunks) text += Buffer.from(chunk).toString()
  return text
}

const ok = (body: GatewayReply['body'] = '{}'): GatewayReply => ({
  status: 200,
  headers: { 'content-type': typeof body === 'string' ? 'application/json' : 'text/event-stream' },
  body,
})

describe('the request', () => {
  it('is told as it came', async () => {
    let seen: unknown
    const url = await listen(
      createNodeListener(
        fake(async ({ method, path, header, body }) => {
          seen = { method, path, accept: header('accept'), none: header('x-none'), body: await readAll(body) }
          return ok()
        }),
      ),
    )
    await fetch(`${url}/v1/models?limit=2`, { method: 'POST', headers: { accept: 'text/plain' }, body: 'Grüße' })
    expect(seen).toEqual({
      method: 'POST',
      path: '/v1/models?limit=2',
      accept: 'text/plain',
      none: undefined,
      body: 'Grüße',
    })
  })

  it.each([
    ['http://elsewhere.test/v1/models?a=b', '/v1/models?a=b'],
    ['*', '*'],
    ['//x/v1/models', '//x/v1/models'],
  ])('has of the target %s the path %s', async (target, path) => {
    let seen: string | undefined
    await listen(
      createNodeListener(
        fake((gatewayRequest) => {
          seen = gatewayRequest.path
          return ok()
        }),
      ),
    )
    const method = target === '*' ? 'OPTIONS' : 'GET'
    const answer = await raw(`${method} ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
    expect(answer).toContain('200 OK')
    expect(seen).toBe(path)
  })

  it.each<[string, unknown, string, string | undefined]>([
    ['parsed JSON', { a: [1] }, '{"a":[1]}', 'gzip'],
    ['null', null, 'null', 'gzip'],
    ['bytes', Buffer.from('{"a":1}'), '{"a":1}', undefined],
    ['text', '{"a":1}', '{"a":1}', undefined],
  ])('has a body that somebody has read: %s', async (_, read, body, encoding) => {
    let seen: unknown
    const listener = createNodeListener(
      fake(async (gatewayRequest) => {
        seen = { body: await readAll(gatewayRequest.body), encoding: gatewayRequest.header('content-encoding') }
        return ok()
      }),
    )
    const url = await listen(async (req, res) => {
      await textOf(req)
      listener(Object.assign(req, { body: read }), res)
    })
    await fetch(url, { method: 'POST', headers: { 'content-encoding': 'gzip' }, body: 'x' })
    expect(seen).toEqual({ body, encoding })
  })

  it('says what to do about a body that is gone', async () => {
    let fault: unknown
    const listener = createNodeListener(
      fake(async ({ body }) => {
        fault = await readAll(body).catch((error: unknown) => error)
        return ok()
      }),
    )
    const url = await listen(async (req, res) => {
      await textOf(req)
      listener(req, res)
    })
    await fetch(url, { method: 'POST', body: '{}' })
    expect(String(fault)).toContain('Mount the gateway before what reads it')
  })
})

describe('a whole answer', () => {
  it('has its length in bytes', async () => {
    const url = await listen(createNodeListener(fake(() => ok('{"a":"ä"}'))))
    const response = await fetch(url)
    expect(response.headers.get('content-length')).toBe('10')
    expect(await response.text()).toBe('{"a":"ä"}')
  })

  it('has no body for HEAD', async () => {
    const url = await listen(createNodeListener(fake(() => ok('ok'))))
    const response = await fetch(`${url}/healthz`, { method: 'HEAD' })
    expect(response.headers.get('content-length')).toBe('2')
    expect(await response.text()).toBe('')
  })

  it('keeps the headers others have set', async () => {
    const listener = createNodeListener(fake(() => ok()))
    const url = await listen((req, res) => listener(req, res.setHeader('x-other', '1')))
    expect((await fetch(url)).headers.get('x-other')).toBe('1')
  })

  it('is one 500 when the gateway breaks its word', async () => {
    const url = await listen(createNodeListener(fake(() => Promise.reject(new Error('secret')))))
    const response = await fetch(url)
    expect(response.status).toBe(500)
    const body = await response.text()
    expect(JSON.parse(body)).toHaveProperty('error.message')
    expect(body).not.toContain('secret')
  })

  it('is one 500 for headers that cannot be sent', async () => {
    const url = await listen(createNodeListener(fake(() => ({ ...ok(), headers: { 'x-bad': 'a\r\nb' } }))))
    expect((await fetch(url)).status).toBe(500)
  })

  it('is not written over another one', async () => {
    const gate = createDeferred<GatewayReply>()
    const stream = createFakeStream()
    const listener = createNodeListener(fake(() => gate.promise))
    const url = await listen((req, res) => {
      listener(req, res)
      res.writeHead(503).end('too slow')
      gate.resolve(ok(stream))
    })
    expect(await (await fetch(url)).text()).toBe('too slow')
    await stream.cancelled
  })

  it.each([1, 2_000_000])(
    'of a body left unread, of %i bytes, comes through, and the connection ends',
    async (bytes) => {
      const url = await listen(createNodeListener(fake(() => ({ ...ok('{"error":1}'), status: 413 }))))
      const sending = request(url, { method: 'POST', headers: { 'content-length': bytes + 10 } })
      sending.on('error', () => {})
      sending.write('x'.repeat(bytes))
      const [response] = (await once(sending, 'response')) as [IncomingMessage]
      expect(response.statusCode).toBe(413)
      expect(response.headers.connection).toBe('close')
      expect(await textOf(response)).toBe('{"error":1}')
      sending.destroy()
    },
  )

  it('stays readable after a half-read body', async () => {
    const url = await listen(
      createNodeListener(
        fake(async ({ body }) => {
          if (body.kind === 'bytes') for await (const _ of body.chunks) break
          return { ...ok('{"error":1}'), status: 413 }
        }),
      ),
    )
    const sending = request(url, { method: 'POST', headers: { 'content-length': 1_000_000 } })
    sending.on('error', () => {})
    sending.write('x'.repeat(500_000))
    const [response] = (await once(sending, 'response')) as [IncomingMessage]
    expect(await textOf(response)).toBe('{"error":1}')
    sending.destroy()
  })
})

describe('a stream', () => {
  it('sends its head at once, each text as it comes, and its end', async () => {
    const stream = createFakeStream()
    const url = await listen(createNodeListener(fake(() => ok(stream))))
    const response = await fetch(url)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    for (const text of ['data: 1\n\n', 'data: ü\n\n']) {
      stream.push(text)
      expect(await reader?.read()).toEqual({ done: false, value: text })
    }
    stream.end()
    expect(await reader?.read()).toEqual({ done: true, value: undefined })
  })

  it('is pulled no faster than the client reads', async () => {
    const text = 'x'.repeat(64 * 1024)
    let pulls = 0
    const isResting = createDeferred<void>()
    const url = await listen((req, res) => {
      const write = res.write.bind(res) as (text: string) => boolean
      Object.assign(res, {
        write: (part: string) => {
          const hasRoom = write(part)
          if (!hasRoom) isResting.resolve()
          return hasRoom
        },
      })
      createNodeListener(fake(() => ok({ next: async () => (pulls++ < 4_000 ? text : undefined), cancel: () => {} })))(
        req,
        res,
      )
    })
    const [response] = (await once(get(url), 'response')) as [IncomingMessage]
    await isResting.promise
    const atRest = pulls
    // Turns of the event loop in which a pump that does not wait would go on.
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
    // What the kernel has room for differs; 250 MB is not among it.
    expect(atRest).toBeLessThan(4_000)
    expect(pulls).toBeLessThan(4_000)
    let bytes = 0
    for await (const chunk of response) bytes += (chunk as Buffer).length
    expect(bytes).toBe(4_000 * text.length)
  })

  it('leaves its listeners nowhere when it has waited often', async () => {
    const warnings: unknown[] = []
    const note = (warning: unknown): void => void warnings.push(warning)
    process.on('warning', note)
    let pulls = 0
    const text = 'x'.repeat(256 * 1024)
    const next = async (): Promise<string | undefined> => (pulls++ < 40 ? text : undefined)
    const url = await listen(createNodeListener(fake(() => ok({ next, cancel: () => {} }))))
    const body = await (await fetch(url)).text()
    process.off('warning', note)
    expect(body.length).toBe(40 * text.length)
    expect(warnings).toEqual([])
  })
})

describe('a client that leaves', () => {
  it('while it sends its body ends the reading', async () => {
    const fault = createDeferred<unknown>()
    const url = await listen(
      createNodeListener(
        fake(async ({ body }) => {
          fault.resolve(await readAll(body).catch((error: unknown) => error))
          return ok()
        }),
      ),
    )
    const sending = request(url, { method: 'POST', headers: { 'content-length': 100 } })
    sending.on('error', () => {})
    sending.write('{')
    await once(server as Server, 'request')
    sending.destroy()
    expect(await fault.promise).toBeInstanceOf(Error)
  })

  it('while the gateway thinks aborts its signal', async () => {
    const signal = createDeferred<AbortSignal>()
    const stream = createFakeStream()
    const url = await listen(
      createNodeListener(
        fake(async (gatewayRequest) => {
          signal.resolve(gatewayRequest.signal)
          await once(gatewayRequest.signal, 'abort')
          return ok(stream)
        }),
      ),
    )
    const sending = get(url)
    sending.on('error', () => {})
    await signal.promise
    sending.destroy()
    await stream.cancelled
  })

  it('in the middle of a stream cancels it, even while a text is awaited', async () => {
    const stream = createFakeStream(['data: 1\n\n'])
    const url = await listen(createNodeListener(fake(() => ok(stream))))
    const [response] = (await once(get(url), 'response')) as [IncomingMessage]
    await once(response, 'data')
    response.on('error', () => {})
    response.destroy()
    await stream.cancelled
  })

  it('while the stream waits for it cancels the stream', async () => {
    const isResting = createDeferred<void>()
    const cancelled = createDeferred<void>()
    const listener = createNodeListener(
      fake(() => ok({ next: async () => 'x'.repeat(1_000_000), cancel: cancelled.resolve })),
    )
    const url = await listen((req, res) => {
      const write = res.write.bind(res) as (text: string) => boolean
      const watched = (text: string): boolean => {
        const hasRoom = write(text)
        if (!hasRoom) isResting.resolve()
        return hasRoom
      }
      listener(req, Object.assign(res, { write: watched }))
    })
    const [response] = (await once(get(url), 'response')) as [IncomingMessage]
    await isResting.promise
    response.on('error', () => {})
    response.destroy()
    await cancelled.promise
  })

  it('with a pipelined request that has not had its turn aborts that one too', async () => {
    const signals: AbortSignal[] = []
    const both = createDeferred<void>()
    const url = await listen(
      createNodeListener(
        fake(async ({ signal }) => {
          if (signals.push(signal) === 2) both.resolve()
          await once(signal, 'abort')
          return ok()
        }),
      ),
    )
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write('GET /a HTTP/1.1\r\nhost: x\r\n\r\nGET /b HTTP/1.1\r\nhost: x\r\n\r\n')
    await both.promise
    socket.destroy()
    await Promise.all(signals.map((signal) => signal.aborted || once(signal, 'abort')))
  })

  it('after its answer aborts nothing', async () => {
    let signal: AbortSignal | undefined
    const url = await listen(
      createNodeListener(
        fake((gatewayRequest) => {
          signal = gatewayRequest.signal
          return ok(createFakeStream(['a', undefined]))
        }),
      ),
    )
    const agent = new Agent({ keepAlive: true })
    const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage]
    expect(await textOf(response)).toBe('a')
    const closed = new Promise((resolve) => server?.once('close', resolve))
    agent.destroy()
    server?.close()
    await closed
    expect(signal?.aborted).toBe(false)
  })
})

describe('a connection', () => {
  it('is used again after every kind of answer', async () => {
    const ports = new Set<number | undefined>()
    const listener = createNodeListener(
      fake(async ({ path, body }) => {
        const text = await readAll(body)
        if (path === '/stream') return ok(createFakeStream(['a', undefined]))
        return { ...ok(text), status: path === '/bad' ? 400 : 200 }
      }),
    )
    const url = await listen((req, res) => {
      ports.add(req.socket.remotePort)
      listener(req, res)
    })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (const [method, path] of [
      ['POST', '/whole'],
      ['POST', '/stream'],
      ['POST', '/bad'],
      ['HEAD', '/healthz'],
      ['GET', '/stream'],
    ] as const) {
      const asking = request(url + path, { agent, method })
      asking.end(method === 'POST' ? '{}' : undefined)
      const [response] = (await once(asking, 'response')) as [IncomingMessage]
      await textOf(response)
    }
    agent.destroy()
    expect(ports.size).toBe(1)
  })
})

describe('next', () => {
  it('gets the paths that are not the gateway’s', async () => {
    const listener = createNodeListener(fake(() => ok('mine')))
    const url = await listen((req, res) => listener(req, res, () => res.end('theirs')))
    expect(await (await fetch(`${url}/other?x=1`)).text()).toBe('theirs')
    expect(await (await fetch(`${url}/v1/models`)).text()).toBe('mine')
  })

  it('gets what should never be thrown', async () => {
    const listener = createNodeListener(fake(() => Promise.reject(new Error('boom'))))
    const url = await listen((req, res) => listener(req, res, (error) => res.end(String(error))))
    expect(await (await fetch(url)).text()).toBe('Error: boom')
  })
})

/** Sends these bytes and reads until the server ends the connection. */
async function raw(bytes: string): Promise<string> {
  const socket: Socket = connect(portOf(server), '127.0.0.1')
  socket.end(bytes)
  return textOf(socket)
}
