import { createEmbeddingsCall } from '../call/create-embeddings-call.ts'
import { embeddingsDialect } from '../call/embeddings-dialect.ts'
import { readEmbeddingsRequest } from '../request/read-embeddings-request.ts'
import { toJsonReply } from './json-reply.ts'
import { noteError, noteOutcome } from './note-error.ts'
import type { Endpoint } from './endpoint.ts'
import { readBody, toRefusal } from './read-ask.ts'
import { toReplyHeaders } from './reply-headers.ts'

/** `POST /embeddings`: by any host of the one model named, never by another model. */
export const answerEmbeddings: Endpoint = async (exchange) => {
  const { context, request, requestId, signal } = exchange
  const { json, control } = await readBody(exchange)
  const tenant = (await context.tenantOf?.(request.header)) ?? control.tenant
  const { task = 'embed', tags, session, constraints } = control
  const route = { ...readEmbeddingsRequest(json), id: requestId, task, tags, session, constraints, tenant }
  const verdict = await context.before?.({ dialect: 'openai-chat', body: json, request: route, header: request.header })
  if (verdict !== undefined && 'refuse' in verdict) throw toRefusal(verdict.refuse)
  const body = verdict === undefined ? json : verdict.body
  if (control.dryRun === true) return toJsonReply(await context.router.decide(route))
  const { upstreams, transport, maxReplyBytes } = context
  const call = createEmbeddingsCall({
    json: body,
    request: route,
    upstreams,
    transport,
    maxReplyBytes,
    clientHeader: request.header,
  })
  const { reply, outcome } = await context.router
    .run(route, call, { dialect: embeddingsDialect, signal, onOutcome: noteOutcome(exchange) })
    .catch((error: unknown) => {
      noteError(exchange, error)
      throw error
    })
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      ...toReplyHeaders({ report: outcome, dropped: [], isWhole: true }, context.headers),
    },
    body: reply.raw,
  }
}
