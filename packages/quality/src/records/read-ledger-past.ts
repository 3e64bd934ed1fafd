import { LedgerError, openSqliteLedger, type HistoryQuery } from '@signalbox/ledger'
import type { PastRequest } from '../replay/past-request.ts'
import { toPastRequest } from './to-past-request.ts'

/** Requests of a ledger's file, in order of time. */
export interface LedgerPast {
  readonly past: Iterable<PastRequest>
  readonly close: () => Promise<void>
}

/** Why no policy can be asked about a row: an older Signalbox wrote it and its prompt was not kept, or its JSON is damaged. */
export type Unrecorded = 'not kept' | 'damaged'

/**
 * Opens it to read; one request is held at a time.
 * @param onUnrecorded told of rows that are passed over
 * @throws LedgerError naming the file and the remedy; while it is read, too
 */
export function readLedgerPast(
  file: string,
  query: Pick<HistoryQuery, 'sinceMs' | 'untilMs' | 'policy' | 'with'> = {},
  onUnrecorded?: (requestId: string, why: Unrecorded) => void,
): LedgerPast {
  const ledger = openSqliteLedger({ file, readOnly: true })
  return {
    past: (function* () {
      for (const past of failing(file, ledger.history(query))) {
        const request = toPastRequest(past)
        const { requestId, requestJson } = past.outcome
        if (request !== undefined) yield request
        else onUnrecorded?.(requestId, requestJson === undefined ? 'not kept' : 'damaged')
      }
    })(),
    close: ledger.close,
  }
}

/** A file may turn out to be damaged, or be locked, only where it is read. */
function* failing<T>(file: string, rows: Iterable<T>): Generator<T, void, undefined> {
  const iterator = rows[Symbol.iterator]()
  for (;;) {
    let next
    try {
      next = iterator.next()
    } catch (error) {
      throw error instanceof SyntaxError
        ? new LedgerError('corrupt', file, `a row holds damaged JSON (${error.message})`, error)
        : LedgerError.from(error, file)
    }
    if (next.done === true) return
    yield next.value
  }
}
