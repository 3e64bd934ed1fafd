import { openSqliteLedger, type HistoryQuery } from '@signalbox/ledger'
import type { PastRequest } from '../replay/past-request.ts'
import { toPastRequest } from './to-past-request.ts'

/** Requests of a ledger's file, in order of time. */
export interface LedgerPast {
  readonly past: Iterable<PastRequest>
  readonly close: () => Promise<void>
}

/**
 * Opens it to read; one request is held at a time.
 * @param onUnrecorded told of rows that no policy can be asked about: an older Signalbox wrote them, and their prompts were not kept
 * @throws LedgerError naming the file and the remedy
 */
export function readLedgerPast(
  file: string,
  query: Pick<HistoryQuery, 'sinceMs' | 'untilMs' | 'policy' | 'with'> = {},
  onUnrecorded?: (requestId: string) => void,
): LedgerPast {
  const ledger = openSqliteLedger({ file, readOnly: true })
  return {
    past: (function* () {
      for (const past of ledger.history(query)) {
        const request = toPastRequest(past)
        if (request === undefined) onUnrecorded?.(past.outcome.requestId)
        else yield request
      }
    })(),
    close: ledger.close,
  }
}
