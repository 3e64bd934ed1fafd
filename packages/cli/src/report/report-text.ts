import type { Report, ReportGroup } from '@signalbox/core'
import Table from 'cli-table3'
import { toCarriedLine } from '../carried-line.ts'
import { formatInterval, formatPercent, formatUsd } from '../format-money.ts'

/** What the ledger says, for people. */
export function toReportText(
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
  const { spend } = total
  const lines = [
    table.toString(),
    `Escalation ${formatPercent(total.escalation.value)}: ${made.escalationStatus ?? 'no virtual requests'} (of the whole app, rules included: healthy below 20 %, alarm above 30 %). By cause: ${
      Object.entries(total.escalationByCause)
        .map(([cause, n]) => `${cause} ${n}`)
        .join(', ') || 'none'
    }.`,
    `Spent ${formatUsd(spend.totalUsd)}; of it ${formatUsd(spend.rejectedDraftsUsd)} on rejected drafts, ${formatUsd(spend.failedAttemptsUsd)} on failed attempts, ${formatUsd(spend.checksUsd)} on checks, ${formatUsd(spend.evidenceUsd)} on shadows and studies.`,
    `Frontier ${formatPercent(total.frontier.value)}, by fallback ${formatPercent(total.fallback.value)} (${total.fallbackDown} downwards). p50 ${total.latencyMs.p50?.toFixed(0) ?? '-'} ms, p95 ${total.latencyMs.p95?.toFixed(0) ?? '-'} ms, p99 ${total.latencyMs.p99?.toFixed(0) ?? '-'} ms.`,
    `Baseline ${made.baselineModels.join(', ') || 'none'}; requests of unknown cost, left out of the saving: ${spend.unknownCostRequests}; attempts never settled: ${made.openAttempts}.`,
    ...toSavedLine(made),
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

function toSavedLine({ baselineModels, total }: Report): string[] {
  const { savedUsd, savedShare } = total.spend
  if (savedShare === undefined) return []
  return baselineModels.length > 1
    ? ['What is saved here is against several baselines at once; --savings takes them apart.']
    : [
        `Saved ${formatUsd(savedUsd)} against ${baselineModels.join(', ')}, ${formatInterval(savedShare)} request by request; --savings says by conversation, of what parts and on which assumptions, and --reconcile FILE holds the cost against a bill.`,
      ]
}
