import { toErrorFrame } from '../reply/error-frames.ts'
import type { Exchange } from './endpoint.ts'
import type { GatewayReply } from './gateway.ts'
import { createKeepAlive, defaultKeepAliveMs, keepAliveComment } from './keep-alive.ts'
import { noteError } from './note-error.ts'
import type { ClientAsk } from './read-ask.ts'
import { streamHeaders } from './stream-headers.ts'
import { toErrorFacts } from './to-error-reply.ts'

/** A stream that comes as one text, when a guard has seen it: until then comments, once a proxy would have waited too long. */
export async function holdOpen(
  exchange: Exchange,
  ask: ClientAsk,
  whole: Promise<GatewayReply>,
): Promise<GatewayReply> {
  const { context, dialect } = exchange
  const keepAlive = createKeepAlive(context.keepAliveMs ?? defaultKeepAliveMs)
  const early = await keepAlive.wait(whole).finally(() => keepAlive.stop())
  if (early !== undefined) return early.value
  let owed: string | undefined = keepAliveComment
  let isOver = false
  const next = async (): Promise<string | undefined> => {
    if (isOver) return undefined
    if (owed !== undefined) {
      const text = owed
      owed = undefined
      return text
    }
    try {
      const waited = await keepAlive.wait(whole)
      if (waited === undefined) return keepAliveComment
      isOver = true
      return String(waited.value.body)
    } catch (error) {
      isOver = true
      noteError(exchange, error)
      return toErrorFrame(dialect, toErrorFacts(error, dialect, ask))
    } finally {
      if (isOver) keepAlive.stop()
    }
  }
  const cancel = (): void => {
    isOver = true
    keepAlive.stop()
  }
  return { status: 200, headers: streamHeaders, body: { next, cancel } }
}
