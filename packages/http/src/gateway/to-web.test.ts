import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createFakeStream } from '../../test/fake-stream.ts'
import type { Gateway, GatewayReply, GatewayRequest } from './gateway.ts'
import { toFetch } from './to-web.ts'

const address = 'http://gateway.test/v1/chat/completions'
const post = (body: BodyInit | null = '{}', url = address): Request => new Request(url, { method: 'POST', body })

const reply = (body: GatewayReply['body']): GatewayReply => ({ status: 201, headers: { 'x-a': '1' }, body })

/** Answers with what it was told. */
const echo: Gateway['handle'] = async ({ method, path, header, body }) => {
  let text = ''
  if (body.kind === 'bytes') for await (const chunk of body.chunks) text += new TextDecoder().decode(chunk)
  return reply(JSON.stringify([method, path, header('x-b') ?? null, text]))
}

describe('a request', () => {
  it.each([
    ['/v1/models?limit=2', '/v1/models?limit=2'],
    ['/models', '/models'],
    ['/api/v1/models/a%2Fb', '/v1/models/a%2Fb'],
    ['/v1/models/v1/x', '/v1/models/v1/x'],
    ['/healthz', '/healthz'],
  ])('to %s is one to %s', async (from, path) => {
    const response = await toFetch(echo)(new Request(`http://gateway.test${from}`, { headers: { 'X-B': '2' } }))
    expect(await response.json()).toEqual(['GET', path, '2', ''])
  })

  it('brings its body', async () => {
    expect(await (await toFetch(echo)(post('Grüße'))).json()).toEqual(['POST', '/v1/chat/completions', null, 'Grüße'])
  })

  it('read by somebody else says so', async () => {
    const request = post()
    await request.text()
    await expect(toFetch(echo)(request)).rejects.toThrow('Give it a clone')
  })

  it('is read no further than the gateway wants', async () => {
    let given = 0
    let reason: unknown = 'not cancelled'
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        given += 1
        controller.enqueue(new Uint8Array(10))
      },
      cancel: (why) => void (reason = why),
    })
    const handle = async ({ body }: GatewayRequest): Promise<GatewayReply> => {
      if (body.kind === 'bytes') for await (const _ of body.chunks) break
      return reply('')
    }
    await toFetch(handle)(new Request(address, { method: 'POST', body, duplex: 'half' } as RequestInit))
    expect(reason).toBeUndefined()
    expect(given).toBeLessThan(4)
  })

  it('brings its signal', async () => {
    const controller = new AbortController()
    let signal: AbortSignal | undefined
    const handle = async (request: GatewayRequest): Promise<GatewayReply> => {
      signal = request.signal
      return reply('')
    }
    await toFetch(handle)(new Request(address, { signal: controller.signal }))
    controller.abort()
    expect(signal?.aborted).toBe(true)
  })
})

describe('a response', () => {
  it('has status, headers and text', async () => {
    const response = await toFetch(async () => reply('ok'))(post())
    expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([201, '1', 'ok'])
  })

  it('streams what is pulled, and pulls what is read', async () => {
    const stream = createFakeStream(['ü', 'b', undefined])
    const response = await toFetch(async () => reply(stream))(post())
    expect(stream.pulls()).toBe(0)
    const reader = response.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('ü')
    expect(stream.pulls()).toBe(1)
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('b')
    expect(await reader?.read()).toEqual({ done: true, value: undefined })
  })

  it('cancels what nobody reads to its end', async () => {
    const stream = createFakeStream(['a', 'b'])
    const response = await toFetch(async () => reply(stream))(post())
    await response.body?.cancel()
    await stream.cancelled
  })

  it.each(['text', 'stream'])('has no body for HEAD: %s', async (kind) => {
    const stream = createFakeStream(['a'])
    const handle = async (): Promise<GatewayReply> => reply(kind === 'text' ? 'a' : stream)
    const response = await toFetch(handle)(new Request(address, { method: 'HEAD' }))
    expect(response.body).toBeNull()
    if (kind === 'stream') await stream.cancelled
  })
})

describe('the same handler', () => {
  const gateway = { fetch: toFetch(echo) }

  it('is a route of Next.js', async () => {
    const route = { POST: gateway.fetch }
    const response = await route.POST(post('{}', 'http://app.test/api/v1/messages'))
    expect(await response.json()).toEqual(['POST', '/v1/messages', null, '{}'])
  })

  it.each(['all', 'mount'] as const)('is part of an app of Hono, by %s', async (way) => {
    const app = new Hono()
    if (way === 'all') app.all('/llm/v1/*', (context) => gateway.fetch(context.req.raw))
    else app.mount('/llm', gateway.fetch)
    const response = await app.request('http://app.test/llm/v1/messages', { method: 'POST', body: '{}' })
    expect(response.status).toBe(201)
    expect(await response.json()).toEqual(['POST', '/v1/messages', null, '{}'])
  })
})
