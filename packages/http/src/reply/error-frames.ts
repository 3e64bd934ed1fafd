import type { DialectName } from '../call/upstream.ts'
import { toErrorType } from './error-type.ts'
import { toSseFrame } from './sse-frame.ts'

export interface ErrorFrameFields {
  readonly message: string
  /** In the dialect's own words. Default: by status, else the provider's own fault. */
  readonly type?: string | undefined
  readonly code?: string | undefined
  readonly status?: number | undefined
  /** Of the responses dialect: what the stream has shown so far. */
  readonly after?: string | undefined
}

/** An error in mid-stream, in a client's dialect; nothing follows it. */
export function toErrorFrame(dialect: DialectName, fields: ErrorFrameFields): string {
  const { message, status } = fields
  const type = fields.type ?? toErrorType(dialect, status)
  const code = fields.code ?? null
  switch (dialect) {
    case 'openai-chat':
      return toSseFrame({ error: { message, type, param: null, code } })
    case 'openai-responses':
      return toSseFrame(
        { type: 'error', code, message, param: null, sequence_number: nextSequence(fields.after) },
        'error',
      )
    case 'anthropic-messages':
      return toSseFrame({ type: 'error', error: { type, message } }, 'error')
  }
}

/** One more than the last number shown. */
function nextSequence(shown = ''): number {
  const last = /^\d+/.exec(shown.slice(shown.lastIndexOf(sequenceKey) + sequenceKey.length))
  return shown.includes(sequenceKey) && last !== null ? Number(last[0]) + 1 : 0
}

const sequenceKey = '"sequence_number":'
