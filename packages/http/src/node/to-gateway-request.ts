import type { IncomingMessage } from 'node:http'
import { toByteSource, toIterable } from '../call/stream-source.ts'
import type { GatewayRequest } from '../gateway/gateway.ts'

/** Node's request as the gateway reads it; a body that an earlier middleware has read is taken from `req.body`. */
export function toGatewayRequest(
  req: IncomingMessage & { readonly body?: unknown },
  controller: AbortController,
): GatewayRequest {
  const { headers, method = 'GET', body } = req
  const isBytes = typeof body === 'string' || body instanceof Uint8Array
  return {
    method,
    path: toPath(req.url ?? '/'),
    // Who reads a body decompresses it too.
    header: (name) => (isBytes && name === 'content-encoding' ? undefined : headers[name]?.toString()),
    body:
      body === undefined || isBytes
        ? { kind: 'bytes', chunks: isBytes ? chunksOf(body) : readChunks(req) }
        : { kind: 'parsed', value: body },
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
  }
}

/** A target may be a whole address, RFC 9112 section 3.2.2. */
export function toPath(target: string): string {
  if (target.startsWith('/') || !URL.canParse(target)) return target
  const { pathname, search } = new URL(target)
  return pathname + search
}

async function* chunksOf(body: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof body === 'string' ? new TextEncoder().encode(body) : body
}

function readChunks(req: IncomingMessage): AsyncIterable<Uint8Array> {
  return {
    // Not before somebody wants it: whose head is refused is not read.
    [Symbol.asyncIterator]: () => {
      if (req.readableDidRead)
        throw new Error('The body was read before the gateway got the request. Mount the gateway before what reads it.')
      return toIterable(toByteSource(req))[Symbol.asyncIterator]()
    },
  }
}
