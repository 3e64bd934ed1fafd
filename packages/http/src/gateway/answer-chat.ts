import type { Call } from '@signalbox/core'
import { createUpstreamCall } from '../call/create-upstream-call.ts'
import { createHttpDialect } from '../reply/http-dialect.ts'
import type { HttpHead, HttpPart } from '../reply/http-part.ts'
import { carriesPools } from '../call/carries-pools.ts'
import type { Endpoint, Exchange } from './endpoint.ts'
import { holdOpen } from './hold-open.ts'
import { toJsonReply } from './json-reply.ts'
import { noteError, noteOutcome } from './note-error.ts'
import { type ClientAsk, readAsk } from './read-ask.ts'
import { toStreamReply } from './stream-reply.ts'
import { toErrorFacts, toErrorReply } from './to-error-reply.ts'
import { toWholeReply } from './whole-reply.ts'

/** `/chat/completions`, `/responses` and `/messages`: one exchange, in the dialect of the path. */
export const answerChat: Endpoint = async (exchange) => {
  const ask = await readAsk(exchange)
  const { context, dialect, requestId, signal } = exchange
  if (ask.control.dryRun === true) return toJsonReply(await context.router.decide(ask.route))
  try {
    const call = toCall(exchange, ask)
    const ids: string[] = []
    const read = createHttpDialect((id) => ids.push(id))
    // A guard has to see the whole answer before the caller has any of it.
    if (!ask.stream) return await toWholeReply(exchange, ask, { call, read, ids })
    if (context.after !== undefined)
      return await holdOpen(exchange, ask, toWholeReply(exchange, ask, { call, read, ids }))
    const opening = context.router.open(ask.route, call, {
      dialect: read,
      carriesPools: carriesPools(context.upstreams),
      signal,
      commit: ask.control.commit,
      onOutcome: noteOutcome(exchange),
    })
    return await toStreamReply(exchange, ask, { opening, ids })
  } catch (error) {
    noteError(exchange, error)
    return toErrorReply(toErrorFacts(error, dialect, ask), dialect, requestId)
  }
}

function toCall({ context, request, dialect }: Exchange, ask: ClientAsk): Call<HttpHead, HttpPart> {
  const { tags, constraints } = ask.route
  return createUpstreamCall({
    upstreams: context.upstreams,
    // A carrier is told of what the caller has said of the request, and held to it.
    request: { ...ask.wire, tags, constraints },
    client: ask.client,
    stream: ask.stream,
    transport: context.transport,
    maxReplyBytes: context.maxReplyBytes,
    clientHeader: request.header,
    protocolHeaders: dialect === 'anthropic-messages' ? protocolHeaders(request.header) : undefined,
  })
}

/** The two headers that belong to Anthropic's wire as much as its body does. */
function protocolHeaders(header: (name: string) => string | undefined): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name of ['anthropic-beta', 'anthropic-version']) {
    const value = header(name)
    if (value !== undefined && /^[\w.,\- ]{1,1000}$/.test(value)) headers[name] = value
  }
  return headers
}
