import {
  APICallError,
  EmptyResponseBodyError,
  InvalidArgumentError,
  InvalidPromptError,
  InvalidResponseDataError,
  JSONParseError,
  LoadAPIKeyError,
  LoadSettingError,
  NoContentGeneratedError,
  NoSuchModelError,
  NoSuchProviderReferenceError,
  TooManyEmbeddingValuesForCallError,
  TypeValidationError,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider'
import { factsOfErrorBody, factsOfTransport, type FailureFacts } from '@signalbox/core'

/** Neutral facts of anything a model of the host throws, or puts into its stream as an error. */
export function toFacts(error: unknown): FailureFacts {
  if (APICallError.isInstance(error)) return factsOfCall(error)
  const cause = error instanceof Error ? error.cause : undefined
  if (LoadAPIKeyError.isInstance(error)) return { code: 'invalid_api_key', message: error.message }
  if (NoSuchModelError.isInstance(error)) return { code: 'model_not_found', message: error.message }
  if (LoadSettingError.isInstance(error)) return { code: 'permission_denied', message: error.message }
  if (isUnsupported(error)) return { code: 'unsupported', message: error.message }
  if (EmptyResponseBodyError.isInstance(error) || NoContentGeneratedError.isInstance(error))
    return { transport: 'ended' }
  // What the SDK's chat models say of a stream without its terminal marker, and of a body without an answer.
  if (InvalidResponseDataError.isInstance(error) && /finish reason|any choices/.test(error.message))
    return { transport: 'ended' }
  if (
    JSONParseError.isInstance(error) ||
    TypeValidationError.isInstance(error) ||
    InvalidResponseDataError.isInstance(error)
  ) {
    // A reply that cannot be read may be an error in a shape of its own.
    const value = 'value' in error ? error.value : 'data' in error ? error.data : undefined
    return factsOfErrorBody(value) ?? { transport: 'malformed' }
  }
  if (error instanceof Error) {
    const facts = factsOfTransport(error)
    if (facts.transport !== undefined || cause === undefined) return { message: error.message, ...facts }
    return { ...toFacts(cause) }
  }
  if (typeof error === 'string') return factsOfErrorBody(parse(error)) ?? { message: error }
  return factsOfPart(error)
}

/** The request's own fault at this target: the model will not send it, and another may take it. */
function isUnsupported(error: unknown): error is Error {
  return (
    UnsupportedFunctionalityError.isInstance(error) ||
    InvalidPromptError.isInstance(error) ||
    InvalidArgumentError.isInstance(error) ||
    NoSuchProviderReferenceError.isInstance(error) ||
    TooManyEmbeddingValuesForCallError.isInstance(error)
  )
}

/** An error part's plain object: the provider's own error, mostly without what was around it on the wire. */
function factsOfPart(error: unknown): FailureFacts {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined
  return factsOfErrorBody(error) ?? factsOfErrorBody({ error }, typeof status === 'number' ? status : undefined) ?? {}
}

/** The body says more than the SDK's own reading of it. */
function factsOfCall(error: APICallError): FailureFacts {
  const { statusCode: status, responseHeaders, responseBody, cause, message } = error
  const headers = responseHeaders && lowerCase(responseHeaders)
  if (status === undefined) {
    const facts = toFactsOfCause(cause)
    return facts ?? { message, isRetryable: error.isRetryable ? undefined : false }
  }
  // A 200 that could not be read: the SDK keeps what it could not parse.
  if (status >= 200 && status < 300) {
    const inBand = factsOfErrorBody(parse(responseBody))
    return inBand ?? toFactsOfCause(cause) ?? { transport: 'malformed', status }
  }
  const facts = factsOfErrorBody(parse(responseBody), status, headers) ?? factsOfErrorBody(error.data, status, headers)
  return { message, ...facts, status, headers }
}

function toFactsOfCause(cause: unknown): FailureFacts | undefined {
  if (cause === undefined || cause === null) return undefined
  const facts = toFacts(cause)
  return facts.transport === undefined && facts.code === undefined && facts.status === undefined ? undefined : facts
}

function parse(text: string | undefined): unknown {
  if (text === undefined || text.length > 1_000_000) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
