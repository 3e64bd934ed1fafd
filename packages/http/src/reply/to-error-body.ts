import type { DialectName } from '../call/upstream.ts'
import { toErrorType } from './error-type.ts'
import type { Json } from './json-shapes.ts'

export interface ErrorBodyFields {
  readonly status: number
  readonly message: string
  /** In the dialect's own words. Default: by status. */
  readonly type?: string | undefined
  /** The field at fault, and a code; OpenAI's alone. */
  readonly param?: string | undefined
  readonly code?: string | undefined
  /** What an SDK acts on; Anthropic's alone. */
  readonly details?: Json | undefined
  readonly requestId: string
}

/** The body of an error in a client's dialect. */
export function toErrorBody(dialect: DialectName, fields: ErrorBodyFields): Json {
  const { status, message, param, code, details, requestId } = fields
  const type = fields.type ?? toErrorType(dialect, status)
  return dialect === 'anthropic-messages'
    ? { type: 'error', error: { type, message, ...(details !== undefined && { details }) }, request_id: requestId }
    : { error: { message, type, param: param ?? null, code: code ?? null } }
}
