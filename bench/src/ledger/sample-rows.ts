import type { IntentRow, OutcomeRow, SettlementRow } from '@signalbox/core'
import { createHash } from 'node:crypto'

const tasks = ['summarize', 'classify', 'extract', 'translate', 'qa', 'code', 'math', 'reasoning']
export const startMs = Date.UTC(2026, 0, 1)

/** A request of everyday traffic, as core records it: twenty of them a second. */
export function outcomeRow(index: number): OutcomeRow {
  const isFrontier = index % 7 === 0
  return {
    requestId: requestId(index),
    kind: index % 200 === 0 ? 'failed' : 'served',
    startedAtMs: startMs + index * 50,
    policyName: 'default',
    policyVersion: 'v1',
    strategy: 'rules',
    requested: 'auto',
    isVirtual: true,
    task: tasks[index % tasks.length] ?? 'qa',
    taskSource: 'detected',
    language: 'en',
    tenant: `tenant-${index % 20}`,
    session: `session-${index % 5_000}`,
    tags: { app: `app-${index % 5}` },
    decidedTier: 'economy',
    decidedTarget: 'deepseek/v4-pro',
    decidedGate: undefined,
    cause: 'rule',
    rule: 'rule 1',
    propensity: 1,
    rejections: index % 3 === 0 ? { 'openai/gpt-5.5': 'context' } : undefined,
    requestJson,
    evidenceCostNanoUsd: 0,
    servedTarget: isFrontier ? 'anthropic/sonnet' : 'deepseek/v4-pro',
    servedModel: isFrontier ? 'anthropic/claude-sonnet-4.6' : 'deepseek/deepseek-v4-pro',
    servedTier: isFrontier ? 'frontier' : 'economy',
    servedN: 1,
    servedTierRank: isFrontier ? 1 : 0,
    escalated: isFrontier,
    escalationCause: isFrontier ? 'rule' : undefined,
    fallback: 'no',
    gate: 'none',
    failureKind: undefined,
    attempts: 1,
    costNanoUsd: 100_000 + (index % 1_000),
    isCostLowerBound: false,
    draftCostNanoUsd: 0,
    failedCostNanoUsd: 0,
    checkCostNanoUsd: 0,
    baselineModel: 'anthropic/claude-sonnet-4.6',
    baselineCostNanoUsd: 900_000 + (index % 2_000),
    inputTokens: 300,
    outputTokens: 80,
    commitMs: 200,
    durationMs: 300 + ((index * 7_919) % 4_000),
    promptJson: undefined,
  }
}

export function intentRow(index: number): IntentRow {
  return {
    requestId: requestId(index),
    n: 1,
    step: 0,
    purpose: 'serve',
    target: 'deepseek/v4-pro',
    model: 'deepseek/deepseek-v4-pro',
    tier: 'economy',
    startedAtMs: startMs + index * 50,
    study: undefined,
  }
}

export function settlementRow(index: number): SettlementRow {
  return {
    requestId: requestId(index),
    n: 1,
    end: 'done',
    reason: undefined,
    status: undefined,
    billable: 'yes',
    servedModel: 'deepseek-v4-pro',
    answeredTarget: undefined,
    answeredModel: undefined,
    host: undefined,
    callId: undefined,
    inputTokens: 300,
    outputTokens: 80,
    cacheReadTokens: undefined,
    cacheWriteTokens: undefined,
    reasoningTokens: undefined,
    costNanoUsd: 100_000 + (index % 1_000),
    isCostLowerBound: false,
    reportedCostNanoUsd: undefined,
    pricedCostNanoUsd: 100_000 + (index % 1_000),
    priceJson,
    firstContentMs: 200,
    durationMs: 300 + ((index * 7_919) % 4_000),
  }
}

/** In no order of time, as ids of hosts are: the hardest for an index. */
function requestId(index: number): string {
  return createHash('sha1').update(String(index)).digest('base64url')
}

const requestJson = JSON.stringify({
  features: {
    inputTokens: 300,
    task: 'qa',
    taskSource: 'detected',
    taskConfidence: 0.8,
    language: 'en',
    needsTools: false,
    needsJson: false,
    needsLogprobs: false,
    modalities: ['text'],
    difficulty: 0.4,
    turns: 3,
  },
  maxOutputTokens: 1_000,
})

const priceJson = JSON.stringify({
  provider: 'deepseek',
  model: 'deepseek/deepseek-v4-pro',
  label: 'list',
  tiers: [{ fromInputTokens: 0, inputPerMillionUsd: 0.435, outputPerMillionUsd: 0.87 }],
  isAssumed: false,
})
