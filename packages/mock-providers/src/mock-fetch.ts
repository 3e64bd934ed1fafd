import { ConnectionCut } from './mock-result.ts'
import type { MockProvider } from './mock-provider.ts'

/** The same providers without a socket: a `fetch` for each base URL. Unknown hosts fail as an unreachable one does. */
export function createMockFetch(providers: Readonly<Record<string, MockProvider>>): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input as Request | string, init)
    const base = Object.keys(providers).find((prefix) => request.url.startsWith(prefix))
    const provider = base === undefined ? undefined : providers[base]
    if (base === undefined || provider === undefined)
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }),
      })
    const { signal } = request
    signal.throwIfAborted()
    const path = request.url.slice(base.replace(/\/$/, '').length)
    const result = await untilAborted(
      provider.handle(request.method, path, Object.fromEntries(request.headers), await request.text(), signal),
      signal,
    )
    if (result.kind === 'silence') return untilAborted(new Promise<never>(() => {}), signal)
    if (result.kind === 'reset')
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
      })
    if (result.kind === 'unreachable') throw toFetchError(result.code)
    if (result.kind === 'raw') {
      const { at, code, message } = result.fault.fetchError
      if (at === 'head') throw toFetchError(code, message)
      return new Response(failing(new TypeError('terminated', { cause: toCause(code, message) })), {
        headers: { 'content-type': request.headers.get('accept') ?? 'application/json' },
      })
    }
    if (result.status >= 300 && result.status < 400 && request.redirect === 'error')
      throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') })
    const body = typeof result.body === 'string' ? result.body : toStream(result.body, signal)
    return new Response(result.status === 204 || result.status === 304 ? null : body, {
      status: result.status,
      headers: result.headers,
    })
  }
}

function toFetchError(code: string, message?: string): TypeError {
  return new TypeError('fetch failed', { cause: toCause(code, message) })
}

function toCause(code: string, message = code): Error {
  return Object.assign(new Error(message), { code })
}

function failing(error: Error): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.error(error) }, { highWaterMark: 0 })
}

function toStream(frames: AsyncIterable<string>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const iterator = frames[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        signal.addEventListener('abort', () => {
          try {
            controller.error(signal.reason)
          } catch {
            // Closed already.
          }
          void iterator.return?.()
        })
      },
      pull: async (controller) => {
        let step: IteratorResult<string>
        try {
          step = await iterator.next()
        } catch (error) {
          // As a client sees a connection destroyed in mid body.
          throw error instanceof ConnectionCut
            ? new TypeError('terminated', { cause: toCause('UND_ERR_SOCKET') })
            : error
        }
        const { done, value } = step
        if (signal.aborted) return
        if (done === true) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      cancel: async () => {
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}
