import type { IntentRow, LabelRow, OutcomeRow, ReplyRow, ReportQuery, SettlementRow } from '@signalbox/core'

/** An attempt as the record has it; what belongs to its end is unknown until it is settled. */
export type AttemptRow = IntentRow & Partial<SettlementRow>

/** What a study reads of the past. The SQLite ledger is one. */
export interface StudyHistory {
  readonly outcomes: (query: Pick<ReportQuery, 'sinceMs' | 'untilMs' | 'policy'>) => Iterable<OutcomeRow>
  readonly attemptsOf: (requestId: string) => Iterable<AttemptRow>
  readonly replies: (requestId: string) => Iterable<ReplyRow>
  readonly labels: (query: {
    readonly study?: string | undefined
    readonly source?: LabelRow['source'] | undefined
  }) => Iterable<LabelRow>
}
