import { openSqliteLedger, type HistoryQuery } from '@signalbox/ledger'
import type { PastRequest } from '../replay/past-request.ts'
import { toPastRequest } from './to-past-request.ts'

/** Requests of a ledger's file, in order of time. */
export interface LedgerPast {
  readonly past: Iterable<PastRequest>
  /** Rows so far that no policy can be asked about: an older Signalbox wrote them, and their prompts were not kept. */
  readonly unrecorded: () => number
  readonly close: () => Promise<void>
}

/** Opens it to read; one request is held at a time. @throws LedgerError naming the file and the remedy */
export function readLedgerPast(
  file: string,
  query: Pick<HistoryQuery, 'sinceMs' | 'untilMs' | 'policy' | 'with'> = {},
): LedgerPast {
  const ledger = openSqliteLedger({ file, readOnly: true })
  let unrecorded = 0
  return {
    past: (function* () {
      for (const past of ledger.history(query)) {
        const request = toPastRequest(past)
        if (request === undefined) unrecorded++
        else yield request
      }
    })(),
    unrecorded: () => unrecorded,
    close: ledger.close,
  }
}
