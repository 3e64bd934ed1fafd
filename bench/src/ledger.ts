import { openSqliteLedger } from '@signalbox/ledger'
import type { OutcomeRow } from '@signalbox/core'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { print } from './measure.ts'

const tasks = ['summarize', 'classify', 'extract', 'translate', 'qa', 'code', 'math', 'reasoning']
const startMs = Date.UTC(2026, 0, 1)

function outcome(index: number): OutcomeRow {
  const isFrontier = index % 7 === 0
  return {
    requestId: `r${index}`,
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
    session: undefined,
    tags: { app: `app-${index % 5}` },
    decidedTier: 'economy',
    decidedTarget: undefined,
    decidedGate: undefined,
    cause: 'rule',
    rule: undefined,
    propensity: 1,
    rejections: undefined,
    requestJson: undefined,
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

/** Rows written in batches of 500 at a time, as under load; then the report over all of them. */
export async function benchLedger(requests = 1_000_000): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-bench-'))
  try {
    const ledger = openSqliteLedger({ file: join(folder, 'ledger.db') })
    const writeStart = performance.now()
    for (let at = 0; at < requests; at += 500)
      await Promise.all(
        Array.from({ length: Math.min(500, requests - at) }, (_, index) => ledger.writeOutcome(outcome(at + index))),
      )
    const writeMs = performance.now() - writeStart
    const time = (work: () => unknown): number => {
      const start = performance.now()
      work()
      return performance.now() - start
    }
    const rows = [
      { what: 'outcome rows written a second', value: requests / (writeMs / 1_000) },
      { what: 'report ms', value: time(() => ledger.report()) },
      { what: 'report --by task ms', value: time(() => ledger.report({ by: 'task' })) },
      {
        what: 'report --since (last tenth) ms',
        value: time(() => ledger.report({ sinceMs: startMs + requests * 45 })),
      },
      { what: 'report --by tenant ms', value: time(() => ledger.report({ by: 'tenant' })) },
    ]
    await ledger.close()
    print(`Ledger, ${requests} requests`, rows)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
