import type { Exchange } from './endpoint.ts'

/** What the log and the metrics hear of a request that was not served. */
export function noteError({ report }: Exchange, error: unknown): void {
  if (typeof error === 'object' && error !== null && 'outcome' in error)
    report.outcome = error.outcome as typeof report.outcome
  report.error = error instanceof Error ? error.message : String(error)
}
