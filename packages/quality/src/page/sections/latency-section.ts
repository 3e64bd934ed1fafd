import type { Report, ReportGroup } from '@signalbox/core'
import { toCountText, toDurationText, toPercentText, toRangeText, toUsdText } from '../kit/figures.ts'
import { html, type Html, type HtmlValue } from '../kit/html.ts'
import { toName } from '../kit/to-name.ts'
import { byOf } from './escalation-section.ts'

const shown = 16

/** Cost and time per task type, the dearest first. */
export function latencySection(report: Report): Html {
  const by = byOf(report)
  const groups = report.groups.toSorted((a, b) => b.spend.totalUsd - a.spend.totalUsd || (a.key < b.key ? -1 : 1))
  const cut = groups.length > shown + 2 ? shown : groups.length
  return html`<h2>Cost and time by ${by}</h2>
    ${table(by, [...groups.slice(0, cut).map((group) => row(group, '', toName(group.key))), row(report.total, 'total', 'all')])}
    ${
      groups.length > cut &&
      html`<details>
        <summary>${groups.length - cut} more</summary>
        ${table(
          by,
          groups.slice(cut).map((group) => row(group, '', toName(group.key))),
        )}
      </details>`
    }`
}

function table(by: string, rows: readonly Html[]): Html {
  return html`<table class="stack">
    <thead>
      <tr>
        <th scope="col">${by}</th>
        <th scope="col">requests</th>
        <th scope="col">spent</th>
        <th scope="col">saved (95 %)</th>
        <th scope="col">served by fallback</th>
        <th scope="col">p50</th>
        <th scope="col">p95</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`
}

function row(group: ReportGroup, kind: '' | 'total', label: HtmlValue): Html {
  const { spend, fallback, latencyMs } = group
  const range = spend.savedShare === undefined ? undefined : toRangeText(spend.savedShare)
  return html` <tr class="${kind}">
    <th scope="row">${label}</th>
    <td data-label="requests">${toCountText(group.requests)}</td>
    <td data-label="spent">${toUsdText(spend.totalUsd)}</td>
    <td data-label="saved (95 %)">
      <span>${toPercentText(spend.savedShare?.value)}${range !== undefined && html` <small>${range}</small>`}</span>
    </td>
    <td data-label="served by fallback">${toPercentText(fallback.value)}</td>
    <td data-label="p50">${toDurationText(latencyMs.p50)}</td>
    <td data-label="p95">${toDurationText(latencyMs.p95)}</td>
  </tr>`
}
