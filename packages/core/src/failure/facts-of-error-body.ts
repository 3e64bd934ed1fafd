import type { FailureFacts } from './failure-facts.ts'

const statusByType: Readonly<Record<string, number>> = {
  overloaded_error: 529,
  rate_limit_error: 429,
  api_error: 500,
  authentication_error: 401,
  permission_error: 403,
  not_found_error: 404,
  invalid_request_error: 400,
  request_too_large: 413,
  timeout_error: 504,
  billing_error: 402,
  server_error: 500,
}

type Json = Readonly<Record<string, unknown>>

/**
 * Facts of an error object inside a 200, or the body of a refusal; undefined when it is neither. Most providers put it under `error`
 * (Google in an array of one); the shapes without it (vLLM, Bedrock, Cohere, FastAPI) count only where the status has said no.
 */
export function factsOfErrorBody(
  given: unknown,
  status?: number,
  headers?: Readonly<Record<string, string>>,
): FailureFacts | undefined {
  const body: unknown = Array.isArray(given) ? given[0] : given
  if (!isObject(body)) return undefined
  const error = body['error']
  if (typeof error === 'string') {
    // `{error: "insufficient_quota", message: "…"}`, and `{error: "a sentence"}`.
    const isCode = /^[a-z][a-z0-9_.-]*$/i.test(error)
    return { message: textOf(body['message']) ?? error, status, headers, code: isCode ? error : undefined }
  }
  if (isObject(error)) return fromObject(error, body, status, headers)
  if (body['object'] === 'error' || body['type'] === 'error') return fromObject(body, {}, status, headers)
  return status === undefined ? undefined : fromObject(body, {}, status, headers)
}

function fromObject(
  error: Json,
  around: Json,
  status: number | undefined,
  headers: Readonly<Record<string, string>> | undefined,
): FailureFacts {
  const details = isObject(error['details']) ? error['details'] : {}
  const code = error['code']
  const type =
    textOf(error['type']) ?? textOf(error['status']) ?? textOf(error['__type']) ?? headers?.['x-amzn-errortype']
  const message = textOf(error['message']) ?? textOf(error['Message']) ?? detailOf(error['detail']) ?? metadataOf(error)
  return {
    message: message ?? 'the provider reported an error',
    // OpenRouter and Google put an HTTP status into `code`.
    status: status ?? (typeof code === 'number' && code >= 100 ? code : statusByType[type ?? '']),
    code: textOf(code) ?? textOf(details['error_code']) ?? textOf(around['code']),
    // Bedrock: `com.amazonaws#ThrottlingException:http://…`.
    type: type?.replace(/^.*#/, '').replace(/:.*$/, ''),
    headers,
    ...retryHint(error['details']),
  }
}

/** google.rpc.RetryInfo, and the time its quota is whole again. */
function retryHint(details: unknown): Pick<FailureFacts, 'retryAfterMs' | 'retryAtMs'> {
  if (!Array.isArray(details)) return {}
  for (const detail of details as unknown[]) {
    if (!isObject(detail)) continue
    const seconds = textOf(detail['retryDelay'])?.match(/^(\d{1,9}(?:\.\d{1,9})?)s$/)?.[1]
    if (seconds !== undefined) return { retryAfterMs: Number(seconds) * 1_000 }
    const resetAt = isObject(detail['metadata']) ? textOf(detail['metadata']['quotaResetTimeStamp']) : undefined
    const retryAtMs = resetAt === undefined ? Number.NaN : Date.parse(resetAt)
    if (!Number.isNaN(retryAtMs)) return { retryAtMs }
  }
  return {}
}

/** FastAPI: a sentence, or a list of what is wrong where. */
function detailOf(detail: unknown): string | undefined {
  if (Array.isArray(detail)) return textOf((detail[0] as Json | undefined)?.['msg'])
  return isObject(detail) ? textOf(detail['message']) : textOf(detail)
}

/** OpenRouter keeps the provider's own words in `metadata.raw`. */
function metadataOf(error: Json): string | undefined {
  return isObject(error['metadata']) ? textOf(error['metadata']['raw']) : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
