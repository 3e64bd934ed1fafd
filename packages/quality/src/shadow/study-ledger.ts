import type { AttemptPurpose, IntentRow, LedgerStore } from '@signalbox/core'

/** Where in the record an answer belongs that was asked for after its request had ended. */
export interface StudyPlace {
  /** Name of the shadow or study. */
  readonly study: string
  /** What its answers are for: `shadow` for a counterpart, `judge` for a verdict. Samples and judges of gates stay what they are. */
  readonly purpose: 'shadow' | 'judge'
  /** The request of the past that it is about. */
  readonly requestId: string
  /** Number of its first attempt: one more than the request has in the record. */
  readonly firstN: number
}

/**
 * A ledger for the router of a shadow or a study: what its runs attempt becomes further attempts of the requests they are about. They
 * have no outcome of their own: that of the request stands.
 *
 * @param placeOf of a run, by the id it was begun with
 */
export function toStudyLedger(ledger: LedgerStore, placeOf: (runId: string) => StudyPlace): LedgerStore {
  const moved = <Row extends Pick<IntentRow, 'requestId' | 'n'>>(row: Row): Row => {
    const { requestId, firstN } = placeOf(row.requestId)
    return { ...row, requestId, n: firstN + row.n - 1 }
  }
  return {
    writeIntent: (row) => {
      const { study, purpose } = placeOf(row.requestId)
      return ledger.writeIntent({ ...moved(row), study, purpose: toPurpose(row.purpose, purpose) })
    },
    writeSettlement: (row) => ledger.writeSettlement(moved(row)),
    writeOutcome: () => {},
    writeLateCost: ledger.writeLateCost && ((row) => ledger.writeLateCost?.(moved(row))),
    writeReply: ledger.writeReply && ((row) => ledger.writeReply?.(moved(row))),
    flush: ledger.flush && (async () => ledger.flush?.()),
  }
}

function toPurpose(purpose: AttemptPurpose, wanted: StudyPlace['purpose']): AttemptPurpose {
  return purpose === 'serve' || purpose === 'hedge' ? wanted : purpose
}
