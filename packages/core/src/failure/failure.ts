/** What went wrong, in the field's words. Closed: every consumer may switch on it. */
export type FailureKind =
  | 'rate-limit'
  | 'quota'
  | 'overloaded'
  | 'server-error'
  | 'upstream-timeout'
  | 'first-content-timeout'
  | 'gap-timeout'
  | 'stream-timeout'
  | 'deadline'
  | 'connect'
  | 'dns'
  | 'tls'
  | 'reset'
  | 'empty'
  | 'cut'
  | 'malformed'
  | 'authentication'
  | 'permission'
  | 'model-not-found'
  | 'region'
  | 'context-length'
  | 'content-policy'
  | 'too-large'
  | 'unsupported'
  | 'invalid-request'
  | 'conflict'
  | 'redirect'
  | 'no-candidate'
  | 'local'
  | 'unknown'

/** How far the reply had come: no head yet, a head but nothing a reader could see, or content. */
export type FailurePhase = 'before-head' | 'before-content' | 'after-content'

/** What is ill: a breaker lives on this scope. `request` is the client's own fault and touches none. */
export type FailureScope = 'request' | 'key' | 'model' | 'target' | 'provider' | 'region' | 'local'

/** What may be done next, before the deadline, attempts and budget are asked. */
export type FailureDisposition = 'retry-same' | 'try-next' | 'stop'

/** Whether the provider may charge for the failed attempt. */
export type Billable = 'no' | 'yes' | 'unknown'

/** One failure, classified once at the edge. Plain data; the raw error travels beside it, never inside. */
export interface Failure {
  readonly kind: FailureKind
  readonly phase: FailurePhase
  readonly scope: FailureScope
  readonly disposition: FailureDisposition
  readonly billable: Billable
  /** One line for people: never a key, never a prompt. */
  readonly message: string
  /** HTTP status, where there was one. */
  readonly status?: number | undefined
  /** The provider's own machine-readable code, unchanged. */
  readonly code?: string | undefined
  /** The server's hint in milliseconds from when the failure was seen, clamped to [0, 24 h]. */
  readonly retryAfterMs?: number | undefined
}
