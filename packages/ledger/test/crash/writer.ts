import type { OutcomeRow, SettlementRow } from '@signalbox/core'
import { openSqliteLedger } from '@signalbox/ledger'
import { writeSync } from 'node:fs'

/** Writes requests until it is killed. A line is printed only when the store has acknowledged what it names. */
const [file = '', run = '0'] = process.argv.slice(2)
const ledger = openSqliteLedger({ file })
const lanes = 8

const tell = (line: string): void => void writeSync(1, `${line}\n`)

async function lane(index: number): Promise<never> {
  for (let n = 0; ; n++) {
    const requestId = `${run}-${index}-${n}`
    const base = {
      requestId,
      n: 1,
      step: 0,
      target: 't',
      model: 'v/m',
      tier: 'economy',
      startedAtMs: 1_790_000_000_000 + n,
      study: undefined,
    }
    await ledger.writeIntent({ ...base, purpose: 'serve' })
    tell(`i ${requestId}`)
    await ledger.writeSettlement(settlement(requestId))
    tell(`s ${requestId}`)
    await ledger.writeOutcome(outcome(requestId, base.startedAtMs))
    tell(`o ${requestId}`)
  }
}

function settlement(requestId: string): SettlementRow {
  return {
    requestId,
    n: 1,
    end: 'done',
    reason: undefined,
    status: undefined,
    billable: 'yes',
    servedModel: 'm',
    answeredTarget: undefined,
    answeredModel: undefined,
    host: undefined,
    callId: undefined,
    inputTokens: 10,
    outputTokens: 5,
    cacheReadTokens: undefined,
    cacheWriteTokens: undefined,
    reasoningTokens: undefined,
    costNanoUsd: 1_000,
    isCostLowerBound: false,
    reportedCostNanoUsd: undefined,
    pricedCostNanoUsd: undefined,
    priceJson: undefined,
    firstContentMs: 1,
    durationMs: 2,
  }
}

function outcome(requestId: string, startedAtMs: number): OutcomeRow {
  return {
    requestId,
    kind: 'served',
    startedAtMs,
    policyName: 'p',
    policyVersion: '1',
    strategy: 'tier',
    requested: 'auto',
    isVirtual: true,
    task: 'chat',
    taskSource: 'caller',
    language: undefined,
    tenant: undefined,
    session: undefined,
    tags: {},
    decidedTier: 'economy',
    decidedTarget: undefined,
    decidedGate: undefined,
    cause: 'rule',
    rule: undefined,
    propensity: 1,
    rejections: undefined,
    requestJson: undefined,
    evidenceCostNanoUsd: 0,
    servedN: 1,
    servedTarget: 't',
    servedModel: 'v/m',
    servedTier: 'economy',
    servedTierRank: 0,
    escalated: false,
    escalationCause: undefined,
    fallback: 'no',
    gate: 'none',
    failureKind: undefined,
    attempts: 1,
    costNanoUsd: 1_000,
    isCostLowerBound: false,
    draftCostNanoUsd: 0,
    failedCostNanoUsd: 0,
    checkCostNanoUsd: 0,
    baselineModel: undefined,
    baselineCostNanoUsd: undefined,
    inputTokens: 10,
    outputTokens: 5,
    commitMs: 1,
    durationMs: 2,
    promptJson: undefined,
  }
}

await Promise.all(Array.from({ length: lanes }, (_, index) => lane(index)))
