import type { DialectName } from '../call/upstream.ts'

const openaiTypes: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  429: 'rate_limit_error',
}

// https://platform.claude.com/docs/en/api/errors
const anthropicTypes: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
}

/** The type an error of this status has in a dialect's words. Default: the provider's own fault. */
export function toErrorType(dialect: DialectName, status = 500): string {
  const types = dialect === 'anthropic-messages' ? anthropicTypes : openaiTypes
  return types[status] ?? (status >= 400 && status < 500 ? 'invalid_request_error' : 'api_error')
}
