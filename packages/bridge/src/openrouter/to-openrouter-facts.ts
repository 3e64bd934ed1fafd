import { factsOfErrorBody, type FailureFacts } from '@signalbox/core'
import { isOfTheCarrier } from '../is-of-the-carrier.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * Facts of an error that OpenRouter tells: its own, or a host's, whose words it keeps in `metadata.raw`. Source: openrouter.ai/docs,
 * errors and debugging, as of 2026-11.
 */
export function toOpenrouterFacts(
  body: unknown,
  status?: number,
  headers?: Readonly<Record<string, string>>,
  sent: Json = {},
): FailureFacts | undefined {
  const facts = factsOfErrorBody(body, status, headers)
  if (facts === undefined) return undefined
  const error = isObject(body) && isObject(body['error']) ? body['error'] : {}
  const metadata = isObject(error['metadata']) ? error['metadata'] : {}
  const host = textOf(metadata['provider_name'])
  const isModerated = Array.isArray(metadata['reasons'])
  const said = host === undefined ? undefined : saidBy(metadata['raw'], facts.status)
  const code = isModerated ? 'content_policy_violation' : (said?.code ?? codeOf(metadata['error_type']) ?? facts.code)
  const inner: FailureFacts = {
    ...facts,
    ...(said?.retryAfterMs !== undefined && { retryAfterMs: said.retryAfterMs }),
    ...(said?.retryAtMs !== undefined && { retryAtMs: said.retryAtMs }),
    ...limitsOf(metadata['headers']),
    code,
    type: said?.type ?? facts.type,
    message: said?.message === undefined ? facts.message : `${host}: ${said.message}`,
  }
  // Nobody is left of the hosts that this request wishes for: the model is well.
  if (host === undefined && facts.status === 404 && hasWishes(sent['provider']))
    return { ...inner, code: 'unsupported' }
  if (host === undefined || isModerated || !(facts.status === 404 || isOfTheCarrier(inner))) return inner
  return {
    status: 502,
    code: 'server_error',
    message: `${host} turned OpenRouter itself down with ${facts.status}`,
    headers: facts.headers,
    // A 404 of a host's is gone again in a moment, most often (langchainjs#11573).
    isRetryable: facts.status === 404 ? undefined : false,
  }
}

/** More than that there is to be no fall-back. */
function hasWishes(provider: unknown): boolean {
  return isObject(provider) && Object.keys(provider).some((name) => name !== 'allow_fallbacks')
}

/** A host's own error, as far as it is one. */
function saidBy(raw: unknown, status: number | undefined): FailureFacts | undefined {
  if (isObject(raw)) return factsOfErrorBody(raw, status)
  const text = textOf(raw)
  if (text === undefined) return undefined
  try {
    return factsOfErrorBody(JSON.parse(text), status) ?? { message: text }
  } catch {
    return { message: text }
  }
}

/** Those of its classes that say more than the status does. */
function codeOf(errorType: unknown): string | undefined {
  return errorType === 'context_length_exceeded' || errorType === 'content_policy_violation' ? errorType : undefined
}

/** When a limit is over: milliseconds since the epoch. */
function limitsOf(headers: unknown): Pick<FailureFacts, 'retryAtMs'> {
  const reset = isObject(headers) ? Number(headers['X-RateLimit-Reset']) : Number.NaN
  return reset > 0 ? { retryAtMs: reset } : {}
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
