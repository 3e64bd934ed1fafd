/** How the transport failed, where no HTTP status came. */
export type TransportFault =
  | 'dns'
  | 'refused'
  | 'connect-timeout'
  | 'tls'
  | 'reset'
  | 'timeout'
  | 'malformed'
  | 'too-large'
  /** The reply ended before it was whole: `empty` or `cut`, as far as it had come. */
  | 'ended'
  | 'redirect'
  | 'unknown'

/**
 * Neutral facts of an error, as a host's dialect reads them. The tables in classify-failure.ts judge; a dialect never does.
 */
export interface FailureFacts {
  readonly status?: number | undefined
  /** The provider's code (`insufficient_quota`, `context_length_exceeded`). */
  readonly code?: string | undefined
  /** The provider's type (`overloaded_error`, `invalid_request_error`). */
  readonly type?: string | undefined
  readonly message?: string | undefined
  /** Response headers, lower-case names. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly transport?: TransportFault | undefined
  /** A wait the body names (Google's `RetryInfo`), ms. Headers win over it. */
  readonly retryAfterMs?: number | undefined
  /** A moment the body names, wall time in ms since the epoch. */
  readonly retryAtMs?: number | undefined
  /** The host itself said so (`x-should-retry`, an SDK's isRetryable). */
  readonly isRetryable?: boolean | undefined
}
