import { Readable } from 'node:stream'
import { Agent, type Dispatcher } from 'undici'
import { createByteQueue, type ByteQueue } from './byte-queue.ts'
import { inflate } from './inflate-reply.ts'
import { toByteSource, toIterable } from './stream-source.ts'
import type { ByteSource, Transport, TransportReply } from './transport.ts'

export interface UndiciTransportOptions {
  /** Sockets per provider, kept alive between calls. Default: as many as there are calls at once. */
  readonly connectionsPerOrigin?: number | undefined
}

/** Node's way out, faster than `fetch`: no streams in between. It has no clocks of its own: the attempt's rule. Compressed replies are read, none are asked for. */
export function undiciTransport({ connectionsPerOrigin }: UndiciTransportOptions = {}): Transport {
  const dispatcher = new Agent({
    connections: connectionsPerOrigin ?? null,
    headersTimeout: 0,
    bodyTimeout: 0,
    // What breaks on one HTTP/2 connection breaks for all calls on it, and in codes of its own.
    allowH2: false,
  })
  return (url, { headers, body, signal }) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const { origin, pathname, search } = new URL(url)
      const call = createCall(signal, resolve, reject)
      dispatcher.dispatch({ origin, path: pathname + search, method: 'POST', headers, body }, call)
    })
}

/** One call, from its start on the wire to the last byte of its reply. */
function createCall(
  signal: AbortSignal,
  resolve: (reply: TransportReply) => void,
  reject: (error: unknown) => void,
): Dispatcher.DispatchHandler {
  let queue: ByteQueue | undefined
  let leave = (): void => {}
  const end = (error?: unknown): void => {
    signal.removeEventListener('abort', leave)
    if (queue === undefined) reject(error)
    else queue.end(error)
  }
  return {
    onRequestStart: (controller) => {
      leave = () => controller.abort(toError(signal.reason))
      if (signal.aborted) leave()
      else signal.addEventListener('abort', leave, { once: true })
    },
    onResponseStart: (controller, status, given) => {
      if (status < 200) return
      queue = createByteQueue({
        onPressure: (isHigh) => (isHigh ? controller.pause() : controller.resume()),
        onCancel: (reason) => controller.abort(toError(reason)),
      })
      const headers = toLines(given)
      try {
        resolve({ status, headers, body: withoutEncoding(queue, headers['content-encoding']) })
      } catch (error) {
        reject(error)
        controller.abort(toError(error))
      }
    },
    onResponseData: (_controller, chunk) => queue?.push(chunk),
    onResponseEnd: () => end(),
    onResponseError: (_controller, error) => end(error),
  }
}

/** Most replies have none. */
function withoutEncoding(source: ByteSource, encoding: string | undefined): ByteSource {
  if (encoding === undefined) return source
  const plain = toByteSource(inflate(Readable.from(toIterable(source)), encoding))
  const cancel = (reason?: unknown): void => {
    plain.cancel(reason)
    source.cancel(reason)
  }
  return { next: plain.next, cancel }
}

function toLines(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const lines: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) lines[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return lines
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('The call was left.', { cause: reason })
}
