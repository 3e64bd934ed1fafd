import type {
  IntentRow,
  LabelRow,
  LateCostRow,
  LedgerStore,
  OutcomeRow,
  ReplyRow,
  SettlementRow,
} from '@signalbox/core'
import type { DatabaseSync } from 'node:sqlite'
import { createAttemptWriter } from './attempt-writer.ts'
import { createBatch } from './batch.ts'
import { toValues } from './column-map.ts'
import { upsertSql } from './insert-sql.ts'
import { labelColumns, toLabelValues } from './label-columns.ts'
import { LedgerError } from './ledger-error.ts'
import { createOutcomeWriter } from './outcome-writer.ts'
import { replyColumns } from './reply-columns.ts'
import { createRollup, type RollupChange } from './rollup.ts'

/** Writes rows, those of one tick in one transaction. */
export interface RowWriter extends LedgerStore {
  readonly writeIntent: (row: IntentRow) => Promise<void>
  readonly writeSettlement: (row: SettlementRow) => Promise<void>
  readonly writeOutcome: (row: OutcomeRow) => Promise<void>
  readonly writeLateCost: (row: LateCostRow) => Promise<void>
  readonly writeReply: (row: ReplyRow) => Promise<void>
  readonly writeLabel: (row: LabelRow) => Promise<void>
  readonly flush: () => Promise<void>
}

/** @param db at today's schema */
export function createRowWriter(db: DatabaseSync, file: string): RowWriter {
  const outcomes = createOutcomeWriter(db)
  const attempts = createAttemptWriter(db, outcomes)
  const putReply = db.prepare(upsertSql('replies', replyColumns, ['request_id', 'n']))
  const putLabel = db.prepare(
    upsertSql('labels', labelColumns, ['request_id', 'n', 'source', 'rater', 'study', 'versus_n']),
  )
  const changeRollup = createRollup(db)
  const batch = createBatch<RollupChange>({
    begin: () => db.exec('begin immediate'),
    commit: (changes) => {
      changeRollup(changes)
      db.exec('commit')
    },
    rollback: () => db.exec('rollback'),
    toError: (error) => LedgerError.from(error, file),
  })
  /** For rows that no sum is made of. */
  const add = (write: () => unknown): Promise<void> =>
    batch.add(() => {
      write()
      return []
    })
  return {
    writeIntent: (row) => batch.add(() => attempts.add(row)),
    writeSettlement: (row) => batch.add(() => attempts.settle(row)),
    writeOutcome: (row) => batch.add(() => outcomes.add(row)),
    writeLateCost: (row) => batch.add(() => attempts.correct(row)),
    writeReply: (row) => add(() => putReply.run(...toValues(replyColumns, row))),
    writeLabel: (row) => add(() => putLabel.run(...toLabelValues(row))),
    flush: batch.flush,
  }
}
