import type { CallContext } from '@signalbox/core'
import type { HttpHead } from '../reply/http-part.ts'
import { secretHider } from './hide-secrets.ts'
import { readUpstreamError } from './read-upstream-error.ts'
import type { ByteSource, Transport } from './transport.ts'
import type { Upstream } from './upstream.ts'
import { UpstreamError } from './upstream-error.ts'

export interface PostOptions {
  /** Under the upstream's base address. */
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly transport: Transport
  /** On top of the dialect's own; the operator's have the last word. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Whose call this is, for `x-signalbox-attempt`: a provider's log can be held against the ledger by it. */
  readonly attempt?: string | undefined
}

export interface PostReply {
  readonly head: HttpHead
  readonly body: ByteSource
}

/** One POST to a provider, up to its head. Keys go into headers only. @throws UpstreamError for every status but 200; what the transport throws, without our keys */
export async function postUpstream(
  upstream: Upstream,
  signal: AbortSignal,
  { path, body, transport, headers, attempt }: PostOptions,
): Promise<PostReply> {
  const reply = await transport(`${upstream.baseUrl.replace(/\/+$/, '')}${path}`, {
    headers: {
      'content-type': 'application/json',
      ...keyOf(upstream),
      ...headers,
      ...lowerCased(upstream.headers),
      ...(attempt !== undefined && { 'x-signalbox-attempt': attempt }),
    },
    body: JSON.stringify(body),
    signal,
  }).catch((error: unknown) => {
    throw withoutSecrets(error, upstream)
  })
  const head: HttpHead = { status: reply.status, headers: reply.headers }
  if (reply.status !== 200)
    throw await readUpstreamError(head, reply.body, secretHider(upstream), upstream.carrier, body)
  return { head, body: reply.body }
}

/** `REQUEST-ID/N`. */
export function attemptOf({ attempt, decision }: CallContext): string {
  return `${decision.requestId}/${attempt.n}`
}

function keyOf({ dialect, apiKey }: Upstream): Record<string, string> {
  if (dialect === 'anthropic-messages')
    // The version whose bodies are written here.
    return { 'anthropic-version': '2023-06-01', ...(apiKey !== undefined && { 'x-api-key': apiKey }) }
  return apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }
}

function lowerCased(headers: Upstream['headers'] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** A header that cannot be sent is quoted by some transports. */
function withoutSecrets(error: unknown, upstream: Upstream): unknown {
  if (!(error instanceof Error)) return error
  const message = secretHider(upstream)(error.message)
  return message === error.message ? error : new UpstreamError(message)
}
