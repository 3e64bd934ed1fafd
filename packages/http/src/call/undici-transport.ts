import type { Readable } from 'node:stream'
import { Agent, request } from 'undici'
import { inflate } from './inflate-reply.ts'
import type { ByteSource, Transport } from './transport.ts'

export interface UndiciTransportOptions {
  /** Sockets per provider, kept alive between calls. Default: as many as there are calls at once. */
  readonly connectionsPerOrigin?: number | undefined
}

/** Node's way out, faster than `fetch`: no web streams in between. It has no clocks of its own: the attempt's rule. Compressed replies are read, none are asked for. */
export function undiciTransport({ connectionsPerOrigin }: UndiciTransportOptions = {}): Transport {
  const dispatcher = new Agent({
    connections: connectionsPerOrigin ?? null,
    headersTimeout: 0,
    bodyTimeout: 0,
    // What breaks on one HTTP/2 connection breaks for all calls on it, and in codes of its own.
    allowH2: false,
  })
  return async (url, { headers, body, signal }) => {
    const reply = await request(url, { method: 'POST', headers, body, signal, dispatcher })
    const plain = Object.entries(reply.headers).map(([name, value]) => [name, [value].flat().join(', ')] as const)
    const lines: Readonly<Record<string, string>> = Object.fromEntries(plain)
    return {
      status: reply.statusCode,
      headers: lines,
      body: toByteSource(inflate(reply.body, lines['content-encoding'])),
    }
  }
}

/** Takes all that has arrived at each pull. */
function toByteSource(stream: Readable): ByteSource {
  let wake: (() => void) | undefined
  let end: { readonly error?: unknown } | undefined
  const onEnd = (error?: unknown): void => {
    end ??= { error }
    wake?.()
  }
  // A listener of its own for errors: one that nobody waits for must not end the process.
  stream.on('readable', () => wake?.())
  stream.on('error', onEnd)
  stream.on('end', () => onEnd())
  return {
    next: async () => {
      for (;;) {
        const bytes = stream.read() as Uint8Array | null
        if (bytes !== null) return bytes
        if (end?.error !== undefined) throw end.error
        if (end !== undefined) return undefined
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    cancel: () => void stream.destroy(),
  }
}
