import type { ReportQuery } from '@signalbox/core'
import type { SqliteLedger } from '@signalbox/ledger'

/** The attempts of the requests that a report is of, with their prices, those of one request one after the other. */
export function* attemptsOf(
  ledger: Pick<SqliteLedger, 'history'>,
  { sinceMs, untilMs, policy }: Pick<ReportQuery, 'sinceMs' | 'untilMs' | 'policy'>,
): ReturnType<SqliteLedger['attempts']> {
  for (const { attempts } of ledger.history({ sinceMs, untilMs, policy, with: ['prices'], without: ['labels'] }))
    yield* attempts
}
