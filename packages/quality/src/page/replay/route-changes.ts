import type { ReplayReport } from '../../replay/replay-report.ts'
import { toCountText, toUsdText } from '../kit/figures.ts'
import { html, type Html } from '../kit/html.ts'
import { toName } from '../kit/to-name.ts'

const shown = 12

/** Who would answer instead of whom, and what constraints keep out. */
export function routeChanges({ routes, total }: ReplayReport): Html {
  const cut = routes.length > shown + 2 ? shown : routes.length
  const codes = [...new Set([...Object.keys(total.a.rejections), ...Object.keys(total.b.rejections)])].toSorted()
  return html`<h2>Changed routes</h2>
    ${routes.length === 0 ? html`<p>No request would be answered by another target.</p>` : table(routes.slice(0, cut))}
    ${
      routes.length > cut &&
      html`<details>
        <summary>${routes.length - cut} more</summary>
        ${table(routes.slice(cut))}
      </details>`
    }
    ${
      codes.length > 0 &&
      html`<h3>Targets that constraints keep out</h3>
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">constraint</th>
              <th scope="col">A</th>
              <th scope="col">B</th>
            </tr>
          </thead>
          <tbody>
            ${codes.map(
              (code) =>
                html`<tr>
                  <th scope="row">${toName(code)}</th>
                  <td data-label="A">${toCountText(total.a.rejections[code] ?? 0)}</td>
                  <td data-label="B">${toCountText(total.b.rejections[code] ?? 0)}</td>
                </tr>`,
            )}
          </tbody>
        </table>`
    }`
}

function table(routes: ReplayReport['routes']): Html {
  return html`<table class="stack">
    <thead>
      <tr>
        <th scope="col">from, to</th>
        <th scope="col">requests</th>
        <th scope="col">cost</th>
        <th scope="col" class="text">for example</th>
      </tr>
    </thead>
    <tbody>
      ${routes.map(
        ({ from, to, requests, cost, examples }) =>
          html`<tr>
            <th scope="row">${toName(from)} → ${toName(to)}</th>
            <td data-label="requests">${toCountText(requests)}</td>
            <td data-label="cost">
              ${
                cost.requests === 0
                  ? 'unknown'
                  : html`${cost.differenceNanoUsd > 0 && '+'}${toUsdText(cost.differenceNanoUsd / 1e9)}${cost.requests < requests && html` <small>of ${toCountText(cost.requests)}</small>`}`
              }
            </td>
            <td class="text" data-label="for example">
              ${examples.map((id, at) => [at > 0 && ', ', toName(id, 'id')])}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`
}
