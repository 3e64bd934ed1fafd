import { type Call, type CallContext, providerOf, type RouteRequest, type Target } from '@signalbox/core'
import type { HttpHead, HttpPart } from '../reply/http-part.ts'
import { toInBandError } from '../reply/in-band-error.ts'
import { parseJson } from '../reply/parse-json.ts'
import { readSse } from '../reply/read-sse.ts'
import { readText } from './read-text.ts'
import type { ByteSource } from './transport.ts'
import { toAnthropicBody } from '../request/to-anthropic-body.ts'
import { toOpenaiChatBody } from '../request/to-openai-chat-body.ts'
import { toOpenaiResponsesBody } from '../request/to-openai-responses-body.ts'
import type { Upstream } from './upstream.ts'
import { UpstreamError } from './upstream-error.ts'

export interface UpstreamCallOptions {
  readonly upstreams: readonly Upstream[]
  readonly request: RouteRequest
  readonly stream?: boolean | undefined
  readonly temperature?: number | undefined
  /** Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Sends `x-signalbox-attempt: REQUEST-ID/N`, so that a provider's log can be held against the ledger. Default true. */
  readonly sendsAttemptHeader?: boolean | undefined
  /** Largest whole reply that is read, counted after decompression. Default 64 MiB. */
  readonly maxReplyBytes?: number | undefined
}

const defaultMaxReplyBytes = 64 * 1024 * 1024
const errorLimitBytes = 1024 * 1024

/** A call over HTTP: writes the target's dialect, reads it back as parts. Keys go into headers only; redirects are refused. */
export function createUpstreamCall(options: UpstreamCallOptions): Call<HttpHead, HttpPart> {
  const byName = new Map(options.upstreams.map((upstream) => [upstream.name, upstream]))
  const send = options.fetch ?? globalThis.fetch
  return async (target, context) => {
    const name = target.upstream ?? providerOf(target)
    const upstream = byName.get(name)
    if (upstream === undefined)
      throw new UpstreamError(`target ${target.id} names the upstream "${name}", which is not configured`)
    const stream = options.stream === true && context.ask === undefined
    const response = await send(urlOf(upstream), {
      method: 'POST',
      headers: headersOf(upstream, context, options.sendsAttemptHeader !== false),
      body: JSON.stringify(bodyOf(upstream, target, context, options, stream)),
      signal: context.signal,
      redirect: 'manual',
    })
    const head: HttpHead = { status: response.status, headers: Object.fromEntries(response.headers) }
    if (response.status !== 200) throw await toError(response, head)
    const isEvents = head.headers['content-type']?.includes('text/event-stream') === true
    if (isEvents && response.body !== null)
      return { head, parts: readSse(toByteSource(response.body), upstream.dialect) }
    return {
      head,
      parts: [{ kind: 'body', dialect: upstream.dialect, body: await readJson(response, head, options.maxReplyBytes) }],
    }
  }
}

function toByteSource(body: ReadableStream<Uint8Array>): ByteSource {
  const reader = body.getReader()
  return {
    next: async () => (await reader.read()).value,
    // A stream that has failed refuses to be cancelled; there is nothing left to cancel.
    cancel: (reason) => void reader.cancel(reason).catch(() => {}),
  }
}

const toBody = {
  'openai-chat': toOpenaiChatBody,
  'openai-responses': toOpenaiResponsesBody,
  'anthropic-messages': toAnthropicBody,
} as const

function urlOf({ baseUrl, dialect }: Upstream): string {
  const base = baseUrl.replace(/\/+$/, '')
  if (dialect === 'openai-chat') return `${base}/chat/completions`
  if (dialect === 'openai-responses') return `${base}/responses`
  return base.endsWith('/v1') ? `${base}/messages` : `${base}/v1/messages`
}

function headersOf(
  upstream: Upstream,
  { attempt, decision }: CallContext,
  sendsAttempt: boolean,
): Record<string, string> {
  const key: Record<string, string> =
    upstream.dialect === 'anthropic-messages'
      ? { 'anthropic-version': '2023-06-01', ...(upstream.apiKey !== undefined && { 'x-api-key': upstream.apiKey }) }
      : upstream.apiKey === undefined
        ? {}
        : { authorization: `Bearer ${upstream.apiKey}` }
  return {
    'content-type': 'application/json',
    ...key,
    ...upstream.headers,
    ...(sendsAttempt && { 'x-signalbox-attempt': `${decision.requestId}/${attempt.n}` }),
  }
}

function bodyOf(
  upstream: Upstream,
  target: Target,
  { ask, decision, wantsLogprobs }: CallContext,
  options: UpstreamCallOptions,
  stream: boolean,
): unknown {
  const wire = {
    model: target.as ?? target.model.slice(target.model.indexOf('/') + 1),
    stream,
    maxOutputTokens:
      ask?.kind === 'judge' ? ask.maxOutputTokens : (options.request.maxOutputTokens ?? decision.maxOutputTokens),
    ask,
    temperature: options.temperature,
    wantsLogprobs,
    usesMaxCompletionTokens: upstream.baseUrl.includes('api.openai.com'),
  }
  return toBody[upstream.dialect](options.request, wire)
}

async function readJson(response: Response, head: HttpHead, limitBytes = defaultMaxReplyBytes): Promise<unknown> {
  const text = await readText(response, limitBytes)
  try {
    return parseJson(text)
  } catch (cause) {
    if (cause instanceof UpstreamError) throw cause
    throw new UpstreamError('the reply is not valid JSON', { transport: 'malformed', status: head.status, cause })
  }
}

async function toError(response: Response, { status, headers }: HttpHead): Promise<UpstreamError> {
  if (status >= 300 && status < 400) {
    await response.body?.cancel()
    return new UpstreamError('the provider answered with a redirect, which is not followed', {
      status,
      headers,
      transport: 'redirect',
    })
  }
  const text = await readText(response, errorLimitBytes).catch(() => '')
  try {
    const error = toInBandError(parseJson(text), status, headers)
    if (error !== undefined) return error
  } catch {
    // A page of HTML, most often from a proxy in between.
  }
  return new UpstreamError(`status ${status}`, { status, headers })
}
