import { existsSync } from 'node:fs'
import type { Report, ReportGroup, ReportQuery } from '@signalbox/core'
import { openSqliteLedger, toCsv } from '@signalbox/ledger'
import Table from 'cli-table3'
import { toCarriedLine } from '../carried-line.ts'
import type { Output } from '../console-output.ts'
import { formatInterval, formatPercent, formatUsd } from '../format-money.ts'
import { loadPolicy } from '../load-policy.ts'
import { parseTime } from '../parse-time.ts'
import { UsageError } from '../usage-error.ts'

export interface ReportOptions {
  readonly config?: string | undefined
  readonly ledger?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly by?: string | undefined
  readonly policy?: string | undefined
  readonly csv?: boolean | undefined
}

const candidates = ['signalbox.db', 'signalbox-demo/ledger.db']

/** Escalation rate per task type, cost against baseline, waste, latency, leaks. */
export async function report(options: ReportOptions, output: Output): Promise<number> {
  const nowMs = Date.now()
  const query: ReportQuery = {
    sinceMs: options.since === undefined ? undefined : parseTime(options.since, '--since', nowMs),
    untilMs: options.until === undefined ? undefined : parseTime(options.until, '--until', nowMs),
    by: toBy(options.by),
    policy: options.policy,
  }
  const file =
    options.ledger ??
    loadPolicy(options.config).config?.ledger?.sqlite ??
    candidates.find((path) => existsSync(path)) ??
    'signalbox.db'
  const ledger = openSqliteLedger({ file, readOnly: true })
  try {
    const policies = ledger.policies()
    if (options.policy !== undefined && !policies.some(({ name }) => name === options.policy)) {
      throw new UsageError(
        `--policy ${options.policy}: the ledger has no such policy. It has ${policies.map(({ name }) => name).join(', ') || 'none'}.`,
      )
    }
    const made = ledger.report(query)
    if (options.csv === true) process.stdout.write(toCsv(made))
    else output.result({ ledger: file, policies, ...made }, () => toText(made, file, policies))
    return 0
  } finally {
    await ledger.close()
  }
}

function toBy(by: string | undefined): ReportQuery['by'] {
  if (by === undefined || by === 'task' || by === 'tenant' || by === 'model') return by
  if (by.startsWith('tag:') && by.length > 4) return `tag:${by.slice(4)}`
  throw new UsageError(`--by ${by}: choose task, tenant, model or tag:NAME.`)
}

function toText(
  made: Report,
  file: string,
  policies: readonly { readonly name: string; readonly requests: number }[],
): string {
  if (made.total.requests === 0) return `${file} has no requests in this range.\n`
  const table = new Table({
    head: [made.query.by ?? 'task', 'requests', 'escalation (95 %)', 'cost', 'baseline', 'saved (95 %)', 'p95 ms'],
    style: { head: [], border: [] },
  })
  const row = (group: ReportGroup): string[] => [
    group.key,
    String(group.requests),
    formatInterval(group.escalation),
    formatUsd(group.spend.costUsd),
    formatUsd(group.spend.baselineUsd),
    formatInterval(group.spend.savedShare),
    group.latencyMs.p95?.toFixed(0) ?? '-',
  ]
  for (const group of made.groups) table.push(row(group))
  table.push(row(made.total))
  const { total } = made
  const lines = [
    table.toString(),
    `Escalation ${formatPercent(total.escalation.value)}: ${made.escalationStatus ?? 'no virtual requests'} (healthy below 20 %, alarm above 30 %). By cause: ${
      Object.entries(total.escalationByCause)
        .map(([cause, n]) => `${cause} ${n}`)
        .join(', ') || 'none'
    }.`,
    `Spent ${formatUsd(total.spend.totalUsd)}; of it ${formatUsd(total.spend.rejectedDraftsUsd)} on rejected drafts, ${formatUsd(total.spend.failedAttemptsUsd)} on failed attempts, ${formatUsd(total.spend.checksUsd)} on checks.`,
    `Frontier ${formatPercent(total.frontier.value)}, by fallback ${formatPercent(total.fallback.value)} (${total.fallbackDown} downwards). p50 ${total.latencyMs.p50?.toFixed(0) ?? '-'} ms, p95 ${total.latencyMs.p95?.toFixed(0) ?? '-'} ms, p99 ${total.latencyMs.p99?.toFixed(0) ?? '-'} ms.`,
    `Baseline ${made.baselineModels.join(', ') || 'none'}; ${total.spend.unknownCostRequests} requests of unknown cost left out of the saving; ${made.openAttempts} attempts never settled.`,
    ...(made.carried === undefined ? [] : [toCarriedLine(made.carried)]),
    ...made.leaks.map(
      (leak) =>
        `Leak: ${leak.task} escalates ${formatInterval(leak.share)} outside its rules (${Object.entries(leak.causes)
          .map(([cause, n]) => `${cause} ${n}`)
          .join(', ')}).`,
    ),
    ...(policies.length > 1 && made.query.policy === undefined
      ? [
          `The ledger holds ${policies.length} policies (${policies.map(({ name }) => name).join(', ')}), here taken together; --policy NAME shows one.`,
        ]
      : []),
  ]
  return `${lines.join('\n')}\n`
}
