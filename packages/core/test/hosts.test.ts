import { cascade, checks, RouteError, type Call, type Dialect, type Router } from '@signalbox/core'
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRouter, createCatalog, rules, createMemoryLedger } from '@signalbox/core'
import { ask, cheapA, cheapB, frontA, frontB } from './fixture.ts'

/** One question a host's user can ask, and what the scripted upstreams do about it. */
type Behaviour = 'text' | 'tool' | 'in-band-error' | 'throws' | 'cut' | 'hangs' | 'empty-draft'

/** A host as the router sees one, with what its user would see. Three shapes run the same scenarios. */
interface Host {
  readonly name: string
  readonly behave: Map<string, Behaviour>
  readonly serve: (
    router: Router,
    signal?: AbortSignal,
  ) => Promise<{ text: string; tools: string[]; parts: number; served: string }>
}

function createTestRouter(more: Partial<Parameters<typeof createRouter>[0]> = {}): Router {
  return createRouter({
    catalog: createCatalog({ version: 'test', models: [cheapA, cheapB, frontA, frontB] }),
    targets: [
      { id: 'a', model: 'cheap/a' },
      { id: 'b', model: 'cheap2/b' },
      { id: 'x', model: 'front/a' },
    ],
    tiers: [
      { name: 'economy', targets: ['a', 'b'] },
      { name: 'frontier', targets: ['x'] },
    ],
    strategy: rules([], { otherwise: 'economy' }),
    execution: { maxRetriesPerTarget: 0, firstTokenTimeoutMs: 150 },
    ledger: createMemoryLedger(),
    ...more,
  })
}

function onAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  )
}

/** First shape: a web stream of typed parts, failures in-band, as an AI SDK has it. */
type TypedPart =
  | { readonly type: 'stream-start' }
  | { readonly type: 'text-delta'; readonly delta: string }
  | { readonly type: 'tool-call'; readonly toolName: string; readonly input: string }
  | { readonly type: 'error'; readonly error: { readonly statusCode: number } }
  | { readonly type: 'finish'; readonly usage: { readonly inputTokens: number; readonly outputTokens: number } }

function createTypedPartsHost(): Host {
  const behave = new Map<string, Behaviour>()
  const call: Call<{ readonly response: string }, TypedPart> = (target, { signal }) => {
    const how = behave.get(target.id) ?? 'text'
    if (how === 'throws') throw Object.assign(new Error('unavailable'), { statusCode: 503 })
    const parts: TypedPart[] = [{ type: 'stream-start' }]
    if (how === 'in-band-error') parts.push({ type: 'error', error: { statusCode: 401 } })
    if (how === 'tool') parts.push({ type: 'tool-call', toolName: 'find', input: '{"id":1}' })
    if (how === 'text' || how === 'cut')
      parts.push({ type: 'text-delta', delta: `hello ` }, { type: 'text-delta', delta: `from ${target.id}` })
    if (how !== 'cut' && how !== 'in-band-error')
      parts.push({ type: 'finish', usage: { inputTokens: 10, outputTokens: 2 } })
    const stream = new ReadableStream<TypedPart>(
      {
        pull: async (controller) => {
          if (how === 'hangs') return onAbort(signal)
          const part = parts.shift()
          if (part === undefined) controller.close()
          else controller.enqueue(part)
        },
      },
      { highWaterMark: 0 },
    )
    return { head: { response: target.id }, parts: stream }
  }
  const dialect: Dialect<TypedPart> = {
    open: () => ({
      read: (part, notes) => {
        if (part.type === 'text-delta') notes.content(part.delta)
        if (part.type === 'tool-call') notes.toolCall(part.toolName, part.input)
        if (part.type === 'error') notes.failed(part.error)
        if (part.type === 'finish') {
          notes.usage(part.usage)
          notes.end({ reason: 'stop' })
        }
      },
    }),
    toFacts: (error) => ({ status: (error as { statusCode?: number }).statusCode }),
  }
  return {
    name: 'a stream of typed parts with in-band errors',
    behave,
    serve: async (router, signal) => {
      const run = await router.open(ask(), call, { dialect, signal, last: 'open' })
      // The host wraps the run in a stream of its own that never reads ahead.
      const out = new ReadableStream<TypedPart>(
        {
          pull: async (controller) => {
            const step = await run.next()
            if (step.done === true) controller.close()
            else controller.enqueue(step.value)
          },
          cancel: async () => void (await run.return?.()),
        },
        { highWaterMark: 0 },
      )
      const seen: TypedPart[] = []
      for await (const part of out) seen.push(part)
      expect(seen.filter(({ type }) => type === 'stream-start')).toHaveLength(1)
      return {
        text: seen.map((part) => (part.type === 'text-delta' ? part.delta : '')).join(''),
        tools: seen.flatMap((part) => (part.type === 'tool-call' ? [part.toolName] : [])),
        parts: seen.length,
        served: run.head.response,
      }
    },
  }
}

/** Second shape: an async generator of chunks, with callbacks the host calls as they are released, as LangChain has it. */
interface Chunk {
  readonly text: string
  readonly toolCalls?: readonly string[]
  readonly usage?: { readonly input: number; readonly output: number }
}

function createChunksHost(): Host {
  const behave = new Map<string, Behaviour>()
  const call: Call<undefined, Chunk> = async (target, { signal }) => {
    const how = behave.get(target.id) ?? 'text'
    if (how === 'throws' || how === 'in-band-error') throw Object.assign(new Error('unavailable'), { status: 503 })
    const generate = async function* (): AsyncGenerator<Chunk> {
      if (how === 'hangs') await onAbort(signal)
      if (how === 'tool') yield { text: '', toolCalls: ['find'] }
      else if (how !== 'empty-draft') {
        yield { text: 'hello ' }
        yield { text: `from ${target.id}` }
      }
      if (how === 'cut') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
      yield { text: '', usage: { input: 10, output: 2 } }
    }
    return { head: undefined, parts: generate() }
  }
  const dialect: Dialect<Chunk> = {
    open: () => ({
      read: (chunk, notes) => {
        if (chunk.text !== '') notes.content(chunk.text)
        for (const name of chunk.toolCalls ?? []) notes.toolCall(name, '{"id":1}')
        if (chunk.usage !== undefined) notes.usage({ inputTokens: chunk.usage.input, outputTokens: chunk.usage.output })
      },
      // This host has no terminal marker: running dry is the end.
      dry: (notes) => notes.end({ reason: 'stop' }),
    }),
    toFacts: (error) => {
      const { status, code } = error as { status?: number; code?: string }
      return { status, transport: code === 'ECONNRESET' ? 'reset' : undefined }
    },
  }
  return {
    name: 'chunks with callbacks',
    behave,
    serve: async (router, signal) => {
      const run = await router.open(ask(), call, { dialect, signal, last: 'open' })
      const told: string[] = []
      const tools: string[] = []
      let parts = 0
      for await (const chunk of run) {
        parts++
        told.push(chunk.text)
        tools.push(...(chunk.toolCalls ?? []))
      }
      return { text: told.join(''), tools, parts, served: run.target.id }
    },
  }
}

/** Third shape: SSE over a socket, a part being one or more whole frames, as a gateway has it. */
interface SseHost extends Host {
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

function createSseHost(): SseHost {
  const behave = new Map<string, Behaviour>()
  const frame = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`
  const upstream: Server = createServer((request, response) => {
    const id = new URL(request.url ?? '/', 'http://upstream').pathname.slice(1)
    const how = behave.get(id) ?? 'text'
    if (how === 'throws') return void response.writeHead(503).end('{"error":{"message":"unavailable"}}')
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(': keep-alive\n\n')
    if (how === 'hangs') return
    if (how === 'in-band-error') return void response.end(frame({ error: { status: 401 } }))
    if (how === 'tool') response.write(frame({ tool: 'find' }))
    else if (how !== 'empty-draft') response.write(frame({ text: 'hello ' }) + frame({ text: `from ${id}` }))
    if (how === 'cut') return void setTimeout(() => response.destroy(), 5)
    response.end(`${frame({ usage: [10, 2] })}data: [DONE]\n\n`)
  })
  let port = 0

  const call: Call<number, string> = (target, { signal }) =>
    new Promise((resolve, reject) => {
      const request = httpRequest({ port, path: `/${target.id}` }, (response) => {
        if (response.statusCode !== 200) {
          response.resume()
          return reject(Object.assign(new Error('upstream'), { status: response.statusCode }))
        }
        resolve({ head: 200, parts: wholeFrames(response) })
      })
      // Never handed to http.request: an abort after the end would raise an unhandled error on the pooled socket.
      signal.addEventListener('abort', () => request.destroy(), { once: true })
      request.on('error', (error) => reject(Object.assign(error, { transport: 'reset' })))
      request.end()
    })

  const dialect: Dialect<string> = {
    open: () => ({
      read: (frames, notes) => {
        for (const line of frames.split('\n')) {
          if (!line.startsWith('data: ')) continue
          if (line === 'data: [DONE]') {
            notes.end({ reason: 'stop' })
            continue
          }
          const value = JSON.parse(line.slice(6)) as {
            text?: string
            tool?: string
            usage?: [number, number]
            error?: unknown
          }
          if (value.text !== undefined) notes.content(value.text)
          if (value.tool !== undefined) notes.toolCall(value.tool, '{"id":1}')
          if (value.usage !== undefined) notes.usage({ inputTokens: value.usage[0], outputTokens: value.usage[1] })
          if (value.error !== undefined) notes.failed(value.error)
        }
      },
    }),
    toFacts: (error) => {
      const { status, transport } = error as { status?: number; transport?: 'reset' }
      return { status, transport }
    },
  }
  let server: Server | undefined
  let router: Router | undefined
  let lastSignal: AbortSignal | undefined

  return {
    name: 'SSE over a socket',
    behave,
    start: () =>
      new Promise((resolve) =>
        upstream.listen(0, '127.0.0.1', () => ((port = (upstream.address() as AddressInfo).port), resolve())),
      ),
    stop: () =>
      new Promise((resolve) => {
        server?.closeAllConnections()
        server?.close()
        upstream.closeAllConnections()
        upstream.close(() => resolve())
      }),
    serve: async (useRouter, signal) => {
      router = useRouter
      lastSignal = signal
      if (server === undefined) {
        const own = createServer((_, response) => {
          const caller = new AbortController()
          response.on('close', () => caller.abort(new Error('client left')))
          const work = async (): Promise<void> => {
            const run = await (router as Router).open(ask(), call, { dialect, signal: caller.signal })
            response.writeHead(200, { 'content-type': 'text/event-stream', 'x-served': run.target.id })
            for await (const frames of run) response.write(frames)
            response.end()
          }
          work().catch((error: unknown) => {
            // The head is out: what went wrong can only be said in-band.
            if (response.headersSent) response.write(frame({ error: { message: String(error) } }))
            else response.writeHead(error instanceof RouteError ? 502 : 500)
            response.end()
          })
        })
        server = own
        await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve))
      }
      const own = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
        signal: lastSignal ?? null,
      })
      if (own.status !== 200) throw new Error(`status ${own.status}`)
      const body = await own.text()
      const values = body
        .split('\n')
        .filter((line) => line.startsWith('data: {'))
        .map((line) => JSON.parse(line.slice(6)) as { text?: string; tool?: string; error?: unknown })
      if (values.some(({ error }) => error !== undefined)) throw new Error('the stream broke')
      return {
        text: values.map(({ text = '' }) => text).join(''),
        tools: values.flatMap(({ tool }) => (tool === undefined ? [] : [tool])),
        parts: values.length,
        served: own.headers.get('x-served') ?? '',
      }
    },
  }
}

/** Arrived bytes up to the last whole frame. */
async function* wholeFrames(response: IncomingMessage): AsyncGenerator<string> {
  let rest = ''
  response.setEncoding('utf8')
  try {
    for await (const chunk of response) {
      rest += chunk as string
      const end = rest.lastIndexOf('\n\n')
      if (end < 0) continue
      yield rest.slice(0, end + 2)
      rest = rest.slice(end + 2)
    }
  } catch (error) {
    throw Object.assign(error as Error, { transport: 'reset' })
  }
}

const sse = createSseHost()
beforeAll(sse.start)
afterAll(sse.stop)

describe.each([createTypedPartsHost(), createChunksHost(), sse] as readonly Host[])('$name', (host) => {
  const given = (behaviour: Record<string, Behaviour>): void => {
    host.behave.clear()
    for (const [target, how] of Object.entries(behaviour)) host.behave.set(target, how)
  }

  it('streams a whole answer', async () => {
    given({})
    expect(await host.serve(createTestRouter())).toMatchObject({ text: 'hello from a', served: 'a' })
  })

  it('passes tool calls on', async () => {
    given({ a: 'tool' })
    expect(await host.serve(createTestRouter())).toMatchObject({ text: '', tools: ['find'], served: 'a' })
  })

  it.each(['throws', 'in-band-error', 'hangs'] as const)(
    'moves on before the commit point when the first target %s',
    async (how) => {
      given({ a: how })
      expect(await host.serve(createTestRouter())).toMatchObject({ text: 'hello from b', served: 'b' })
    },
  )

  it('a rejected draft never shows', async () => {
    given({ a: 'empty-draft', b: 'empty-draft' })
    const strategy = cascade({ tiers: ['economy', 'frontier'], gate: checks() })
    expect(await host.serve(createTestRouter({ strategy }))).toMatchObject({ text: 'hello from x', served: 'x' })
  })

  it('a stream cut after content is broken, never a success and never two answers', async () => {
    given({ a: 'cut' })
    await expect(host.serve(createTestRouter())).rejects.toThrow(/broke/)
  })

  it('says so when every target fails', async () => {
    given({ a: 'throws', b: 'throws', x: 'throws' })
    await expect(host.serve(createTestRouter())).rejects.toThrow(/unavailable|status 502|failed|every|targets?/i)
  })

  it("a caller's abort stops the attempt and is the caller's own reason", async () => {
    given({ a: 'hangs' })
    const controller = new AbortController()
    const work = host.serve(createTestRouter({ execution: { firstTokenTimeoutMs: 5_000 } }), controller.signal)
    setTimeout(() => controller.abort(new Error('not needed any more')), 20)
    await expect(work).rejects.toThrow('not needed any more')
  })

  it('one router serves many at once', async () => {
    given({ a: 'throws' })
    const router = createTestRouter()
    const all = await Promise.all(Array.from({ length: 50 }, () => host.serve(router)))
    expect(all.every(({ text }) => text === 'hello from b')).toBe(true)
  })
})
