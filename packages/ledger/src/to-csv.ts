import type { Report, ReportGroup } from '@signalbox/core'

const columns: readonly (readonly [name: string, read: (group: ReportGroup) => string | number | undefined])[] = [
  ['group', (group) => group.key],
  ['requests', (group) => group.requests],
  ['served', (group) => group.served],
  ['broken', (group) => group.broken],
  ['failed', (group) => group.failed],
  ['aborted', (group) => group.aborted],
  ['escalation_numerator', (group) => group.escalation.numerator],
  ['escalation_denominator', (group) => group.escalation.denominator],
  ['escalation_rate', (group) => group.escalation.value],
  ['escalation_low', (group) => group.escalation.low],
  ['escalation_high', (group) => group.escalation.high],
  ['frontier_share', (group) => group.frontier.value],
  ['fallback_share', (group) => group.fallback.value],
  ['cost_usd', (group) => group.spend.costUsd],
  ['baseline_usd', (group) => group.spend.baselineUsd],
  ['saved_usd', (group) => group.spend.savedUsd],
  ['saved_share', (group) => group.spend.savedShare?.value],
  ['saved_share_low', (group) => group.spend.savedShare?.low],
  ['saved_share_high', (group) => group.spend.savedShare?.high],
  ['total_usd', (group) => group.spend.totalUsd],
  ['rejected_drafts_usd', (group) => group.spend.rejectedDraftsUsd],
  ['failed_attempts_usd', (group) => group.spend.failedAttemptsUsd],
  ['checks_usd', (group) => group.spend.checksUsd],
  ['evidence_usd', (group) => group.spend.evidenceUsd],
  ['unknown_cost_requests', (group) => group.spend.unknownCostRequests],
  ['p50_ms', (group) => group.latencyMs.p50],
  ['p95_ms', (group) => group.latencyMs.p95],
  ['p99_ms', (group) => group.latencyMs.p99],
]

/** The groups of a report and its total as CSV (RFC 4180): one line each, empty where a figure is not known. */
export function toCsv(report: Report): string {
  const lines = [
    columns.map(([name]) => name),
    ...[...report.groups, report.total].map((group) => columns.map(([, read]) => toField(read(group)))),
  ]
  return lines.map((line) => `${line.join(',')}\r\n`).join('')
}

function toField(value: string | number | undefined): string {
  if (value === undefined) return ''
  const text = String(value)
  // A leading formula sign would be run by a spreadsheet.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
