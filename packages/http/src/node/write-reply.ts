import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GatewayReply, GatewayStream } from '../gateway/gateway.ts'

/** Node's response, or one that a middleware has wrapped: `flush` is compression's. */
export type ReplyTarget = ServerResponse & { readonly flush?: () => void }

/** Whoever is written to. A gateway that gives up tells him so; one who has left is told nothing. */
export interface ReplyClient {
  hasLeft: boolean
  onLeave?: (() => void) | undefined
}

/** Writes a reply as fast as the client takes it; resolves when all of it is written or the client has left. */
export async function writeReply(reply: GatewayReply, res: ReplyTarget, client: ReplyClient): Promise<void> {
  const { status, headers, body } = reply
  if (client.hasLeft || res.headersSent) return leave(body)
  // Where a body nobody wants is still coming, no other request can follow it on this connection.
  const head = res.req.complete ? headers : { ...headers, connection: 'close' }
  if (typeof body === 'string')
    return writeWhole(body, res.writeHead(status, { ...head, 'content-length': Buffer.byteLength(body) }))
  res.writeHead(status, head)
  if (res.req.method !== 'HEAD') return writeStream(body, res, client)
  leave(body)
  res.end()
}

function leave(body: GatewayReply['body']): void {
  if (typeof body !== 'string') body.cancel()
}

async function writeWhole(text: string, res: ServerResponse): Promise<void> {
  const { req } = res
  const sent = req.method === 'HEAD' ? '' : text
  if (req.complete) return void res.end(sent)
  res.write(sent)
  await linger(req)
  res.end()
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

/** What is in the buffers already may take so long to be read. */
const lastBytesMs = 2_000

async function writeStream(stream: GatewayStream, res: ReplyTarget, client: ReplyClient): Promise<void> {
  let wake: (() => void) | undefined
  let hasText = false
  let isBlocked = false
  const giveUp = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        if (isBlocked) res.destroy()
        resolve()
      }, lastBytesMs)
      timer.unref()
    })
  client.onLeave = () => {
    stream.cancel()
    wake?.()
  }
  // Whose stream has been closed because he does not read is not waited for.
  const isGivenUp = stream.ended?.then(giveUp) ?? new Promise<void>(() => {})
  // The first text is there already as a rule, and goes out in one piece with the head.
  setImmediate(() => {
    if (!hasText && !client.hasLeft) res.flushHeaders()
  })
  // One listener for the whole stream: a wrapped response does not give back those of `once`.
  res.on('drain', () => wake?.())
  for (;;) {
    const text = await stream.next()
    if (client.hasLeft) return
    if (text === undefined) break
    hasText = true
    const hasRoom = res.write(text)
    res.flush?.()
    if (!hasRoom) {
      isBlocked = true
      await Promise.race([new Promise<void>((resolve) => (wake = resolve)), isGivenUp])
      isBlocked = false
    }
    if (client.hasLeft) return
  }
  client.onLeave = undefined
  res.end()
}
