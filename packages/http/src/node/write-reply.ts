import type { IncomingMessage, ServerResponse } from 'node:http'
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
  // Where a body nobody wants is still coming, no other request can follow it on this connection.
  if (!res.req.complete) res.setHeader('connection', 'close')
  if (typeof body === 'string') return writeWhole(body, res)
  if (res.req.method !== 'HEAD') return writeStream(body, res, signal)
  leave(body)
  res.end()
}

function leave(body: GatewayReply['body']): void {
  if (typeof body !== 'string') body.cancel()
}

async function writeWhole(text: string, res: ReplyTarget): Promise<void> {
  const { req } = res
  res.setHeader('content-length', Buffer.byteLength(text))
  if (!req.complete) {
    res.write(text)
    await linger(req)
  }
  res.end(req.complete && req.method !== 'HEAD' && !res.headersSent ? text : undefined)
}

const lingerMs = 400
const lingerBytes = 32 * 1024 * 1024

/** A socket that is closed on a client who is still sending is reset, and takes our answer with it: what he sends is thrown away, for a while. */
function linger(req: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let left = lingerBytes
    const done = (): void => {
      clearTimeout(timer)
      req.off('data', onData)
      req.pause()
      resolve()
    }
    const onData = (chunk: Uint8Array): void => {
      left -= chunk.length
      if (left < 0) done()
    }
    const timer = setTimeout(done, lingerMs)
    for (const event of ['end', 'close', 'error']) req.once(event, done)
    req.on('data', onData)
    req.resume()
  })
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
