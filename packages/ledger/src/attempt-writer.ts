import { withEvidence, withLateCost, type IntentRow, type LateCostRow, type SettlementRow } from '@signalbox/core'
import type { DatabaseSync } from 'node:sqlite'
import { attemptColumns, intentColumns, settlementColumns } from './attempt-columns.ts'
import { toValues } from './column-map.ts'
import { insertSql } from './insert-sql.ts'
import type { OutcomeWriter } from './outcome-writer.ts'
import type { RollupChange } from './rollup.ts'
import { createRowReader } from './row-reader.ts'

/** Writes attempts; what changes the cost of a request that has ended is a change to its outcome. */
export interface AttemptWriter {
  readonly add: (row: IntentRow) => RollupChange[]
  /** @throws Error where no attempt is open */
  readonly settle: (row: SettlementRow) => RollupChange[]
  /** @throws what `withLateCost` does */
  readonly correct: (row: LateCostRow) => RollupChange[]
}

export function createAttemptWriter(db: DatabaseSync, outcomes: OutcomeWriter): AttemptWriter {
  const insert = db.prepare(insertSql('attempts', intentColumns))
  const settle = db.prepare(
    `update attempts set ${settlementColumns.map(([column]) => `${column} = ?`).join(', ')}
     where request_id = ? and n = ? and ended is null returning study`,
  )
  const reader = createRowReader(db, 'attempts', attemptColumns, 'from attempts where request_id = ?')
  const update = db.prepare(
    `update attempts set billable = ?, host = ?, cost_nano_usd = ?, reported_cost_nano_usd = ?, is_cost_lower_bound = ?
     where request_id = ? and n = ?`,
  )
  return {
    add: (row) => {
      insert.run(...toValues(intentColumns, row))
      return []
    },
    settle: (row) => {
      const settled = settle.get(...toValues(settlementColumns, row), row.requestId, row.n)
      if (settled === undefined) throw new Error(noOpenAttempt(row))
      const outcome = settled['study'] === null ? undefined : outcomes.find(row.requestId)
      return outcome === undefined ? [] : outcomes.correct(outcome, withEvidence(outcome, [row]))
    },
    correct: (row) => {
      const before = outcomes.find(row.requestId)
      const { attempt, outcome } = withLateCost(row, reader.all(row.requestId), before)
      update.run(
        attempt.billable,
        attempt.host ?? null,
        attempt.costNanoUsd ?? null,
        attempt.reportedCostNanoUsd ?? null,
        Number(attempt.isCostLowerBound),
        row.requestId,
        row.n,
      )
      return before === undefined || outcome === undefined ? [] : outcomes.correct(before, outcome)
    },
  }
}

function noOpenAttempt({ requestId, n }: SettlementRow): string {
  return `attempt ${n} of request ${requestId} has no intent that is still open; give every request its own id`
}
