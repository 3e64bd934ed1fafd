import type { Gateway, GatewayReply, GatewayRequest, GatewayStream } from './gateway.ts'

/** A gateway's `handle` in the web's own types. */
export function toFetch(handle: Gateway['handle']): Gateway['fetch'] {
  return async (request) => toResponse(await handle(toGatewayRequest(request)), request.method)
}

/** What stands before `/v1/` in a path belongs to the app the gateway is part of: `/api/v1/models` is `/v1/models`. */
export function toGatewayRequest(request: Request): GatewayRequest {
  const { pathname, search } = new URL(request.url)
  const start = Math.max(0, pathname.indexOf('/v1/'))
  return {
    method: request.method,
    path: pathname.slice(start) + search,
    header: (name) => request.headers.get(name) ?? undefined,
    body: { kind: 'bytes', chunks: chunksOf(request) },
    signal: request.signal,
  }
}

/** The status, headers and body of a reply; of a stream nothing is read before somebody reads the response. */
export function toResponse({ status, headers, body }: GatewayReply, method: string): Response {
  if (method !== 'HEAD') return new Response(typeof body === 'string' ? body : toByteStream(body), { status, headers })
  if (typeof body !== 'string') body.cancel()
  return new Response(null, { status, headers })
}

async function* chunksOf({ body, bodyUsed }: Request): AsyncGenerator<Uint8Array> {
  if (bodyUsed) throw new Error('The body has been read before the gateway got the request. Give it a clone.')
  if (body === null) return
  const reader = body.getReader()
  let isOver = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      isOver = done
      if (done) return
      yield value
    }
  } finally {
    if (!isOver) reader.cancel().catch(() => {})
  }
}

function toByteStream({ next, cancel }: GatewayStream): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      pull: async (controller) => {
        const text = await next()
        if (text === undefined) controller.close()
        else controller.enqueue(encoder.encode(text))
      },
      cancel,
    },
    // The default queue asks for one text more than somebody has read.
    { highWaterMark: 0 },
  )
}
