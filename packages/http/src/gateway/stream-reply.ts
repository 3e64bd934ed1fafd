import type { Run } from '@signalbox/core'
import { toErrorFrame } from '../reply/error-frames.ts'
import type { HttpHead, HttpPart } from '../reply/http-part.ts'
import { answerHeaders } from './answer-headers.ts'
import type { Exchange } from './endpoint.ts'
import type { GatewayReply, GatewayStream } from './gateway.ts'
import { createKeepAlive, defaultKeepAliveMs, type KeepAlive, keepAliveComment } from './keep-alive.ts'
import { noteError } from './note-error.ts'
import { createPartWriter, type PartWriter } from './part-writer.ts'
import type { ClientAsk } from './read-ask.ts'
import { streamHeaders } from './stream-headers.ts'
import { toErrorFacts, toFailureFacts } from './to-error-reply.ts'

/** The core closes a run that nobody reads; who comes back to it has missed the rest. */
const nobodyRead = {
  status: 408,
  code: 'reader_idle',
  message: 'The stream was closed, because nobody read it for too long.',
} as const

type OpenRun = Run<HttpHead, HttpPart>

export interface StreamOpening {
  readonly opening: Promise<OpenRun>
  /** Of the reply and its tool calls; filled in as the reply is read. */
  readonly ids: readonly string[]
}

/**
 * A run as a stream in the client's dialect. The head waits for the commit point, so that who cannot be served gets a real status; a
 * step that is held for longer than a proxy would wait begins the stream with comments, and tells a failure inside it.
 */
export async function toStreamReply(
  exchange: Exchange,
  ask: ClientAsk,
  { opening, ids }: StreamOpening,
): Promise<GatewayReply> {
  const keepAlive = createKeepAlive(exchange.context.keepAliveMs ?? defaultKeepAliveMs)
  // Whoever leaves before the first text never asks how it ended.
  opening.catch(() => {})
  const opened = await keepAlive.wait(opening).catch((error: unknown) => {
    keepAlive.stop()
    throw error
  })
  return {
    status: 200,
    headers: { ...streamHeaders, ...(opened && answerHeaders(exchange, ask, opened.value.report(), false)) },
    body: toStream(exchange, ask, { opening, opened: opened?.value, ids, keepAlive }),
  }
}

function toStream(
  exchange: Exchange,
  ask: ClientAsk,
  {
    opening,
    opened,
    ids,
    keepAlive,
  }: StreamOpening & { readonly opened: OpenRun | undefined; readonly keepAlive: KeepAlive },
): GatewayStream {
  const { context, dialect, report } = exchange
  let run = opened
  let owed = opened === undefined ? keepAliveComment : ''
  let writer: PartWriter | undefined
  let pending: Promise<{ readonly done?: boolean | undefined; readonly value?: HttpPart | undefined }> | undefined
  let shown = ''
  let isOver = false

  /** The last text does not wait for the ledger. */
  const end = (text: string): string | undefined => {
    isOver = true
    keepAlive.stop()
    if (run !== undefined) {
      context.turns.remember(ids, run.target.id)
      report.settled = run.outcome
    }
    return text === '' ? undefined : text
  }
  const fail = (error: unknown): string | undefined => {
    noteError(exchange, error)
    const { message, code, status } = toErrorFacts(error, dialect, ask)
    return end(toErrorFrame(dialect, { message, code, status, after: shown }))
  }
  return {
    next: async () => {
      if (isOver) return undefined
      if (owed !== '') {
        const text = owed
        owed = ''
        return text
      }
      try {
        if (run === undefined) {
          const waited = await keepAlive.wait(opening)
          if (waited === undefined) return keepAliveComment
          run = waited.value
        }
        writer ??= createPartWriter(exchange, ask, run.report)
        for (;;) {
          pending ??= run.next()
          const waited = await keepAlive.wait(pending)
          if (waited === undefined) return keepAliveComment
          pending = undefined
          const { done, value } = waited.value
          if (done === true || value === undefined) {
            // What the provider itself has told inside its stream ends here without being thrown.
            const { failure, attempts, servedBy } = run.report()
            if (failure !== undefined) {
              report.error = failure.message
              return end(toErrorFrame(dialect, { ...toFailureFacts(failure), after: shown }))
            }
            const isWhole = servedBy !== undefined && attempts[servedBy.n - 1]?.finish !== undefined
            return end(isWhole ? writer.end() : toErrorFrame(dialect, { ...nobodyRead, after: shown }))
          }
          const text = writer.write(value)
          if (text === '') continue
          shown = text
          return text
        }
      } catch (error) {
        return fail(error)
      }
    },
    ended: opening.then(
      (begun) => begun.outcome,
      () => {},
    ),
    cancel: () => {
      if (isOver) return
      isOver = true
      keepAlive.stop()
      report.settled = opening.then(
        async (left) => {
          await left.return?.()
          await left.outcome
        },
        () => {},
      )
    },
  }
}
