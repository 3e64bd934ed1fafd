import type { Call } from '@signalbox/core'
import type { HttpHead } from '../reply/http-part.ts'
import { parseJson } from '../reply/parse-json.ts'
import type { EmbeddingsPart } from './embeddings-dialect.ts'
import { fieldsOf, fillBody } from './fill-body.ts'
import { hideInErrors } from './hide-in-errors.ts'
import { secretHider } from './hide-secrets.ts'
import { attemptOf, postUpstream } from './post-upstream.ts'
import { readBody } from './read-body.ts'
import type { Transport } from './transport.ts'
import type { Upstream } from './upstream.ts'
import { UpstreamError } from './upstream-error.ts'
import { upstreamOf, wireModelOf } from './upstream-of.ts'

export interface EmbeddingsCallOptions {
  /** The client's JSON: `{ model, input, … }` as OpenAI has it. */
  readonly json: Readonly<Record<string, unknown>>
  readonly upstreams: readonly Upstream[]
  readonly transport: Transport
  /** Largest reply that is read, counted after decompression. Default 64 MiB. */
  readonly maxReplyBytes?: number | undefined
}

/** A call for vectors: the client's own JSON with the target's model. */
export function createEmbeddingsCall(options: EmbeddingsCallOptions): Call<HttpHead, EmbeddingsPart> {
  const { json, upstreams, transport, maxReplyBytes } = options
  return async (target, context) => {
    const upstream = upstreamOf(target, upstreams)
    if (upstream.dialect === 'anthropic-messages')
      throw new UpstreamError(`target ${target.id} speaks anthropic-messages, which has no embeddings`)
    const fields = fieldsOf(upstream, target.id)
    const body = fillBody({ ...json, model: wireModelOf(target) }, fields)
    const reply = await postUpstream(upstream, context.signal, {
      path: '/embeddings',
      body,
      transport,
      attempt: attemptOf(context),
    })
    const read = await readBody(reply.body, maxReplyBytes)
    const raw = hideInErrors(read.raw, secretHider(upstream))
    return {
      head: reply.head,
      parts: [{ kind: 'body', dialect: 'openai-embeddings', raw, body: raw === read.raw ? read.body : parseJson(raw) }],
    }
  }
}
