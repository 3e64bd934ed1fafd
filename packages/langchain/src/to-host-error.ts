import { getRetryable, stampRetryable } from '@langchain/core/errors'
import { RouteError, toMetadata, UnknownModelError, withCause } from '@signalbox/core'

/**
 * The error a user of LangChain expects: the provider's own, class checks and all, with the RouteError as its cause and `attempts`
 * beside; the RouteError itself where no attempt has thrown. Stamped as LangChain's own retries read it: never retryable once the
 * request's limits are spent. Anything else, a caller's abort above all, comes back as it is.
 */
export function toHostError(error: unknown): unknown {
  if (error instanceof UnknownModelError)
    return stampRetryable(Object.assign(error, { lc_error_code: 'MODEL_NOT_FOUND' }), false)
  if (!RouteError.isInstance(error)) return error
  const { attempts } = toMetadata(error.outcome)
  const last = error.errors.findLast((one) => one instanceof Error)
  if (last === undefined) return stampRetryable(Object.assign(error, { attempts }), error.isRetryable)
  return stampRetryable(withCause(last, error, { attempts }), error.isRetryable && getRetryable(last) !== false)
}
