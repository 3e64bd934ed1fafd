import type { Call, CallContext, Target } from '@signalbox/core'
import type { HttpHead, HttpPart } from '../reply/http-part.ts'
import { parseJson } from '../reply/parse-json.ts'
import { readSse } from '../reply/read-sse.ts'
import { withoutForeign } from '../request/carrier-fields.ts'
import type { ClientBody } from '../request/client-body.ts'
import { passBody } from '../request/pass-body.ts'
import { withoutSignedThinking, withoutUnsignedThinking } from '../request/signed-thinking.ts'
import { toAnthropicBody } from '../request/to-anthropic-body.ts'
import { toOpenaiChatBody } from '../request/to-openai-chat-body.ts'
import { toOpenaiResponsesBody } from '../request/to-openai-responses-body.ts'
import type { WireRequest } from '../request/wire-request.ts'
import { anthropicPath } from './anthropic-path.ts'
import { fetchTransport } from './fetch-transport.ts'
import { carrierHeaders } from './carrier-headers.ts'
import { hideInErrorFrames, hideInErrors } from './hide-in-errors.ts'
import { secretHider } from './hide-secrets.ts'
import { attemptOf, postUpstream } from './post-upstream.ts'
import { readBody } from './read-body.ts'
import type { Transport } from './transport.ts'
import type { Upstream } from './upstream.ts'
import { toSentBody } from './to-sent-body.ts'
import { upstreamOf, wireModelOf } from './upstream-of.ts'
import { withAccount, withAccounts } from './with-accounts.ts'

export interface UpstreamCallOptions {
  readonly upstreams: readonly Upstream[]
  readonly request: WireRequest
  /** The client's own words: what goes to a target of their dialect, instead of `request` written anew. */
  readonly client?: ClientBody | undefined
  readonly stream?: boolean | undefined
  readonly temperature?: number | undefined
  /** Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Default: `fetch`. */
  readonly transport?: Transport | undefined
  /** `anthropic-beta` and `anthropic-version` of an Anthropic client, for Anthropic targets. */
  readonly protocolHeaders?: Readonly<Record<string, string>> | undefined
  /** The client's headers, asked for those that a carrier calls its own. Nothing else of a request becomes a header. */
  readonly clientHeader?: ((name: string) => string | undefined) | undefined
  /** Sends `x-signalbox-attempt: REQUEST-ID/N`, so that a provider's log can be held against the ledger. Default true. */
  readonly sendsAttemptHeader?: boolean | undefined
  /** Largest whole reply that is read, counted after decompression. Default 64 MiB. */
  readonly maxReplyBytes?: number | undefined
}

/** A call over HTTP: writes the target's dialect, reads it back as parts. Keys go into headers only; redirects are refused. */
export function createUpstreamCall(options: UpstreamCallOptions): Call<HttpHead, HttpPart> {
  const transport = options.transport ?? fetchTransport(options.fetch ?? globalThis.fetch)
  return async (target, context) => {
    const upstream = upstreamOf(target, options.upstreams)
    const { dialect, carrier } = upstream
    const { head, body } = await postUpstream(upstream, context.signal, {
      path: pathOf(upstream),
      body: bodyOf(upstream, target, context, options),
      headers: { ...carrierHeaders(upstream, options.clientHeader), ...protocolHeadersFor(upstream, context, options) },
      transport,
      attempt: options.sendsAttemptHeader === false ? undefined : attemptOf(context),
    })
    const hide = secretHider(upstream)
    if (head.headers['content-type']?.includes('text/event-stream') === true) {
      const parts = hideInErrorFrames(readSse(body, dialect), hide)
      return { head, parts: carrier === undefined ? parts : withAccounts(parts, carrier, head) }
    }
    const reply = await readBody(body, options.maxReplyBytes)
    const raw = hideInErrors(reply.raw, hide)
    const part = { kind: 'body', dialect, raw, body: raw === reply.raw ? reply.body : parseJson(raw) } as const
    return { head, parts: [carrier === undefined ? part : withAccount(part, carrier, head)] }
  }
}

const toBody = {
  'openai-chat': toOpenaiChatBody,
  'openai-responses': toOpenaiResponsesBody,
  'anthropic-messages': toAnthropicBody,
} as const

function withoutForeignFields(client: ClientBody, upstream: Upstream): ClientBody {
  return { ...client, json: withoutForeign(client.json, upstream) }
}

function pathOf(upstream: Upstream): string {
  if (upstream.dialect === 'openai-chat') return '/chat/completions'
  return upstream.dialect === 'openai-responses' ? '/responses' : anthropicPath(upstream)
}

/** Only a client's own body keeps its own dialect: a judge is asked something else. */
function passes({ client }: UpstreamCallOptions, upstream: Upstream, { ask }: CallContext): boolean {
  return client?.dialect === upstream.dialect && ask?.kind !== 'judge'
}

function bodyOf(
  upstream: Upstream,
  target: Target,
  context: CallContext,
  options: UpstreamCallOptions,
): Readonly<Record<string, unknown>> {
  const { ask, decision, wantsLogprobs } = context
  const { client, request, temperature } = options
  const isMaker = client?.maker === undefined || client.maker === target.model
  const isOpenai = upstream.baseUrl.includes('api.openai.com')
  const wire = {
    model: wireModelOf(target),
    stream: options.stream === true && ask === undefined,
    maxOutputTokens:
      ask?.kind === 'judge' ? ask.maxOutputTokens : (request.maxOutputTokens ?? decision.maxOutputTokens),
    mostOutputTokens: decision.steps.find((step) => step.target === target.id)?.maxOutputTokens,
    ask,
    temperature,
    wantsLogprobs,
    usesMaxCompletionTokens: isOpenai,
    takesReasoning: isMaker && !isOpenai,
  }
  const body =
    client !== undefined && passes(options, upstream, context)
      ? passBody(
          withoutForeignFields(isMaker ? withoutUnsignedThinking(client) : withoutSignedThinking(client), upstream),
          wire,
        )
      : toBody[upstream.dialect](request, wire)
  return toSentBody(body, {
    upstream,
    target,
    alternates: context.alternates,
    request,
    decision,
    isJudge: ask?.kind === 'judge',
  })
}

function protocolHeadersFor(
  upstream: Upstream,
  context: CallContext,
  options: UpstreamCallOptions,
): Record<string, string> {
  const { protocolHeaders = {} } = options
  if (upstream.dialect !== 'anthropic-messages' || !passes(options, upstream, context)) return {}
  return Object.fromEntries(
    ['anthropic-version', 'anthropic-beta'].flatMap((name) => {
      const value = protocolHeaders[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
