import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LedgerError, openSqliteLedger } from '@signalbox/ledger'
import { SingleBar } from 'cli-progress'
import Table from 'cli-table3'
import type { Output } from '../console-output.ts'
import { demoPolicies } from '../demo/policies.ts'
import { toDemoPage } from '../demo/demo-page.ts'
import { startProviders } from '../demo/providers.ts'
import { reconcile, type Reconciliation } from '../demo/reconcile.ts'
import { runPolicy, type RowResult } from '../demo/run-policy.ts'
import { summarizePolicy, type PolicySummary } from '../demo/summarize-policy.ts'
import { loadWorkload } from '../demo/workload.ts'
import { formatInterval, formatPercent, formatUsd } from '../format-money.ts'
import { UsageError } from '../usage-error.ts'

export interface DemoOptions {
  readonly workload?: string | undefined
  readonly out?: string | undefined
  readonly port?: string | undefined
  readonly concurrency?: string | undefined
}

/** Beside dist when built, beside src when run from source. */
const ownWorkload = ['../data/workload.jsonl', '../../data/workload.jsonl']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path))

/** The main job with no key: providers, traffic, routing under five policies, ledger, report. */
export async function demo(options: DemoOptions, output: Output): Promise<number> {
  const file = options.workload ?? ownWorkload
  if (file === undefined) throw new UsageError('The demo has lost its own workload. Reinstall, or give --workload.')
  const rows = loadWorkload(file)
  const port = options.port === undefined ? undefined : toInteger(options.port, '--port', 1, 65_532)
  const concurrency = toInteger(options.concurrency ?? '16', '--concurrency', 1, 256)
  const out = options.out ?? 'signalbox-demo'
  const ledgerFile = join(out, 'ledger.db')
  const byId = new Map(rows.map((row) => [encodeURIComponent(row.id), row]))
  const providers = await startProviders(byId, { withFaults: options.workload === undefined, port }).catch(
    (error: unknown) => {
      throw new UsageError(`--port: ${error instanceof Error ? error.message : String(error)}`)
    },
  )
  const draft = `${ledgerFile}.new`
  const bar = output.isInteractive
    ? new SingleBar({ format: 'routing |{bar}| {value}/{total} requests, {policy}', hideCursor: true })
    : undefined
  try {
    makeFolder(out)
    removeLedger(draft)
    const ledger = openSqliteLedger({ file: draft })
    const results = new Map<string, readonly RowResult[]>()
    bar?.start(rows.length * demoPolicies.length, 0, { policy: '' })
    for (const policy of demoPolicies) {
      const done = await runPolicy({
        policy,
        rows,
        upstreams: providers.upstreams,
        ledger,
        concurrency,
        onDone: () => bar?.increment(1, { policy: policy.name }),
      })
      results.set(policy.name, done)
      if (bar === undefined) output.log(`${policy.name}: ${done.length} requests`)
    }
    bar?.stop()
    await ledger.flush()
    const summaries = demoPolicies.map(({ name }) =>
      summarizePolicy(name, results.get(name) ?? [], ledger.report({ policy: name })),
    )
    const check = reconcile(ledger, providers.providers)
    await ledger.close()
    // Nothing half written: the files of the last demo stand until this one is whole.
    removeLedger(ledgerFile)
    renameSync(draft, ledgerFile)
    const html = join(out, 'report.html')
    writeFileSync(html, toDemoPage({ summaries, results, workload: file, reconciliation: check }))
    const json = {
      workload: file,
      rows: rows.length,
      ledger: ledgerFile,
      html,
      policies: summaries.map(({ report: _, ...summary }) => summary),
      reconciliation: check,
    }
    output.result(json, () => toText(summaries, check, ledgerFile, html))
    return check.differences === 0 ? 0 : 1
  } finally {
    bar?.stop()
    await providers.close()
    removeLedger(draft)
  }
}

function makeFolder(out: string): void {
  try {
    mkdirSync(out, { recursive: true })
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unknown error'
    throw new UsageError(`--out ${out}: the folder cannot be made (${detail}). Choose another.`)
  }
}

function removeLedger(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) {
    try {
      if (existsSync(file + suffix)) rmSync(file + suffix)
    } catch (error) {
      throw new LedgerError('read-only', file, 'the ledger of an earlier demo cannot be replaced', error)
    }
  }
}

function toInteger(text: string, option: string, least: number, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most)
    throw new UsageError(`${option} "${text}": give a whole number from ${least} to ${most}.`)
  return value
}

function toText(summaries: readonly PolicySummary[], check: Reconciliation, ledgerFile: string, html: string): string {
  const table = new Table({
    head: ['policy', 'requests', 'escalated (95 %)', 'cost', 'saved vs baseline (95 %)', 'right (95 %)', 'p95 ms'],
    style: { head: [], border: [] },
  })
  for (const summary of summaries) {
    table.push([
      summary.policy,
      String(summary.requests),
      formatInterval(summary.escalation),
      formatUsd(summary.costUsd),
      formatInterval(summary.savedShare),
      formatInterval(summary.quality),
      summary.p95Ms?.toFixed(0) ?? '-',
    ])
  }
  const baseline = summaries[0]?.report.baselineModels.join(', ') ?? 'none'
  const accuracy = summaries[0]?.taskAccuracy
  const lines = [
    table.toString(),
    `Baseline: ${baseline} for every request. Latencies are those of the mock providers.`,
    ...(accuracy === undefined
      ? []
      : [
          `Task detection agrees with the labels on ${formatPercent(accuracy.value)} of ${accuracy.denominator} prompts.`,
        ]),
    check.differences === 0
      ? `Ledger and providers agree: ${check.ledgerAttempts} attempts, ${check.ledgerNanoUsd} nano-dollars on both sides.`
      : `Ledger and providers DISAGREE: ${check.differences} attempts differ (${check.ledgerNanoUsd} against ${check.providersNanoUsd} nano-dollars).`,
    `Ledger: ${ledgerFile}   Plots: ${html}`,
    `Next: signalbox report --policy rules --savings   signalbox replay --against ${ledgerFile}   signalbox route "Translate to French: good morning"`,
  ]
  return `${lines.join('\n')}\n`
}
