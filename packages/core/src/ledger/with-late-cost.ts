import { boundText } from './bound-text.ts'
import { costPartOf } from './cost-part.ts'
import type { IntentRow, LateCostRow, OutcomeRow, SettlementRow } from './ledger-row.ts'

/** What a late cost changes in its attempt's row and its request's. */
export interface LateCorrection {
  readonly attempt: Pick<
    SettlementRow,
    'billable' | 'host' | 'costNanoUsd' | 'isCostLowerBound' | 'reportedCostNanoUsd'
  >
  /** undefined = the attempt is of a study, and its request has no outcome. */
  readonly outcome: CostCorrection | undefined
}

/** All that is known of a request's cost. */
export type CostCorrection = Pick<
  OutcomeRow,
  | 'costNanoUsd'
  | 'isCostLowerBound'
  | 'draftCostNanoUsd'
  | 'failedCostNanoUsd'
  | 'checkCostNanoUsd'
  | 'evidenceCostNanoUsd'
>

/**
 * The correction that every store makes of a late cost: it replaces, so that one told twice counts once.
 *
 * @param attempts all of its request's
 * @throws RangeError for what is no amount; Error where there is nothing to correct, or not yet
 */
export function withLateCost(
  { requestId, n, costNanoUsd, host }: LateCostRow,
  attempts: readonly (IntentRow & Partial<SettlementRow>)[],
  outcome: OutcomeRow | undefined,
): LateCorrection {
  if (!Number.isSafeInteger(costNanoUsd) || costNanoUsd < 0)
    throw new RangeError(`A late cost is a whole number of nano-dollars from 0 on, not ${costNanoUsd}.`)
  if (attempts.length === 0)
    throw new Error(`There is no request ${requestId}. Write its late cost to the ledger that has its rows.`)
  const attempt = attempts.find((row) => row.n === n)
  if (attempt === undefined)
    throw new Error(`The request ${requestId} has no attempt ${n}, but ${attempts.length} in all.`)
  if (attempt.end === undefined || (outcome === undefined && attempt.study === undefined))
    throw new Error(`Attempt ${n} of request ${requestId} is not settled yet. Write its late cost after its outcome.`)
  const more = costNanoUsd - (attempt.costNanoUsd ?? 0)
  const part = costPartOf(attempt, outcome?.servedN)
  return {
    attempt: {
      billable: costNanoUsd > 0 ? 'yes' : (attempt.billable ?? 'unknown'),
      host: boundText(host) ?? attempt.host,
      costNanoUsd,
      isCostLowerBound: false,
      reportedCostNanoUsd: costNanoUsd,
    },
    outcome: outcome && {
      costNanoUsd: outcome.costNanoUsd + (part === 'evidence' ? 0 : more),
      isCostLowerBound: outcome.isCostLowerBound && attempts.some((row) => row !== attempt && isBound(row)),
      draftCostNanoUsd: outcome.draftCostNanoUsd + (part === 'draft' ? more : 0),
      failedCostNanoUsd: outcome.failedCostNanoUsd + (part === 'failed' ? more : 0),
      checkCostNanoUsd: outcome.checkCostNanoUsd + (part === 'check' ? more : 0),
      evidenceCostNanoUsd: outcome.evidenceCostNanoUsd + (part === 'evidence' ? more : 0),
    },
  }
}

/** An attempt of a study that is under way has cost nothing yet: its settlement will say. */
function isBound({ study, end, isCostLowerBound }: IntentRow & Partial<SettlementRow>): boolean {
  return isCostLowerBound !== false && (study === undefined || end !== undefined)
}
