import type { IntentRow, OutcomeRow, SettlementRow } from '@signalbox/core'

export const startMs = Date.UTC(2026, 10, 1)

export function intent(requestId: string, n: number, more: Partial<IntentRow> = {}): IntentRow {
  return {
    requestId,
    n,
    step: 0,
    purpose: 'serve',
    target: 'a',
    model: 'cheap/a',
    tier: 'economy',
    startedAtMs: startMs,
    ...more,
  }
}

export function settlement(requestId: string, n: number, more: Partial<SettlementRow> = {}): SettlementRow {
  return {
    requestId,
    n,
    end: 'done',
    reason: undefined,
    status: undefined,
    billable: 'yes',
    servedModel: 'cheap/a',
    answeredTarget: undefined,
    answeredModel: undefined,
    host: undefined,
    callId: undefined,
    inputTokens: 10,
    outputTokens: 5,
    cacheReadTokens: undefined,
    cacheWriteTokens: undefined,
    reasoningTokens: undefined,
    costNanoUsd: 20_000,
    isCostLowerBound: false,
    reportedCostNanoUsd: undefined,
    pricedCostNanoUsd: undefined,
    priceJson: undefined,
    firstContentMs: 5,
    durationMs: 9,
    ...more,
  }
}

export function outcome(requestId: string, more: Partial<OutcomeRow> = {}): OutcomeRow {
  return {
    requestId,
    kind: 'served',
    startedAtMs: startMs,
    policyName: 'alpha',
    policyVersion: 'v1',
    strategy: 'rules',
    requested: 'auto',
    isVirtual: true,
    task: 'summarize',
    taskSource: 'detected',
    language: 'en',
    tenant: undefined,
    session: undefined,
    tags: {},
    decidedTier: 'economy',
    servedN: 1,
    servedTarget: 'a',
    servedModel: 'cheap/a',
    servedTier: 'economy',
    servedTierRank: 0,
    escalated: false,
    escalationCause: undefined,
    fallback: 'no',
    gate: 'none',
    failureKind: undefined,
    attempts: 1,
    costNanoUsd: 20_000,
    isCostLowerBound: false,
    draftCostNanoUsd: 0,
    failedCostNanoUsd: 0,
    checkCostNanoUsd: 0,
    baselineModel: 'front/a',
    baselineCostNanoUsd: 200_000,
    inputTokens: 10,
    outputTokens: 5,
    commitMs: 5,
    durationMs: 9,
    promptJson: undefined,
    ...more,
  }
}
