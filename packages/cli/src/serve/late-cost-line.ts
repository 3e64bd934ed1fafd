import type { LateCostTally } from './late-cost-desk.ts'
import type { LogLine } from './request-log.ts'

/** What has become of the costs that replies did not tell; undefined = there were none. */
export function toLateCostLine({ found, missing, dropped, failed }: LateCostTally): LogLine | undefined {
  if (found + missing + dropped === 0) return undefined
  const level = missing + dropped + failed === 0 ? 'info' : 'warn'
  return { level, message: 'late costs', fields: { found, missing, dropped, failed } }
}
