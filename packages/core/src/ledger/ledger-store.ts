import type { IntentRow, LabelRow, LateCostRow, OutcomeRow, ReplyRow, SettlementRow } from './ledger-row.ts'

/**
 * Where the record is kept. The settlement of an attempt that was made for a study adds its cost to `evidenceCostNanoUsd` of its request's
 * outcome, if there is one by then.
 * A throw or a rejection is a ledger failure: traffic goes on and `ledger-error` is raised.
 */
export interface LedgerStore {
  /** Resolves once the intent would survive a crash of this process. Intents of one tick may share a transaction. */
  readonly writeIntent: (row: IntentRow) => void | PromiseLike<void>
  readonly writeSettlement: (row: SettlementRow) => void | PromiseLike<void>
  readonly writeOutcome: (row: OutcomeRow) => void | PromiseLike<void>
  /**
   * Corrects an attempt and its request by what the attempt is known to have cost; twice, the last one counts. Both must be settled:
   * what is not there, or not yet, is an error.
   */
  readonly writeLateCost?: ((row: LateCostRow) => void | PromiseLike<void>) | undefined
  /** A second one of the same attempt replaces the first. */
  readonly writeReply?: ((row: ReplyRow) => void | PromiseLike<void>) | undefined
  /** A second one of the same reply, source, rater, study and rival replaces the first. */
  readonly writeLabel?: ((row: LabelRow) => void | PromiseLike<void>) | undefined
  /** Resolves once everything handed over is stored. */
  readonly flush?: (() => PromiseLike<void>) | undefined
  readonly close?: (() => void | PromiseLike<void>) | undefined
}
