import type { Reconciliation } from './reconcile.ts'
import type { RowResult } from './run-policy.ts'
import type { PolicySummary } from './summarize-policy.ts'
import { barChart, lineChart, scatterChart } from './svg-charts.ts'
import { formatInterval, formatUsd } from '../format-money.ts'

export interface HtmlReportInput {
  readonly summaries: readonly PolicySummary[]
  readonly results: ReadonlyMap<string, readonly RowResult[]>
  readonly workload: string
  readonly reconciliation: Reconciliation
}

/** One self-contained page: no script, no network, light and dark. */
export function toHtmlReport(input: HtmlReportInput): string {
  const { summaries, results, reconciliation } = input
  const shown = summaries.find(({ policy }) => policy === 'rules') ?? summaries[0]
  const hasQuality = summaries.some(({ quality }) => quality !== undefined)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Signalbox demo</title>
<style>
:root { color-scheme: light dark; --ink: #1c2733; --soft: #5d6b7a; --line: #d5dce3; --page: #fff; --s0: #1f6feb; --s1: #d97706; --s2: #0f9d75; --s3: #b4447a; --s4: #7457c9 }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e9ef; --soft: #9aa7b5; --line: #34404d; --page: #11171e; --s0: #6ea8fe; --s1: #f5a94b; --s2: #43c79c; --s3: #e07fb0; --s4: #a993f0 } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem; margin-bottom: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .25rem } p { margin: .25rem 0 .75rem; color: var(--soft) }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums } th, td { text-align: right; padding: .35rem .6rem; border-bottom: 1px solid var(--line) } th:first-child, td:first-child { text-align: left }
th { font-weight: 600; color: var(--soft) } svg { width: 100%; height: auto } svg text { fill: var(--ink); font: 12px system-ui, sans-serif } svg .soft { fill: var(--soft) } svg .axis { stroke: var(--line) } svg .limit { stroke: var(--s1); stroke-dasharray: 5 4 }
</style>
</head>
<body>
<h1>Signalbox demo</h1>
<p>${escape(input.workload.split('/').at(-1) ?? '')}, ${summaries[0]?.requests ?? 0} requests under each policy. Baseline: ${escape(summaries[0]?.report.baselineModels.join(', ') ?? 'none')} for every request.</p>
<table>
<thead><tr><th>policy</th><th>requests</th><th>escalated (95 %)</th><th>cost</th><th>saved (95 %)</th><th>right (95 %)</th><th>p95 ms</th></tr></thead>
<tbody>
${summaries.map((summary) => `<tr><td>${escape(summary.policy)}</td><td>${summary.requests}</td><td>${formatInterval(summary.escalation)}</td><td>${formatUsd(summary.costUsd)}</td><td>${formatInterval(summary.savedShare)}</td><td>${formatInterval(summary.quality)}</td><td>${summary.p95Ms?.toFixed(0) ?? '-'}</td></tr>`).join('\n')}
</tbody>
</table>
<p>Ledger against the providers' own logs: ${reconciliation.ledgerAttempts} attempts, ${reconciliation.ledgerNanoUsd} nano-dollars, ${reconciliation.differences} differences. Latencies are those of the mock providers.</p>
<h2>Cost against quality</h2>
<p>${hasQuality ? 'Up and left is better: more right answers for less money. Whiskers are 95 % intervals.' : 'This workload carries no labels of quality: only the cost is shown, as a share of the dearest policy.'}</p>
${hasQuality ? costAgainstQuality(summaries) : costAlone(summaries)}
<h2>Escalation rate by task type (${escape(shown?.policy ?? '')})</h2>
<p>Share of requests that a tier above the default handler served. The dashed line is 20 %: above it a task type deserves a look, unless a rule means it.</p>
${barChart(
  (shown?.byTask ?? []).map(({ task, escalation, requests }) => ({
    label: `${task} (${requests})`,
    value: escalation.value ?? 0,
  })),
  0.2,
)}
<h2>Spend over time by model (${escape(shown?.policy ?? '')})</h2>
<p>Cumulative, in the order the requests ended.</p>
${lineChart(spendByModel(results.get(shown?.policy ?? '') ?? []), 'requests', 'spent, $')}
</body>
</html>
`
}

function costAgainstQuality(summaries: readonly PolicySummary[]): string {
  const points = summaries.flatMap(({ policy, costUsd, quality }) =>
    quality === undefined
      ? []
      : [{ label: policy, x: costUsd, y: quality.value ?? 0, low: quality.low, high: quality.high }],
  )
  return scatterChart(points, 'cost of the workload, $', 'share right')
}

function costAlone(summaries: readonly PolicySummary[]): string {
  const dearest = Math.max(...summaries.map(({ costUsd }) => costUsd), 1e-9)
  return barChart(
    summaries.map(({ policy, costUsd }) => ({ label: `${policy} ${formatUsd(costUsd)}`, value: costUsd / dearest })),
  )
}

function spendByModel(
  results: readonly RowResult[],
): { readonly label: string; readonly points: readonly (readonly [number, number])[] }[] {
  const sums = new Map<string, { total: number; points: [number, number][] }>()
  results.forEach(({ outcome }, index) => {
    for (const attempt of outcome.attempts) {
      const series = sums.get(attempt.model) ?? { total: 0, points: [[0, 0]] }
      sums.set(attempt.model, series)
      series.total += (attempt.costNanoUsd ?? 0) / 1e9
      series.points.push([index + 1, series.total])
    }
  })
  return [...sums].map(([label, { points, total }]) => ({ label, points: [...points, [results.length, total]] }))
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
