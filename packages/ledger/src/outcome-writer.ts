import { withEvidence, type CostCorrection, type OutcomeRow } from '@signalbox/core'
import type { DatabaseSync } from 'node:sqlite'
import { settlementColumns } from './attempt-columns.ts'
import { toValues } from './column-map.ts'
import { insertSql } from './insert-sql.ts'
import { outcomeColumns } from './outcome-columns.ts'
import type { RollupChange } from './rollup.ts'
import { createRowReader } from './row-reader.ts'

/** Writes outcomes and corrects them; each change is one to the rollup too. */
export interface OutcomeWriter {
  readonly add: (row: OutcomeRow) => RollupChange[]
  readonly find: (requestId: string) => OutcomeRow | undefined
  readonly correct: (before: OutcomeRow, cost: Partial<CostCorrection>) => RollupChange[]
}

export function createOutcomeWriter(db: DatabaseSync): OutcomeWriter {
  const insert = db.prepare(insertSql('outcomes', outcomeColumns))
  const reader = createRowReader(db, 'outcomes', outcomeColumns, 'from outcomes where request_id = ?')
  const studied = createRowReader(
    db,
    'attempts',
    settlementColumns,
    'from attempts where request_id = ? and study is not null and ended is not null',
  )
  const update = db.prepare(
    `update outcomes set cost_nano_usd = ?, is_cost_lower_bound = ?, draft_cost_nano_usd = ?, failed_cost_nano_usd = ?, check_cost_nano_usd = ?,
       evidence_cost_nano_usd = ?
     where request_id = ?`,
  )
  return {
    add: (written) => {
      const row = { ...written, ...withEvidence(written, studied.all(written.requestId)) }
      insert.run(...toValues(outcomeColumns, row))
      return [{ row, times: 1 }]
    },
    find: (requestId) => reader.all(requestId)[0],
    correct: (before, cost) => {
      const row = { ...before, ...cost }
      update.run(
        row.costNanoUsd,
        Number(row.isCostLowerBound),
        row.draftCostNanoUsd,
        row.failedCostNanoUsd,
        row.checkCostNanoUsd,
        row.evidenceCostNanoUsd,
        row.requestId,
      )
      return [
        { row: before, times: -1 },
        { row, times: 1 },
      ]
    },
  }
}
