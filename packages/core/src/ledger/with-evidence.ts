import type { OutcomeRow, SettlementRow } from './ledger-row.ts'

/** What the settled attempts of a study change in their request's row. */
export type EvidenceCorrection = Pick<OutcomeRow, 'evidenceCostNanoUsd' | 'isCostLowerBound'>

/**
 * The correction that every store makes when an attempt of a shadow or a study is settled, and when an outcome is written after some were.
 * Where what one has cost is not wholly known, what the request has cost is not either.
 */
export function withEvidence(
  outcome: OutcomeRow,
  settled: readonly Pick<SettlementRow, 'costNanoUsd' | 'isCostLowerBound'>[],
): EvidenceCorrection {
  return {
    evidenceCostNanoUsd: settled.reduce((sum, { costNanoUsd = 0 }) => sum + costNanoUsd, outcome.evidenceCostNanoUsd),
    isCostLowerBound: outcome.isCostLowerBound || settled.some(({ isCostLowerBound }) => isCostLowerBound),
  }
}
