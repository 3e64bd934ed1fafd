import type { Price } from './catalog/price.ts'
import type { Recorder } from './execution/environment.ts'
import { toIntentRow } from './ledger/to-intent-row.ts'
import { toOutcomeRow, type RequestFacts } from './ledger/to-outcome-row.ts'
import { toReplyRow } from './ledger/to-reply-row.ts'
import { toSettlementRow } from './ledger/to-settlement-row.ts'
import type { LedgerStore } from './ledger/ledger-store.ts'
import type { RouterEvent } from './router-event.ts'

export interface RecorderOptions {
  readonly requestId: string
  readonly ledger: LedgerStore | undefined
  readonly facts: RequestFacts
  /** The price an attempt was computed with. */
  readonly priceOf: (target: string, atMs: number) => Price | undefined
  readonly emit: ((event: RouterEvent) => void) | undefined
}

/** Writes one request's rows and tells the listener; a ledger that fails becomes `ledger-error` and never stops traffic. */
export function createRecorder(options: RecorderOptions): Recorder {
  const { requestId, ledger, emit } = options
  const { session } = options.facts
  const write = (
    row: 'intent' | 'settlement' | 'reply' | 'outcome',
    run: () => void | PromiseLike<void>,
  ): void | PromiseLike<void> => {
    const onError = (error: unknown): void => emit?.({ type: 'ledger-error', requestId, row, error })
    try {
      const written = run()
      return written === undefined ? undefined : written.then(undefined, onError)
    } catch (error) {
      onError(error)
    }
  }
  return {
    intent: (attempt) => {
      emit?.({ type: 'attempt-start', requestId, attempt })
      return ledger && write('intent', () => ledger.writeIntent(toIntentRow(requestId, attempt)))
    },
    settlement: (attempt, reply) => {
      emit?.({ type: 'attempt-end', requestId, attempt })
      if (ledger === undefined) return
      const price = options.priceOf(attempt.answeredBy?.target ?? attempt.target, attempt.startedAtMs)
      void write('settlement', () => ledger.writeSettlement(toSettlementRow(requestId, attempt, price)))
      if (reply !== undefined) void write('reply', () => ledger.writeReply?.(toReplyRow(requestId, attempt.n, reply)))
    },
    skip: (step, index, reason) => emit?.({ type: 'step-skip', requestId, step, index, reason }),
    outcome: async (outcome) => {
      if (ledger !== undefined) await write('outcome', () => ledger.writeOutcome(toOutcomeRow(outcome, options.facts)))
      emit?.({ type: 'outcome-end', outcome, ...(session !== undefined && { session }) })
    },
  }
}
