import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { fetchTransport } from './fetch-transport.ts'
import { readText } from './read-text.ts'
import type { TransportReply } from './transport.ts'
import { undiciTransport } from './undici-transport.ts'

let server: Server | undefined
afterEach(async () => {
  const closing = server
  server = undefined
  closing?.closeAllConnections()
  await new Promise((resolve) => (closing === undefined ? resolve(undefined) : closing.close(resolve)))
})

async function listen(listener: RequestListener): Promise<string> {
  const created = createServer(listener)
  server = created
  await new Promise<void>((resolve) => created.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(created.address() as AddressInfo).port}/v1/x`
}

const text = 'Grüße 🚄 '.repeat(2_000)

describe.each([
  ['fetch', fetchTransport(globalThis.fetch)],
  ['undici', undiciTransport()],
])('%s', (_, transport) => {
  const post = (url: string, signal = new AbortController().signal): Promise<TransportReply> =>
    transport(url, { headers: { 'content-type': 'application/json', 'x-one': '1' }, body: '{"a":"ä"}', signal })

  it('posts what it is given and hands back what it gets', async () => {
    let seen: { method?: string | undefined; body: string; header: unknown } | undefined
    const url = await listen(async (request, response) => {
      seen = { method: request.method, header: request.headers['x-one'], body: await bodyOf(request) }
      response.writeHead(201, { 'X-Twice': ['a', 'b'], 'Content-Type': 'text/plain' }).end('ok')
    })
    const { status, headers, body } = await post(url)
    expect({ status, text: await readText(body, 100) }).toEqual({ status: 201, text: 'ok' })
    expect(headers).toMatchObject({ 'x-twice': 'a, b', 'content-type': 'text/plain' })
    expect(seen).toEqual({ method: 'POST', header: '1', body: '{"a":"ä"}' })
  })

  it('follows no redirect', async () => {
    let requests = 0
    const url = await listen((_request, response) => {
      requests++
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    const { status, headers, body } = await post(url)
    body.cancel()
    expect({ status, location: headers['location'], requests }).toEqual({
      status: 307,
      location: '/elsewhere',
      requests: 1,
    })
  })

  it.each([
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', Buffer.from(text)],
  ])('reads %s', async (encoding, bytes) => {
    const url = await listen((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(bytes)
    })
    expect(await readText((await post(url)).body, 1_000_000)).toBe(text)
  })

  it('a compressed stream is read while it grows', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      const gzip = createGzip()
      gzip.pipe(response)
      gzip.write('first')
      gzip.flush()
    })
    const { body } = await post(url)
    expect(new TextDecoder().decode(await body.next())).toBe('first')
    body.cancel()
  })

  it('an abort ends the wait for a head, and for a byte, and closes the socket', async () => {
    const closed: string[] = []
    const url = await listen((request, response) => {
      response.on('close', () => closed.push(String(request.url)))
      if (request.url === '/v1/x') response.writeHead(200).write('one')
    })
    const reason = new Error('enough')
    const first = new AbortController()
    const { body } = await post(url, first.signal)
    await body.next()
    const pending = body.next()
    first.abort(reason)
    await expect(pending).rejects.toThrow('enough')

    const second = new AbortController()
    const waiting = post(`${url}y`, second.signal)
    await expect.poll(() => server?.listening).toBe(true)
    second.abort(reason)
    await expect(waiting).rejects.toThrow('enough')

    // Nobody waits here: the abort must not end the process.
    const third = new AbortController()
    await post(url, third.signal)
    third.abort(reason)
    await expect.poll(() => closed.filter((path) => path === '/v1/x').length).toBe(2)
  })

  it('cancel closes the socket of a reply that goes on, and one in an encoding', async () => {
    const open = new Set<ServerResponse>()
    const url = await listen((request, response) => {
      open.add(response)
      response.on('close', () => open.delete(response))
      if (request.url === '/v1/x') response.writeHead(200).write('one')
      else {
        response.writeHead(200, { 'content-encoding': 'gzip' })
        response.write(gzipSync('two'))
      }
    })
    for (const path of [url, `${url}/gzip`]) {
      const { body } = await post(path)
      await body.next()
      body.cancel()
      body.cancel()
    }
    await expect.poll(() => open.size).toBe(0)
  })

  it('a socket that dies in mid-body is an error', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('one')
      setImmediate(() => response.destroy())
    })
    await expect(post(url).then(({ body }) => readText(body, 100))).rejects.toBeInstanceOf(Error)
  })
})

it.each(['gzip, gzip', 'zstd', 'constructor'])('undici: an encoding like "%s" is not read', async (encoding) => {
  const url = await listen((_request, response) => {
    response.writeHead(200, { 'content-encoding': encoding }).end('x')
  })
  const work = undiciTransport()(url, { headers: {}, body: '', signal: new AbortController().signal })
  await expect(work).rejects.toMatchObject({ transport: 'malformed' })
})

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
