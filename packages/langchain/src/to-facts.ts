import { ContextOverflowError } from '@langchain/core/errors'
import { factsOfErrorBody, factsOfTransport, type FailureFacts } from '@signalbox/core'

interface ProviderError {
  readonly status?: unknown
  readonly statusCode?: unknown
  readonly headers?: unknown
  readonly error?: unknown
  readonly body?: unknown
  readonly response?: { readonly status?: unknown; readonly headers?: unknown; readonly data?: unknown } | undefined
}

/** Neutral facts of anything a chat model throws, by the shapes that the providers' SDKs share. */
export function toFacts(thrown: unknown): FailureFacts {
  // The package has put its own error around the provider's.
  if (ContextOverflowError.isInstance(thrown))
    return { ...toFacts(thrown.cause), code: 'context_length_exceeded', message: thrown.message }
  if (typeof thrown !== 'object' || thrown === null) return { message: String(thrown) }
  const error: ProviderError = thrown
  const status = toStatus(error.status) ?? toStatus(error.statusCode) ?? toStatus(error.response?.status)
  const headers = toHeaders(error.headers ?? error.response?.headers)
  const body = error.error ?? error.body ?? error.response?.data
  const message = thrown instanceof Error ? thrown.message : undefined
  const told = factsOfErrorBody(body, status, headers) ?? factsOfErrorBody({ error: body }, status, headers)
  if (status !== undefined || told !== undefined) return { message, ...told, status: status ?? told?.status, headers }
  if (thrown instanceof SyntaxError) return { transport: 'malformed', message }
  if (thrown instanceof Error) {
    if (thrown.name === 'TimeoutError' || /\btimed out\b/i.test(thrown.message))
      return { transport: 'timeout', message }
    const facts = factsOfTransport(thrown)
    // SDKs put what `fetch` threw into the cause, which has a cause of its own.
    if (facts.transport !== undefined || thrown.cause === undefined) return { message, ...facts }
    return toFacts(thrown.cause)
  }
  return factsOfErrorBody(thrown) ?? factsOfErrorBody({ error: thrown }) ?? {}
}

function toStatus(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 100 && value < 600 ? value : undefined
}

function toHeaders(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const entries =
    'entries' in value && typeof value.entries === 'function'
      ? (value.entries() as Iterable<readonly [string, unknown]>)
      : Object.entries(value)
  const headers: Record<string, string> = {}
  for (const [name, one] of entries) if (typeof one === 'string') headers[name.toLowerCase()] = one
  return headers
}
