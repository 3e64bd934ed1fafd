import type { ShadowCounts, ShadowEvent } from '@signalbox/quality'
import type { LogLine } from './request-log.ts'

/** What an operator hears of a shadow while it works: what went wrong; the rest at the level `debug`. */
export function toShadowLine(event: ShadowEvent): LogLine {
  const { type: message, study, requestId } = event
  const base = { study, requestId }
  switch (event.type) {
    case 'shadow-end': {
      const { kind, failure, cost, attempts } = event.outcome
      const fields = {
        ...base,
        outcome: kind,
        target: attempts.at(-1)?.target,
        costUsd: cost.usd,
        error: failure?.kind,
      }
      return { level: kind === 'served' ? 'debug' : 'warn', message, fields }
    }
    case 'shadow-drop':
      return { level: 'debug', message, fields: { ...base, reason: event.reason } }
    case 'shadow-error': {
      const { error } = event
      const sentence = error instanceof Error ? error.message : String(error)
      return { level: 'warn', message, fields: { ...base, error: sentence } }
    }
  }
}

/** What it has done in all; undefined = nothing was drawn. */
export function toShadowSum(study: string, counts: ShadowCounts): LogLine | undefined {
  const { sent, failed, dropped, costUsd, isCostLowerBound } = counts
  if (sent === 0 && Object.keys(dropped).length === 0) return undefined
  return { level: 'info', message: 'shadow', fields: { study, sent, failed, dropped, costUsd, isCostLowerBound } }
}
