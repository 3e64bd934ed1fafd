import type { MockResult } from '../mock-result.ts'

/** A failure in LiteLLM's own words. */
export interface LitellmError {
  readonly status: number
  readonly type: string | null
  readonly message: string
  readonly param?: string | null | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Beside the rest of the body. */
  readonly more?: Readonly<Record<string, unknown>> | undefined
  /** The router says nothing of fall-backs behind it. */
  readonly isFinal?: boolean | undefined
}

/** The body of an error; its code is the status as a text. */
export function toErrorBody({ status, type, message, param = null, more }: LitellmError): unknown {
  return { error: { message, type, param, code: String(status), ...more } }
}

export function toErrorResult(error: LitellmError, headers: Readonly<Record<string, string>> = {}): MockResult {
  return {
    kind: 'response',
    status: error.status,
    headers: { 'content-type': 'application/json', ...headers, ...error.headers },
    body: JSON.stringify(toErrorBody(error)),
  }
}

/** What LiteLLM calls errors of a status, whoever they come from. */
export function typeOf(status: number): string {
  if (status === 401) return 'authentication_error'
  if (status === 403) return 'permission_error'
  if (status === 429) return 'throttling_error'
  return status < 500 ? 'invalid_request_error' : 'internal_server_error'
}

/** Thrown while a provider's reply is read. */
export class ProviderFailed extends Error {
  override readonly name = 'ProviderFailed'
  readonly error: LitellmError
  constructor(error: LitellmError) {
    super(error.message)
    this.error = error
  }
}
