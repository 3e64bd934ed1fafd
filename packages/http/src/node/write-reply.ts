import type { ServerResponse } from 'node:http'
import type { GatewayReply, GatewayStream } from '../gateway/gateway.ts'

/** Node's response, or one that a middleware has wrapped: `flush` is compression's. */
export type ReplyTarget = ServerResponse & { readonly flush?: () => void }

/** Writes a reply as fast as the client takes it; resolves when all of it is written or the client has left. */
export async function writeReply({ status, headers, body }: GatewayReply, res: ReplyTarget): Promise<void> {
  if (isOver(res)) return leave(body)
  res.statusCode = status
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
  // What is left of a body nobody wants is not read, so no other request can follow it on this connection.
  if (!res.req.complete) res.setHeader('connection', 'close')
  if (typeof body === 'string') return writeWhole(body, res)
  if (res.req.method !== 'HEAD') return writeStream(body, res)
  leave(body)
  res.end()
}

function isOver(res: ServerResponse): boolean {
  return res.headersSent || res.destroyed
}

function leave(body: GatewayReply['body']): void {
  if (typeof body !== 'string') body.cancel()
}

function writeWhole(text: string, res: ReplyTarget): void {
  res.setHeader('content-length', Buffer.byteLength(text))
  res.end(res.req.method === 'HEAD' ? undefined : text)
}

async function writeStream(stream: GatewayStream, res: ReplyTarget): Promise<void> {
  let wake: (() => void) | undefined
  const onDrain = (): void => wake?.()
  const onClose = (): void => {
    stream.cancel()
    wake?.()
  }
  // One listener for the whole stream: a wrapped response does not give back those of `once`.
  res.on('drain', onDrain).once('close', onClose)
  res.flushHeaders()
  for (;;) {
    const text = await stream.next()
    if (res.destroyed) return
    if (text === undefined) break
    const hasRoom = res.write(text)
    res.flush?.()
    if (!hasRoom) await new Promise<void>((resolve) => (wake = resolve))
    if (res.destroyed) return
  }
  res.off('close', onClose)
  res.end()
}
