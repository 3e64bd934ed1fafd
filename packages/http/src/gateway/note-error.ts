import type { Outcome } from '@signalbox/core'
import type { Exchange } from './endpoint.ts'

/** For the router: what the log and the metrics hear of a request, however it ended. */
export function noteOutcome({ report }: Exchange): (outcome: Outcome) => void {
  return (outcome) => void (report.outcome = outcome)
}

/** What the log hears of a request that was not served. */
export function noteError({ report }: Exchange, error: unknown): void {
  report.error = error instanceof Error ? error.message : String(error)
}
