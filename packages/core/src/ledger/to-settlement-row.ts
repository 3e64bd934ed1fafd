import type { Price } from '../catalog/price.ts'
import type { Attempt } from '../outcome/attempt.ts'
import { isCostWhole } from '../outcome/is-cost-whole.ts'
import { boundText } from './bound-text.ts'
import type { SettlementRow } from './ledger-row.ts'

/** @param price what the attempt was computed with: kept with the row, so that a saving can be checked after prices have moved. */
export function toSettlementRow(requestId: string, attempt: Attempt, price: Price | undefined): SettlementRow {
  const { end, usage, answeredBy } = attempt
  const failure = end?.kind === 'failed' ? end.failure : undefined
  return {
    requestId,
    n: attempt.n,
    end: end?.kind ?? 'aborted',
    reason: failure?.kind ?? (end?.kind === 'rejected' ? `${end.gate}: ${end.reason}` : undefined),
    status: failure?.status,
    billable: attempt.billable,
    servedModel: boundText(attempt.servedModel),
    answeredTarget: boundText(answeredBy?.target),
    answeredModel: boundText(answeredBy?.model),
    host: boundText(attempt.host),
    callId: boundText(attempt.callId),
    inputTokens: usage?.inputTokens,
    outputTokens: usage?.outputTokens,
    cacheReadTokens: usage?.cacheReadTokens,
    cacheWriteTokens: usage?.cacheWriteTokens,
    reasoningTokens: usage?.reasoningTokens,
    costNanoUsd: attempt.costNanoUsd,
    isCostLowerBound: !isCostWhole(attempt),
    reportedCostNanoUsd: attempt.reportedCostNanoUsd,
    pricedCostNanoUsd: attempt.pricedCostNanoUsd,
    priceJson: price === undefined ? undefined : toPriceJson(price),
    firstContentMs: attempt.firstContentMs,
    durationMs: attempt.durationMs,
  }
}

/** One text per tier list and label: a row needs the rates, not the moment it was asked. */
const texts = new WeakMap<Price['tiers'], string>()

function toPriceJson(price: Price): string {
  let text = texts.get(price.tiers)
  if (text === undefined) {
    const { provider, model, label, tiers, isAssumed, source } = price
    text = JSON.stringify({ provider, model, label, tiers, isAssumed, source })
    texts.set(price.tiers, text)
  }
  return text
}
