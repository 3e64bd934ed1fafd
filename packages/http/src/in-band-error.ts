import { UpstreamError } from './upstream-error.ts'

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

/** An error object inside a 200, or the body of a refusal; undefined when it is neither. Both dialects put it under `error`. */
export function toInBandError(
  body: unknown,
  status?: number,
  headers?: Readonly<Record<string, string>>,
): UpstreamError | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined
  const { error } = body
  if (typeof error === 'string') return new UpstreamError(error, { status, headers })
  if (typeof error !== 'object' || error === null) return undefined
  const read = (key: string): unknown => (error as Record<string, unknown>)[key]
  const [code, type, message] = [read('code'), read('type'), read('message')]
  const named = typeof type === 'string' ? statusByType[type] : undefined
  return new UpstreamError(typeof message === 'string' ? message : 'the provider reported an error', {
    // OpenRouter puts an HTTP status into `code`.
    status: status ?? (typeof code === 'number' ? code : named),
    code: typeof code === 'string' ? code : undefined,
    type: typeof type === 'string' ? type : undefined,
    headers,
  })
}
