import type { ServerResponse } from 'node:http'
import type { GatewayReply, GatewayStream } from '../gateway/gateway.ts'

/** Node's response, or one that a middleware has wrapped: `flush` is compression's. */
export type ReplyTarget = ServerResponse & { readonly flush?: () => void }

/**
 * Writes a reply as fast as the client takes it; resolves when all of it is written or the client has left.
 * @param signal aborts when the client leaves
 */
export async function writeReply(reply: GatewayReply, res: ReplyTarget, signal: AbortSignal): Promise<void> {
  const { status, headers, body } = reply
  if (signal.aborted || res.headersSent) return leave(body)
  res.statusCode = status
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
  // What is left of a body nobody wants is not read, so no other request can follow it on this connection.
  if (!res.req.complete) res.setHeader('connection', 'close')
  if (typeof body === 'string') return writeWhole(body, res)
  if (res.req.method !== 'HEAD') return writeStream(body, res, signal)
  leave(body)
  res.end()
}

function leave(body: GatewayReply['body']): void {
  if (typeof body !== 'string') body.cancel()
}

function writeWhole(text: string, res: ReplyTarget): void {
  res.setHeader('content-length', Buffer.byteLength(text))
  res.end(res.req.method === 'HEAD' ? undefined : text)
}

async function writeStream(stream: GatewayStream, res: ReplyTarget, signal: AbortSignal): Promise<void> {
  let wake: (() => void) | undefined
  const onLeave = (): void => {
    stream.cancel()
    wake?.()
  }
  signal.addEventListener('abort', onLeave, { once: true })
  // One listener for the whole stream: a wrapped response does not give back those of `once`.
  res.on('drain', () => wake?.())
  res.flushHeaders()
  for (;;) {
    const text = await stream.next()
    if (signal.aborted) return
    if (text === undefined) break
    const hasRoom = res.write(text)
    res.flush?.()
    if (!hasRoom) await new Promise<void>((resolve) => (wake = resolve))
    if (signal.aborted) return
  }
  signal.removeEventListener('abort', onLeave)
  res.end()
}
