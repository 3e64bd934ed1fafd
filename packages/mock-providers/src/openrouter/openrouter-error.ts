/** A refusal in OpenRouter's own words. */
export interface OpenrouterError {
  readonly status: number
  readonly message: string
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/**
 * The body of a refusal, `{ error: { code, message, metadata } }`; inside a 200 it is the whole answer of a call that failed late.
 * Source: openrouter.ai/docs/api/reference/errors-and-debugging, and the error models of npm `@openrouter/sdk` 1.3.19.
 */
export function toOpenrouterErrorBody({ status, message, metadata }: OpenrouterError): Record<string, unknown> {
  return { error: { code: status, message, ...(metadata !== undefined && { metadata }) }, user_id: 'user_mock' }
}

/** What a provider said, told by OpenRouter: its words are in `metadata.raw`. */
export function toProviderError(status: number, raw: string, provider: string, isByok: boolean): OpenrouterError {
  return {
    status,
    message: 'Provider returned error',
    metadata: { raw, provider_name: provider, is_byok: isByok, error_type: toErrorType(status) },
  }
}

/** OpenRouter's class of an error, the same in every dialect. */
export function toErrorType(status: number): string {
  return errorTypes[status] ?? (status >= 500 ? 'server' : 'invalid_request')
}

const errorTypes: Readonly<Record<number, string>> = {
  401: 'authentication',
  402: 'payment_required',
  403: 'permission_denied',
  404: 'not_found',
  408: 'timeout',
  412: 'precondition_failed',
  413: 'payload_too_large',
  422: 'unprocessable',
  429: 'rate_limit_exceeded',
  502: 'provider_unavailable',
  503: 'provider_unavailable',
  504: 'timeout',
  524: 'timeout',
  529: 'provider_overloaded',
}
