import type { IntentRow, OutcomeRow, SettlementRow } from '@signalbox/core'
import type { EscalationFacts } from '../escalation-facts.ts'

/** What can be said of an escalation: a ledger's outcome, with its attempts where they are at hand. */
export interface LeakRow extends EscalationFacts, Pick<OutcomeRow, 'language' | 'tenant' | 'requestJson'> {
  /** Requests of one conversation resemble each other; undefined = each stands alone. */
  readonly session?: string | undefined
  /** Without them nothing is said of what gates found and what failed. */
  readonly attempts?: readonly LeakAttempt[] | undefined
}

/** Those of a study do not count: they were made after the request had ended. */
export type LeakAttempt = Pick<IntentRow, 'target'> &
  Partial<Pick<IntentRow, 'study'> & Pick<SettlementRow, 'end' | 'reason'>>
