import type { TransportFault } from '@signalbox/core'

export interface UpstreamErrorFields {
  readonly status?: number | undefined
  readonly code?: string | undefined
  readonly type?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly transport?: TransportFault | undefined
  /** A wait the body names, ms. */
  readonly retryAfterMs?: number | undefined
  /** The same as wall time, ms since the epoch. */
  readonly retryAtMs?: number | undefined
  /** false: the same call would fail again, whatever its status says. */
  readonly isRetryable?: boolean | undefined
  readonly cause?: unknown
}

/** A provider's refusal, or a connection that failed. Never holds a key or a prompt. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError'
  readonly status: number | undefined
  readonly code: string | undefined
  readonly type: string | undefined
  readonly headers: Readonly<Record<string, string>> | undefined
  readonly transport: TransportFault | undefined
  readonly retryAfterMs: number | undefined
  readonly retryAtMs: number | undefined
  readonly isRetryable: boolean | undefined

  constructor(message: string, fields: UpstreamErrorFields = {}) {
    super(message, { cause: fields.cause })
    this.status = fields.status
    this.code = fields.code
    this.type = fields.type
    this.headers = fields.headers
    this.transport = fields.transport
    this.retryAfterMs = fields.retryAfterMs
    this.retryAtMs = fields.retryAtMs
    this.isRetryable = fields.isRetryable
  }
}
