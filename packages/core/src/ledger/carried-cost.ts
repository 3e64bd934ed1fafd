import type { SettlementRow } from './ledger-row.ts'
import type { CarriedCost } from './report.ts'

/** Over attempts of which a carrier told a cost and we have a price. */
export interface CarriedSums {
  readonly attempts: number
  readonly reportedNanoUsd: number
  readonly pricedNanoUsd: number
  /** Attempts whose two costs differ by more than 1 % of ours. */
  readonly differing: number
}

export const nothingCarried: CarriedSums = { attempts: 0, reportedNanoUsd: 0, pricedNanoUsd: 0, differing: 0 }

/** The definition that every store's own query is held against. */
export function sumCarried(
  rows: Iterable<Pick<SettlementRow, 'reportedCostNanoUsd' | 'pricedCostNanoUsd'>>,
): CarriedSums {
  let sums = nothingCarried
  for (const { reportedCostNanoUsd: reported, pricedCostNanoUsd: priced } of rows) {
    if (reported === undefined || priced === undefined) continue
    sums = {
      attempts: sums.attempts + 1,
      reportedNanoUsd: sums.reportedNanoUsd + reported,
      pricedNanoUsd: sums.pricedNanoUsd + priced,
      differing: sums.differing + (Math.abs(reported - priced) * 100 > priced ? 1 : 0),
    }
  }
  return sums
}

/** undefined = no attempt has both costs. */
export function toCarriedCost({
  attempts,
  reportedNanoUsd,
  pricedNanoUsd,
  differing,
}: CarriedSums): CarriedCost | undefined {
  if (attempts === 0) return undefined
  return {
    attempts,
    reportedUsd: reportedNanoUsd / 1e9,
    pricedUsd: pricedNanoUsd / 1e9,
    differenceShare: pricedNanoUsd === 0 ? undefined : reportedNanoUsd / pricedNanoUsd - 1,
    differing,
  }
}
