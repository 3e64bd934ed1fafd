import type { GatewayConfig } from '@signalbox/config'
import { destination, pino, stdTimeFunctions } from 'pino'
import type { LogLine } from './request-log.ts'

export interface Log {
  readonly write: (line: LogLine) => void
  readonly setLevel: (level: NonNullable<GatewayConfig['log']>) => void
}

/** Lines that nobody takes are kept up to this many characters, then dropped: a log must not fill the memory. */
const maxLength = 4 * 1024 * 1024

/** One JSON object a line, on stderr. Writing never waits, so a slow reader of the log holds up no request. */
export function createLog(): Log {
  const logger = pino(
    { base: undefined, timestamp: stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } },
    destination({ fd: 2, sync: false, maxLength }),
  )
  return {
    write: ({ level, message, fields }) => logger[level](fields, message),
    setLevel: (level) => void (logger.level = level),
  }
}
