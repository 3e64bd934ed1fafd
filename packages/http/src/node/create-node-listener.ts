import type { IncomingMessage, ServerResponse } from 'node:http'
import { ClientLeft } from '../gateway/client-left.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { toErrorBody } from '../reply/to-error-body.ts'
import { toGatewayRequest, toPath } from './to-gateway-request.ts'
import { type ReplyClient, type ReplyTarget, writeReply } from './write-reply.ts'

/** For `http.createServer`, and as middleware of whoever hands on with `next`. Never throws. */
export type NodeListener = (req: IncomingMessage, res: ServerResponse, next?: (error?: unknown) => void) => void

/** A gateway behind Node's own server. With `next`, paths that are not the gateway's are handed on; without, they are a 404. */
export function createNodeListener(gateway: Pick<Gateway, 'handle' | 'serves'>): NodeListener {
  return (req, res, next) => {
    const path = toPath(req.url ?? '/').split('?', 1)[0] ?? '/'
    if (next !== undefined && !gateway.serves(path, req.method)) return next()
    answer(gateway, req, res).catch((error: unknown) => {
      if (res.headersSent || res.destroyed) res.destroy()
      else if (next === undefined) fail(res)
      else next(error)
    })
  }
}

async function answer(gateway: Pick<Gateway, 'handle'>, req: IncomingMessage, res: ReplyTarget): Promise<void> {
  if (res.headersSent || res.destroyed) return
  const controller = new AbortController()
  const client: ReplyClient = { hasLeft: false }
  const leave = (): void => {
    client.hasLeft = true
    controller.abort(new ClientLeft())
    client.onLeave?.()
  }
  // A pipelined request waits for its turn without a socket, and hears nothing of its end.
  const line = res.socket === null ? req.socket : res
  line.once('close', leave)
  try {
    const reply = await gateway.handle(toGatewayRequest(req, controller))
    await writeReply(reply, res, client)
  } finally {
    line.off('close', leave)
  }
}

function fail(res: ServerResponse): void {
  res.writeHead(500, { 'content-type': 'application/json', connection: 'close' })
  const message = 'The gateway failed at this request.'
  res.end(JSON.stringify(toErrorBody('openai-chat', { status: 500, message, requestId: '' })))
}
