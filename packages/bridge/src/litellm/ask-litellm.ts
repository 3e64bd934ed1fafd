import { systemClock, type Clock } from '@signalbox/core'
import { readBytes } from '../openrouter/read-bytes.ts'

/** How a LiteLLM proxy is asked for what is not a completion. */
export interface LitellmAccess {
  /** `http://127.0.0.1:4000`, with or without `/v1`. */
  readonly baseUrl: string
  /** A virtual key or the master key. Sent in a header only, never in an error. */
  readonly apiKey?: string | undefined
  /** Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Default: the platform's. */
  readonly clock?: Clock | undefined
  /** For the whole answer. Default 10,000: a proxy of 500 models takes a second or two. */
  readonly timeoutMs?: number | undefined
  /** The longest answer that is read. Default 32 MiB: an entry has some 8 kB. */
  readonly limitBytes?: number | undefined
}

/** The proxy's address without `/v1`. */
export function toLitellmRoot(baseUrl: string): string {
  return baseUrl.replace(/\/+$/, '').replace(/\/v1$/, '')
}

/** One GET, its JSON. @throws Error that says the address, what happened and a remedy, without the key; redirects are not followed */
export async function askLitellm(path: string, access: LitellmAccess): Promise<unknown> {
  const { baseUrl, clock = systemClock, timeoutMs = 10_000 } = access
  const url = toLitellmRoot(baseUrl) + path
  const abort = new AbortController()
  const late = new Promise<never>((_, reject) => {
    abort.signal.addEventListener('abort', () =>
      reject(new Error(`${url} gave no whole answer within ${timeoutMs} ms. See what holds it up, and try again.`)),
    )
  })
  const cancelTimer = clock.setTimer(() => abort.abort(), timeoutMs)
  try {
    return await Promise.race([get(url, access, abort.signal), late])
  } finally {
    cancelTimer()
  }
}

async function get(url: string, access: LitellmAccess, signal: AbortSignal): Promise<unknown> {
  const { apiKey, fetch = globalThis.fetch, limitBytes = 32 * 1024 * 1024 } = access
  let answer: { readonly response: Response; readonly bytes: Uint8Array | undefined }
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json', ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }) },
      redirect: 'manual',
      signal,
    })
    answer = { response, bytes: await readBytes(response.body, limitBytes) }
  } catch (error) {
    throw new Error(`${url} cannot be reached (${causeOf(error)}). Start the proxy, or check the address.`, {
      cause: error,
    })
  }
  const { response, bytes } = answer
  if (bytes === undefined)
    throw new Error(
      `${url} answered with more than ${limitBytes} bytes. Check the address: it is to be a LiteLLM proxy's.`,
    )
  const body = parse(bytes)
  if (!response.ok)
    throw new Error(
      withoutKey(
        `${url} answered ${response.status}${saidIn(body)}. ${remedyOf(response.status, body, apiKey)}`,
        apiKey,
      ),
    )
  if (body === undefined)
    throw new Error(
      `${url} answered with ${typeOf(response)}, which is not JSON. Check the address: it is to be a LiteLLM proxy's, not a web page's.`,
    )
  return body
}

/** undefined = not JSON. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

interface ErrorBody {
  readonly error?: { readonly message?: unknown; readonly type?: unknown } | undefined
}

/** LiteLLM's own words: `{ error: { message } }`. */
function saidIn(body: unknown): string {
  const message = (body as ErrorBody | null | undefined)?.error?.message
  return typeof message === 'string' ? `: ${message.slice(0, 200).replaceAll(/\s+/g, ' ').replace(/\.$/, '')}` : ''
}

function remedyOf(status: number, body: unknown, apiKey: string | undefined): string {
  const type = (body as ErrorBody | null | undefined)?.error?.type
  if (type === 'no_db_connection') return 'Without a database it takes its master key only: give that one.'
  if (status === 401 || status === 403)
    return apiKey === undefined
      ? 'It wants a key: give a virtual key or the master key.'
      : 'Check the key: it is to be a virtual key or the master key of this proxy.'
  if (status === 404) return 'Check the address: it names no LiteLLM proxy, or one that is too old to list its models.'
  if (status >= 300 && status < 400) return 'Give the address that it leads to.'
  // Without its database's package it fails in this way on a request without a key.
  if (status === 500 && apiKey === undefined) return 'It may want a key: give one. Else see its log.'
  return status >= 500 || status === 429 ? 'Try again later, and see its log.' : 'Check the address and the key.'
}

function typeOf(response: Response): string {
  return response.headers.get('content-type')?.split(';')[0] ?? 'a body without a type'
}

function causeOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error))
  if (!(cause instanceof Error)) return message
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
}

function withoutKey(text: string, key: string | undefined): string {
  return key === undefined || key === '' ? text : text.replaceAll(key, '***')
}
