import { retryAfterMs, systemClock, type Clock } from '@signalbox/core'
import { readBytes } from './read-bytes.ts'

/** Where OpenRouter's API is; `https://eu.openrouter.ai/api/v1` and `https://us.…` stay in their region. */
export const openrouterUrl = 'https://openrouter.ai/api/v1'

/** How OpenRouter is asked for what is not a completion: its models, a key's limits, what a generation has cost. */
export interface OpenrouterAccess {
  /** Default `https://openrouter.ai/api/v1`. */
  readonly baseUrl?: string | undefined
  /** Sent in a header only, never in an error. */
  readonly apiKey?: string | undefined
  /** Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Default: the platform's. */
  readonly clock?: Clock | undefined
  /** For the whole answer. Default 10,000. */
  readonly timeoutMs?: number | undefined
  /** The longest answer that is read. Default 16 MiB: the whole list of models has about one. */
  readonly limitBytes?: number | undefined
}

export type OpenrouterFailure =
  | 'unreachable'
  | 'timeout'
  | 'closed'
  | 'too-large'
  | 'not-json'
  | 'unauthorised'
  | 'no-credits'
  | 'not-found'
  | 'rate-limited'
  | 'server-error'
  | 'refused'

export interface OpenrouterRefusal {
  readonly kind: 'failed'
  readonly reason: OpenrouterFailure
  /** Address, what happened, and a remedy; without the key. */
  readonly message: string
  /** How long it asks us to stay away. */
  readonly retryAfterMs?: number | undefined
}

export type OpenrouterAnswer =
  | { readonly kind: 'ok'; readonly body: unknown; readonly etag?: string | undefined }
  /** 304: what the ETag stands for still holds. */
  | { readonly kind: 'unchanged' }
  | OpenrouterRefusal

export interface AskOptions {
  readonly etag?: string | undefined
  /** Ends the wait. */
  readonly signal?: AbortSignal | undefined
}

/** One GET. Never throws and never waits longer than `timeoutMs`, whatever the `fetch` does; redirects are not followed. */
export function askOpenrouter(
  path: string,
  access: OpenrouterAccess,
  { etag, signal }: AskOptions = {},
): Promise<OpenrouterAnswer> {
  const { baseUrl = openrouterUrl, apiKey, clock = systemClock, timeoutMs = 10_000 } = access
  const url = `${baseUrl.replace(/\/+$/, '')}${path}`
  const abort = new AbortController()
  return new Promise((resolve) => {
    const end = (answer: OpenrouterAnswer): void => {
      cancelTimer()
      signal?.removeEventListener('abort', leave)
      abort.abort()
      resolve(answer.kind === 'failed' ? { ...answer, message: withoutKey(answer.message, apiKey) } : answer)
    }
    const leave = (): void => end(failed('closed', `${url}: given up by the caller.`))
    const cancelTimer = clock.setTimer(
      () =>
        end(failed('timeout', `${url} gave no whole answer within ${timeoutMs} ms. Check the network, and try again.`)),
      timeoutMs,
    )
    if (signal?.aborted === true) return leave()
    signal?.addEventListener('abort', leave, { once: true })
    get(url, access, etag, abort.signal).then(end, (error: unknown) =>
      end(failed('unreachable', `${url} cannot be reached (${causeOf(error)}). Check the network and the address.`)),
    )
  })
}

async function get(
  url: string,
  { apiKey, fetch = globalThis.fetch, clock = systemClock, limitBytes = 16 * 1024 * 1024 }: OpenrouterAccess,
  etag: string | undefined,
  signal: AbortSignal,
): Promise<OpenrouterAnswer> {
  const response = await fetch(url, {
    headers: {
      accept: 'application/json',
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      ...(etag !== undefined && { 'if-none-match': etag }),
    },
    redirect: 'manual',
    signal,
  })
  const { status } = response
  if (status === 304) return { kind: 'unchanged' }
  const bytes = await readBytes(response.body, limitBytes)
  if (bytes === undefined)
    return failed(
      'too-large',
      `${url} answered with more than ${limitBytes} bytes. Check that the address is OpenRouter's.`,
    )
  const body = parse(bytes)
  if (status < 200 || status > 299) {
    const waitMs = retryAfterMs(Object.fromEntries(response.headers), clock.nowMs())
    return {
      ...failed(reasonOf(status), `${url} answered ${status}${said(body)}. ${remedyOf(status)}`),
      retryAfterMs: waitMs,
    }
  }
  if (body === undefined)
    return failed('not-json', `${url} answered with something that is not JSON. Check the address: it ends in /api/v1.`)
  return { kind: 'ok', body, etag: response.headers.get('etag') ?? undefined }
}

function failed(reason: OpenrouterFailure, message: string): OpenrouterRefusal {
  return { kind: 'failed', reason, message }
}

/** undefined = not JSON. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

/** OpenRouter's own words: `{ error: { message } }`. */
function said(body: unknown): string {
  const message = (body as { error?: { message?: unknown } } | null | undefined)?.error?.message
  return typeof message === 'string' ? `: ${message.slice(0, 200).replaceAll(/\s+/g, ' ')}` : ''
}

function reasonOf(status: number): OpenrouterFailure {
  if (status === 401 || status === 403) return 'unauthorised'
  if (status === 402) return 'no-credits'
  if (status === 404) return 'not-found'
  if (status === 429) return 'rate-limited'
  return status >= 500 ? 'server-error' : 'refused'
}

function remedyOf(status: number): string {
  if (status === 401 || status === 403) return 'Check the key: https://openrouter.ai/settings/keys.'
  if (status === 402) return 'Add credits: https://openrouter.ai/settings/credits.'
  if (status === 429 || status >= 500) return 'Try again later.'
  return 'Check the address and what was asked for.'
}

function causeOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error))
  return cause instanceof Error ? `${message}: ${cause.message}` : message
}

function withoutKey(text: string, key: string | undefined): string {
  return key === undefined || key === '' ? text : text.replaceAll(key, '***')
}
