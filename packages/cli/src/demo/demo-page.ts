import {
  html,
  scatterChart,
  shareBars,
  toCountOf,
  toCountText,
  toDocument,
  toDurationText,
  toName,
  toPercentText,
  toRangeText,
  toUsdText,
  toUsdTick,
  trendChart,
  type Html,
} from '@signalbox/quality/page'
import type { Reconciliation } from './reconcile.ts'
import type { RowResult } from './run-policy.ts'
import { spendByModel } from './spend-by-model.ts'
import type { PolicySummary } from './summarize-policy.ts'

export interface DemoPageInput {
  readonly summaries: readonly PolicySummary[]
  readonly results: ReadonlyMap<string, readonly RowResult[]>
  readonly workload: string
  readonly reconciliation: Reconciliation
}

/** The demo's result as one page, of the same make as the reports. */
export function toDemoPage(input: DemoPageInput): string {
  const { summaries, results, reconciliation } = input
  const shown = summaries.find(({ policy }) => policy === 'rules') ?? summaries[0]
  const baselines = summaries[0]?.report.baselineModels.join(', ') ?? 'none'
  return toDocument({
    title: 'Signalbox demo',
    header: html`<p class="eyebrow">Signalbox demo</p>
      <h1>The same requests under ${summaries.length} policies</h1>
      <p class="lead">
        ${toName(input.workload.split('/').at(-1) ?? '')}: ${toCountText(summaries[0]?.requests ?? 0)} requests under
        each policy, held against ${toName(baselines)} for every request.
      </p>`,
    main: [
      policyTable(summaries),
      html`<p>
        Ledger against the providers’ own logs: ${toCountText(reconciliation.ledgerAttempts)} attempts,
        ${toCountText(reconciliation.ledgerNanoUsd)} nano-dollars, ${toCountText(reconciliation.differences)}
        differences. Latencies are those of the mock providers.
      </p>`,
      html`<h2>Cost against quality</h2>`,
      summaries.some(({ quality }) => quality !== undefined) ? costAgainstQuality(summaries) : costAlone(summaries),
      shown !== undefined && escalationByTask(shown),
      shown !== undefined && spendOverTime(shown.policy, results.get(shown.policy) ?? []),
    ],
    footer: html`<p>Made by <code>signalbox demo</code>. The page runs no script and asks the network for nothing.</p>`,
  })
}

function policyTable(summaries: readonly PolicySummary[]): Html {
  const share = (of: PolicySummary['quality'] | PolicySummary['savedShare']): Html =>
    of?.value === undefined ? html`unknown` : html`${toPercentText(of.value)} <small>${toRangeText(of)}</small>`
  return html`<table class="stack">
    <thead>
      <tr>
        <th scope="col">policy</th>
        <th scope="col">escalated (95 %)</th>
        <th scope="col">cost</th>
        <th scope="col">saved (95 %)</th>
        <th scope="col">right (95 %)</th>
        <th scope="col">p95</th>
      </tr>
    </thead>
    <tbody>
      ${summaries.map(
        (summary) =>
          html`<tr>
            <th scope="row">${toName(summary.policy)}</th>
            <td data-label="escalated (95 %)">${share(summary.escalation)}</td>
            <td data-label="cost">${toUsdText(summary.costUsd)}</td>
            <td data-label="saved (95 %)">${share(summary.savedShare)}</td>
            <td data-label="right (95 %)">${share(summary.quality)}</td>
            <td data-label="p95">${toDurationText(summary.p95Ms)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function costAgainstQuality(summaries: readonly PolicySummary[]): Html {
  return scatterChart({
    title: html`Share of right answers over cost
      <small>Up and left is better: more right answers for less money. Lines are 95 % intervals.</small>`,
    description: 'Share of right answers over the cost of the workload, one point a policy',
    top: 1,
    toX: toUsdTick,
    toY: (value) => toPercentText(value, 0),
    points: summaries.flatMap(({ policy, costUsd, quality }) =>
      quality?.value === undefined
        ? []
        : [{ label: toName(policy), x: costUsd, y: quality.value, low: quality.low, high: quality.high }],
    ),
  })
}

function costAlone(summaries: readonly PolicySummary[]): Html {
  const dearest = Math.max(...summaries.map(({ costUsd }) => costUsd), 1e-9)
  return html`<p>This workload carries no labels of quality: only the cost is shown.</p>
    ${shareBars({
      caption: 'Cost as a share of the dearest policy’s',
      labelHead: 'policy',
      valueHead: 'cost',
      limits: [],
      bars: summaries.map(({ policy, costUsd }) => ({
        label: toName(policy),
        share: { value: costUsd / dearest },
        parts: [{ kind: 'accent', share: costUsd / dearest }],
        note: html`<small>${toUsdText(costUsd)}</small>`,
      })),
    })}`
}

function escalationByTask({ policy, byTask }: PolicySummary): Html {
  return html`<h2>Escalation by task type under ${toName(policy)}</h2>
    <p>
      Share of requests that a tier above the default handler served. Above the line at 20 % a task type deserves a
      look, unless a rule means it.
    </p>
    ${shareBars({
      caption: 'Escalation rate, with 95 % intervals',
      labelHead: 'task type',
      valueHead: 'rate (95 %)',
      limits: [0.2],
      bars: byTask.map(({ task, escalation, requests }) => ({
        label: html`${toName(task)} <small>${toCountOf(requests, 'request')}</small>`,
        share: escalation,
        parts: [{ kind: 'accent', share: escalation.value ?? 0 }],
      })),
    })}`
}

function spendOverTime(policy: string, results: readonly RowResult[]): Html {
  return html`<h2>Spend by model under ${toName(policy)}</h2>
    ${trendChart({
      title: html`Spent so far <small>in the order the requests ended</small>`,
      description: 'Cumulative spend by model over the requests',
      lines: spendByModel(results),
      toX: (at) => `${toCountText(at)} requests`,
      toY: toUsdTick,
    })}`
}
