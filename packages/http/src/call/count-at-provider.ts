import type { Decision, RouteRequest, Target } from '@signalbox/core'
import { withoutForeign } from '../request/carrier-fields.ts'
import { anthropicPath } from './anthropic-path.ts'
import { postUpstream } from './post-upstream.ts'
import { readBody } from './read-body.ts'
import { toSentBody } from './to-sent-body.ts'
import type { Transport } from './transport.ts'
import type { Upstream } from './upstream.ts'
import { wireModelOf } from './upstream-of.ts'

export interface CountOptions {
  readonly upstream: Upstream
  readonly target: Target
  /** An Anthropic messages body. */
  readonly json: Readonly<Record<string, unknown>>
  readonly request: RouteRequest
  readonly decision: Decision
  readonly transport: Transport
  /** Its question goes with it when the client leaves. */
  readonly signal: AbortSignal
}

const limitBytes = 64 * 1024
const timeoutMs = 5_000

/** Input tokens of a messages body as its provider counts them; undefined when it does not answer that, for whatever reason. */
export async function countAtProvider(options: CountOptions): Promise<number | undefined> {
  const { upstream, target, json, request, decision, transport, signal } = options
  const { max_tokens: _, stream: __, ...rest } = json
  try {
    const reply = await postUpstream(upstream, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]), {
      path: `${anthropicPath(upstream)}/count_tokens`,
      body: toSentBody(
        { ...withoutForeign(rest, upstream), model: wireModelOf(target) },
        // What an operator adds to requests for answers is not counted.
        { upstream: { ...upstream, body: undefined, bodies: undefined }, target, alternates: [], request, decision },
      ),
      transport,
    })
    const { body } = await readBody(reply.body, limitBytes)
    const count = (body as { readonly input_tokens?: unknown } | null)?.input_tokens
    return typeof count === 'number' ? count : undefined
  } catch {
    return undefined
  }
}
