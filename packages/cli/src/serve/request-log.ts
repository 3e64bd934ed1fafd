import type { GatewayLogEntry } from '@signalbox/http'

/** One line of the log: how grave, and what it says beside time and level. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Asked every few seconds by whoever watches: not worth a line each. */
const watched: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

/** What the log says of a request. */
export function toRequestLine(entry: GatewayLogEntry): LogLine {
  const { durationMs, ...fields } = entry
  return {
    level: levelOf(entry),
    message: 'request',
    fields: { ...fields, ms: Math.round(durationMs * 10) / 10 },
  }
}

function levelOf({ path, status, outcome }: GatewayLogEntry): LogLine['level'] {
  if (status >= 500 || outcome === 'broken') return 'error'
  if (status >= 400) return 'warn'
  return watched.has(path) ? 'debug' : 'info'
}
