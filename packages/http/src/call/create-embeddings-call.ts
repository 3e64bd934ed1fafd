import type { Call, RouteRequest } from '@signalbox/core'
import { parseJson } from '../reply/parse-json.ts'
import type { HttpHead } from '../reply/http-part.ts'
import { withoutForeign } from '../request/carrier-fields.ts'
import { carrierHeaders } from './carrier-headers.ts'
import type { EmbeddingsPart } from './embeddings-dialect.ts'
import { hideInErrors } from './hide-in-errors.ts'
import { secretHider } from './hide-secrets.ts'
import { attemptOf, postUpstream } from './post-upstream.ts'
import { readBody } from './read-body.ts'
import { toSentBody } from './to-sent-body.ts'
import type { Transport } from './transport.ts'
import type { Upstream } from './upstream.ts'
import { UpstreamError } from './upstream-error.ts'
import { upstreamOf, wireModelOf } from './upstream-of.ts'
import { withAccount } from './with-accounts.ts'

export interface EmbeddingsCallOptions {
  /** The client's JSON: `{ model, input, … }` as OpenAI has it. */
  readonly json: Readonly<Record<string, unknown>>
  /** What is routed: its tags and constraints go on to a carrier. */
  readonly request: RouteRequest
  readonly upstreams: readonly Upstream[]
  readonly transport: Transport
  /** The client's headers, asked for those that a carrier calls its own. */
  readonly clientHeader?: ((name: string) => string | undefined) | undefined
  /** Largest reply that is read, counted after decompression. Default 64 MiB. */
  readonly maxReplyBytes?: number | undefined
}

/** A call for vectors: the client's own JSON with the target's model. Vectors of two models cannot be compared: it has no alternates. */
export function createEmbeddingsCall(options: EmbeddingsCallOptions): Call<HttpHead, EmbeddingsPart> {
  const { json, request, upstreams, transport, clientHeader, maxReplyBytes } = options
  return async (target, context) => {
    const upstream = upstreamOf(target, upstreams)
    if (upstream.dialect === 'anthropic-messages')
      throw new UpstreamError(`target ${target.id} speaks anthropic-messages, which has no embeddings`)
    const asked = { ...withoutForeign(json, upstream), model: wireModelOf(target) }
    const reply = await postUpstream(upstream, context.signal, {
      path: '/embeddings',
      body: toSentBody(asked, { upstream, target, alternates: [], request, decision: context.decision }),
      headers: carrierHeaders(upstream, clientHeader),
      transport,
      attempt: attemptOf(context),
    })
    const read = await readBody(reply.body, maxReplyBytes)
    const raw = hideInErrors(read.raw, secretHider(upstream))
    const body = raw === read.raw ? read.body : parseJson(raw)
    const part = { kind: 'body', dialect: 'openai-embeddings', raw, body } as const
    const { carrier } = upstream
    return { head: reply.head, parts: [carrier === undefined ? part : withAccount(part, carrier, reply.head)] }
  }
}
