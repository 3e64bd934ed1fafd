import type { Gateway, GatewayReply, GatewayRequest, GatewayStream } from './gateway.ts'

/** The gateway for the web's own types. */
export function toFetch(handle: Gateway['handle']): Gateway['fetch'] {
  return async (request) => toResponse(await handle(fromWeb(request)), request.method)
}

function fromWeb(request: Request): GatewayRequest {
  const { pathname, search } = new URL(request.url)
  return {
    method: request.method,
    path: `${pathname}${search}`,
    header: (name) => request.headers.get(name) ?? undefined,
    body: { kind: 'bytes', chunks: chunksOf(request.body) },
    signal: request.signal,
  }
}

/** Not every platform's stream can be iterated. */
async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader()
  if (reader === undefined) return
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}

function toResponse({ status, headers, body }: GatewayReply, method: string): Response {
  if (typeof body !== 'string') return new Response(toReadable(body), { status, headers })
  return new Response(method === 'HEAD' ? null : body, { status, headers })
}

/** Pulled, never pushed: nothing is read from a provider that the client has not asked for. */
function toReadable(stream: GatewayStream): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const text = await stream.next()
        if (text === undefined) controller.close()
        else controller.enqueue(encoder.encode(text))
      },
      cancel: () => stream.cancel(),
    },
    { highWaterMark: 0 },
  )
}
