import type { RouterEvent } from '@signalbox/core'
import type { LogLine } from './request-log.ts'

/** What an operator should hear of between requests; the rest is in the lines of the requests. */
export function toEventLine(event: RouterEvent): LogLine | undefined {
  switch (event.type) {
    case 'breaker-open':
    case 'breaker-close':
      return { level: 'warn', message: event.type, fields: { key: event.key } }
    case 'ledger-error': {
      const { requestId, row, error } = event
      return { level: 'warn', message: event.type, fields: { requestId, row, error: sentenceOf(error) } }
    }
    case 'budget-error': {
      const { requestId, budget, error } = event
      return { level: 'warn', message: event.type, fields: { requestId, budget, error: sentenceOf(error) } }
    }
    default:
      return undefined
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
