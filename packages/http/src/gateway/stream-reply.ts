import type { Run } from '@signalbox/core'
import type { DialectName } from '../call/upstream.ts'
import { createReplyWriter } from '../reply/create-reply-writer.ts'
import { toErrorFrame } from '../reply/error-frames.ts'
import type { HttpHead, HttpPart } from '../reply/http-part.ts'
import { openReplyEvents } from '../reply/open-reply-events.ts'
import { createFramePasser } from '../reply/pass-frames.ts'
import { answerHeaders } from './answer-headers.ts'
import type { Exchange } from './endpoint.ts'
import type { GatewayReply, GatewayStream } from './gateway.ts'
import { createKeepAlive } from './keep-alive.ts'
import { noteError } from './note-error.ts'
import type { ClientAsk } from './read-ask.ts'
import { streamHeaders } from './stream-headers.ts'
import { toErrorFacts } from './to-error-reply.ts'

type OpenRun = Run<HttpHead, HttpPart>

const defaultKeepAliveMs = 15_000
const keepAliveComment = ': keep-alive\n\n'
const chatEnd = 'data: [DONE]\n\n'

/**
 * A run as a stream in the client's dialect. The head waits for the commit point, so that who cannot be served gets a real status; a
 * step that is held for longer than a proxy would wait begins the stream with comments, and tells a failure inside it.
 */
export async function toStreamReply(
  exchange: Exchange,
  ask: ClientAsk,
  opening: Promise<OpenRun>,
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
    body: toStream(exchange, ask, opening, opened?.value, keepAlive),
  }
}

function toStream(
  exchange: Exchange,
  ask: ClientAsk,
  opening: Promise<OpenRun>,
  opened: OpenRun | undefined,
  keepAlive: ReturnType<typeof createKeepAlive>,
): GatewayStream {
  const { dialect, report } = exchange
  let run = opened
  let owed = opened === undefined ? keepAliveComment : ''
  let writer: PartWriter | undefined
  let pending: Promise<{ readonly done?: boolean | undefined; readonly value?: HttpPart | undefined }> | undefined
  let isOver = false

  const end = async (text: string): Promise<string | undefined> => {
    isOver = true
    keepAlive.stop()
    report.outcome = await run?.outcome
    return text === '' ? undefined : text
  }
  const fail = (error: unknown): Promise<string | undefined> => {
    noteError(exchange, error)
    const { message, code, status } = toErrorFacts(error, dialect, ask)
    return end(toErrorFrame(dialect, { message, code, status }))
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
        writer ??= createPartWriter(exchange, ask, run)
        for (;;) {
          pending ??= run.next()
          const waited = await keepAlive.wait(pending)
          if (waited === undefined) return keepAliveComment
          pending = undefined
          const { done, value } = waited.value
          if (done === true || value === undefined) {
            // What the provider itself has told inside its stream ends here without being thrown.
            const { failure } = run.report()
            if (failure !== undefined) {
              report.error = failure.message
              return await end(toErrorFrame(dialect, { message: failure.message, code: failure.code ?? failure.kind }))
            }
            return await end(writer.end())
          }
          const text = writer.write(value)
          if (text !== '') return text
        }
      } catch (error) {
        return fail(error)
      }
    },
    cancel: () => {
      if (isOver) return
      isOver = true
      keepAlive.stop()
      report.settled = opening.then(
        async (left) => {
          await left.return?.()
          report.outcome = await left.outcome
        },
        () => {},
      )
    },
  }
}

/** Writes parts of any dialect in the client's. '' = nothing to send. */
interface PartWriter {
  readonly write: (part: HttpPart) => string
  /** What a reply that is whole still owes. */
  readonly end: () => string
}

/** Parts of the client's own dialect pass as they came; others are read and written anew. */
function createPartWriter({ dialect, requestId, context }: Exchange, ask: ClientAsk, run: OpenRun): PartWriter {
  const { wantsUsage } = ask
  const costUsd = (): number | undefined => {
    const { cost } = run.report()
    return cost.isLowerBound || !(context.headers ?? ['cost-usd']).includes('cost-usd') ? undefined : cost.usd
  }
  const mayResume = (ask.control.commit ?? context.router.policy.execution.commit) === 'resume'
  // A stream that another dialect may have to go on with is written by one hand from its beginning.
  const passes = !mayResume || run.decision.steps.every(({ target }) => context.upstreamOf(target)?.dialect === dialect)
  const passer = createFramePasser(dialect, { wantsUsage, costUsd })
  const readers = new Map<DialectName, ReturnType<typeof openReplyEvents>>()
  const { servedBy, startedAtMs } = run.report()
  const writer = createReplyWriter(dialect, {
    id: requestId,
    model: servedBy?.model ?? run.target.model,
    createdSeconds: Math.floor(startedAtMs / 1_000),
    wantsUsage,
    costUsd,
  })
  let passed: string | undefined
  return {
    write: (part) => {
      if (passes && part.dialect === dialect && part.kind === 'events') {
        const text = passer.pass(part)
        if (text !== '' || passed === undefined) passed = text
        return text
      }
      const reader = readers.get(part.dialect) ?? openReplyEvents(part.dialect)
      readers.set(part.dialect, reader)
      return writer.frames(reader.read(part))
    },
    end: () => {
      if (passed === undefined) return writer.close()
      // Some providers leave it at the finish reason.
      return dialect === 'openai-chat' && !passed.endsWith(chatEnd) ? chatEnd : ''
    },
  }
}
