import type { IntentRow, SettlementRow } from '@signalbox/core'

/** An attempt of the ledger, as far as a bill goes. */
export type BilledAttempt = Pick<IntentRow, 'target' | 'model' | 'startedAtMs'> &
  Partial<
    Pick<
      SettlementRow,
      | 'billable'
      | 'servedModel'
      | 'answeredTarget'
      | 'answeredModel'
      | 'inputTokens'
      | 'outputTokens'
      | 'costNanoUsd'
      | 'isCostLowerBound'
      | 'durationMs'
    >
  >

/** A call that never reached its provider is in no bill. */
export function mayBeBilled({ billable, inputTokens, outputTokens }: BilledAttempt): boolean {
  return billable !== 'no' || inputTokens !== undefined || outputTokens !== undefined
}

/** A model's names as an export may write them, the likeliest first. */
export function namesOf({ servedModel, answeredModel, model }: BilledAttempt, as: string | undefined): string[] {
  return [servedModel, as, answeredModel, model].filter((name) => name !== undefined)
}
