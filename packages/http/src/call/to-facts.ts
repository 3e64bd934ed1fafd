import { factsOfTransport, type FailureFacts } from '@signalbox/core'
import { UpstreamError } from './upstream-error.ts'

/** Neutral facts of anything thrown or noted on the way to a provider. */
export function toFacts(error: unknown): FailureFacts {
  if (error instanceof UpstreamError) {
    const { status, code, type, message, headers, transport, retryAfterMs, retryAtMs, isRetryable } = error
    return {
      status,
      code,
      type,
      message,
      headers,
      transport,
      retryAfterMs,
      retryAtMs,
      isRetryable: transport === 'too-large' ? false : isRetryable,
    }
  }
  return factsOfTransport(error)
}
