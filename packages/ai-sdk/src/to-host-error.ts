import { AISDKError, APICallError, NoSuchModelError, UnsupportedFunctionalityError } from '@ai-sdk/provider'
import {
  type RejectionCode,
  RouteError,
  type SignalboxAttempt,
  toMetadata,
  UnknownModelError,
  withCause,
} from '@signalbox/core'

/** What a rejection for want of an ability is called in the host's words. */
const abilities: Partial<Record<RejectionCode, string>> = {
  tools: 'tools',
  json: 'responseFormat json',
  'json-schema': 'responseFormat json with a schema',
  modality: 'file parts of this media type',
  logprobs: 'logprobs',
  host: 'file parts and provider tools of this call',
  output: 'this kind of model',
}

/** Limits the policy sets. The rest (a prompt too long, a model nobody knows) are neither. */
const limits: ReadonlySet<RejectionCode> = new Set([
  'jurisdiction',
  'licence',
  'open-weights',
  'retention',
  'cost-ceiling',
  'price-unknown',
  'vendor',
  'model',
  'target',
  'region',
  'budget',
])

/**
 * The error a user of the host expects: the provider's own where one attempt was made, else one of the host's classes; never
 * retryable once the request's own limits are spent; the RouteError as its cause; `attempts` beside. Anything else, a caller's abort
 * above all, comes back as it is.
 */
export function toHostError(error: unknown, modelType: 'languageModel' | 'embeddingModel' = 'languageModel'): unknown {
  if (error instanceof UnknownModelError) {
    return new NoSuchModelError({ modelId: error.requested, modelType, message: error.message })
  }
  if (!RouteError.isInstance(error)) return error
  return Object.assign(toError(error), { attempts: toMetadata(error.outcome).attempts })
}

/** An error of the host's with what was tried. */
export type HostError = Error & { readonly attempts: readonly SignalboxAttempt[] }

function toError(error: RouteError): Error {
  const { outcome, errors, isRetryable } = error
  if (error.code === 'no-candidate') return noCandidate(error)
  const last = errors.findLast((one) => one !== undefined)
  if (outcome.attempts.length === 1 && last instanceof Error)
    return withCause(last, error, retryableOf(last, isRetryable))
  const { failure } = outcome
  const call = errors.findLast((one) => APICallError.isInstance(one))
  return new APICallError({
    message: error.message,
    url: call?.url ?? '',
    requestBodyValues: call?.requestBodyValues ?? {},
    statusCode: failure?.status ?? call?.statusCode,
    responseHeaders: call?.responseHeaders,
    responseBody: call?.responseBody,
    data: call?.data,
    cause: error,
    isRetryable,
  })
}

/** Retryable only where both the provider's own error and the router say so. */
function retryableOf(thrown: Error, isRetryable: boolean): object {
  return 'isRetryable' in thrown ? { isRetryable: isRetryable && thrown.isRetryable === true } : {}
}

function noCandidate(error: RouteError): Error {
  const { message } = error
  const { rejected } = error.outcome.decision
  const unable = rejected.find(({ code }) => abilities[code] !== undefined)
  const functionality = unable && abilities[unable.code]
  if (functionality === undefined || !rejected.every(({ code }) => abilities[code] !== undefined || limits.has(code)))
    return new AISDKError({ name: 'AI_NoCandidateError', message, cause: error })
  return withCause(new UnsupportedFunctionalityError({ functionality, message }), error)
}
