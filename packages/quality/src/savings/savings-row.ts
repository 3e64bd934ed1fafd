import type { OutcomeRow } from '@signalbox/core'

/** What the statement needs of an outcome. */
export type SavingsRow = Pick<
  OutcomeRow,
  | 'requestId'
  | 'kind'
  | 'startedAtMs'
  | 'policyName'
  | 'policyVersion'
  | 'task'
  | 'session'
  | 'servedModel'
  | 'costNanoUsd'
  | 'isCostLowerBound'
  | 'draftCostNanoUsd'
  | 'failedCostNanoUsd'
  | 'checkCostNanoUsd'
  | 'evidenceCostNanoUsd'
  | 'baselineModel'
  | 'baselineCostNanoUsd'
>

/** Why a request says nothing of the saving. */
export type LeftOutReason = 'not-served' | 'no-baseline' | 'other-baseline' | 'baseline-price-unknown' | 'cost-unknown'

/** @param baseline the one that was named; undefined = each row's own */
export function leftOutReason(row: SavingsRow, baseline: string | undefined): LeftOutReason | undefined {
  if (row.kind !== 'served') return 'not-served'
  if (row.baselineModel === undefined) return 'no-baseline'
  if (baseline !== undefined && row.baselineModel !== baseline) return 'other-baseline'
  if (row.baselineCostNanoUsd === undefined) return 'baseline-price-unknown'
  return row.isCostLowerBound ? 'cost-unknown' : undefined
}
