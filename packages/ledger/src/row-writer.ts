import {
  withLateCost,
  type IntentRow,
  type LateCostRow,
  type LedgerStore,
  type OutcomeRow,
  type SettlementRow,
} from '@signalbox/core'
import type { DatabaseSync } from 'node:sqlite'
import { intentColumns, settlementColumns, toAttemptRow } from './attempt-columns.ts'
import { createBatch } from './batch.ts'
import { toValues, type ColumnMap } from './column-map.ts'
import { LedgerError } from './ledger-error.ts'
import { outcomeColumns, toOutcomeRow } from './outcome-columns.ts'
import { createRollup, type RollupChange } from './rollup.ts'

/** Writes rows, those of one tick in one transaction. */
export interface RowWriter extends LedgerStore {
  readonly writeIntent: (row: IntentRow) => Promise<void>
  readonly writeSettlement: (row: SettlementRow) => Promise<void>
  readonly writeOutcome: (row: OutcomeRow) => Promise<void>
  readonly writeLateCost: (row: LateCostRow) => Promise<void>
  readonly flush: () => Promise<void>
}

/** @param db at today's schema */
export function createRowWriter(db: DatabaseSync, file: string): RowWriter {
  const insertIntent = db.prepare(insertSql('attempts', intentColumns))
  const settle = db.prepare(
    `update attempts set ${settlementColumns.map(([column]) => `${column} = ?`).join(', ')} where request_id = ? and n = ? and ended is null`,
  )
  const insertOutcome = db.prepare(insertSql('outcomes', outcomeColumns))
  const readAttempts = db.prepare('select * from attempts where request_id = ?')
  const readOutcome = db.prepare('select * from outcomes where request_id = ?')
  const correctAttempt = db.prepare(
    `update attempts set billable = ?, host = ?, cost_nano_usd = ?, reported_cost_nano_usd = ?, is_cost_lower_bound = ?
     where request_id = ? and n = ?`,
  )
  const correctOutcome = db.prepare(
    `update outcomes set cost_nano_usd = ?, is_cost_lower_bound = ?, draft_cost_nano_usd = ?, failed_cost_nano_usd = ?, check_cost_nano_usd = ?
     where request_id = ?`,
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

  const addIntent = (row: IntentRow): [] => {
    insertIntent.run(...toValues(intentColumns, row))
    return []
  }
  const addSettlement = (row: SettlementRow): [] => {
    const { changes } = settle.run(...toValues(settlementColumns, row), row.requestId, row.n)
    if (changes === 0) throw new LedgerError('failed', file, noOpenAttempt(row))
    return []
  }
  const addOutcome = (row: OutcomeRow): RollupChange[] => {
    insertOutcome.run(...toValues(outcomeColumns, row))
    return [{ row, times: 1 }]
  }
  const correct = (row: LateCostRow): RollupChange[] => {
    const { requestId, n } = row
    const stored = readOutcome.get(requestId)
    const before = stored && toOutcomeRow(stored)
    const { attempt, outcome } = withLateCost(row, readAttempts.all(requestId).map(toAttemptRow), before)
    correctAttempt.run(
      attempt.billable,
      attempt.host ?? null,
      attempt.costNanoUsd ?? null,
      attempt.reportedCostNanoUsd ?? null,
      Number(attempt.isCostLowerBound),
      requestId,
      n,
    )
    correctOutcome.run(
      outcome.costNanoUsd,
      Number(outcome.isCostLowerBound),
      outcome.draftCostNanoUsd,
      outcome.failedCostNanoUsd,
      outcome.checkCostNanoUsd,
      requestId,
    )
    if (before === undefined) return []
    return [
      { row: before, times: -1 },
      { row: { ...before, ...outcome }, times: 1 },
    ]
  }

  return {
    writeIntent: (row) => batch.add(() => addIntent(row)),
    writeSettlement: (row) => batch.add(() => addSettlement(row)),
    writeOutcome: (row) => batch.add(() => addOutcome(row)),
    writeLateCost: (row) => batch.add(() => correct(row)),
    flush: batch.flush,
  }
}

/** For a ledger that is only read: its file may be of an older schema. */
export function createRefusingWriter(file: string): RowWriter {
  const refuse = async (): Promise<never> => {
    throw new LedgerError('read-only', file, 'it was opened with readOnly')
  }
  return {
    writeIntent: refuse,
    writeSettlement: refuse,
    writeOutcome: refuse,
    writeLateCost: refuse,
    flush: async () => {},
  }
}

function insertSql<Row>(table: string, map: ColumnMap<Row>): string {
  const columns = map.map(([column]) => column)
  return `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`
}

function noOpenAttempt({ requestId, n }: SettlementRow): string {
  return `attempt ${n} of request ${requestId} has no intent that is still open; give every request its own id`
}
