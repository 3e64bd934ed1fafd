import type { SavingsRow } from '../src/savings/savings-row.ts'

/** A request that cost 1 where the baseline would have cost 4, nano-dollars. */
export function savedRow(row: Partial<SavingsRow> & { readonly requestId: string }): SavingsRow {
  return {
    kind: 'served',
    startedAtMs: 1_000,
    policyName: 'p',
    policyVersion: 'v1',
    task: 'chat',
    session: undefined,
    servedModel: 'small',
    costNanoUsd: 1,
    isCostLowerBound: false,
    draftCostNanoUsd: 0,
    failedCostNanoUsd: 0,
    checkCostNanoUsd: 0,
    evidenceCostNanoUsd: 0,
    baselineModel: 'large',
    baselineCostNanoUsd: 4,
    ...row,
  }
}
