import type { BaselineSaved, Savings } from '../../savings/savings.ts'
import { toCountOf, toCountText, toPercentText, toRangeText, toUsdText } from '../kit/figures.ts'
import { html, type Html } from '../kit/html.ts'
import { toName } from '../kit/to-name.ts'
import { savingsNotes } from './savings-notes.ts'
import { spendBars } from './spend-bars.ts'

const reasons = {
  'not-served': 'were not served',
  'no-baseline': 'have no baseline',
  'other-baseline': 'have another baseline than the one that was named',
  'baseline-price-unknown': 'have a baseline whose price is not known',
  'cost-unknown': 'cost at least something that is not known',
} as const

/** What was spent, on what, against what the baseline would have cost: one account for each baseline, since they are never added. */
export function savingsSection(savings: Savings): Html {
  const { baselines, leftOut, warnings } = savings
  return html`<h2>What was saved</h2>
    ${baselines.map(account)}
    ${
      leftOut.length > 0 &&
      html`<h3>Left out of it</h3>
        <ul>
          ${leftOut.map(
            ({ reason, requests, spentNanoUsd }) =>
              html`<li>
                ${toCountOf(requests, 'request')} ${reasons[reason]}; ${toUsdText(spentNanoUsd / 1e9)} is known to have
                been spent on them.
              </li>`,
          )}
        </ul>`
    }
    ${
      warnings.length > 0 &&
      html`<h3>Mind</h3>
        <ul>
          ${warnings.map((warning) => html`<li>${warning}</li>`)}
        </ul>`
    }`
}

function account(saved: BaselineSaved): Html {
  const { baseline, actual, baselineNanoUsd, savedNanoUsd, savedShare } = saved
  const range = savedShare === undefined ? undefined : toRangeText(savedShare)
  const notes = savingsNotes(saved)
  return html`<p>
      ${toCountText(saved.requests)} served requests whose cost and baseline are both known, against
      ${toName(baseline)}.
    </p>
    ${spendBars(saved)}
    <table class="account">
      <caption>
        US dollars, rounded, and exact in nano-dollars
      </caption>
      <thead>
        <tr>
          <th scope="col">account</th>
          <th scope="col">USD</th>
          <th scope="col">exact</th>
        </tr>
      </thead>
      <tbody>
        ${row('part', 'Answers that were served', actual.answersNanoUsd)}${row('part', 'Drafts that a gate rejected', actual.draftsNanoUsd)}${row('part', 'Failed, given up and lost attempts', actual.failedAttemptsNanoUsd)}${row('part', 'Checks: samples and judges of gates', actual.checksNanoUsd)}${row('part', 'Evidence: shadows and studies', actual.evidenceNanoUsd)}${row('total', 'Spent', actual.totalNanoUsd)}${row('', html`The same answers at the prices of ${toName(baseline)}`, baselineNanoUsd)}${row(
          'total',
          html`${savedNanoUsd.value < 0 ? 'Spent beyond the baseline' : 'Saved'}${
            savedShare !== undefined &&
            html` <small
              >${toPercentText(savedShare.value)},
              ${range === undefined ? 'too few conversations for an interval' : `95 % interval ${range}, by conversation`}</small
            >`
          }`,
          Math.abs(savedNanoUsd.value),
        )}
      </tbody>
    </table>
    ${
      notes.length > 0 &&
      html`<h3>What makes it, and what it assumes</h3>
        <ul>
          ${notes.map((note) => html`<li>${note}</li>`)}
        </ul>`
    }
    <details>
      <summary>Who answered</summary>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">model</th>
            <th scope="col">requests</th>
            <th scope="col">share</th>
            <th scope="col">answers cost</th>
            <th scope="col">at the baseline's prices</th>
          </tr>
        </thead>
        <tbody>
          ${saved.models.map(
            (served) =>
              html` <tr>
                <th scope="row">${toName(served.model)}</th>
                <td data-label="requests">${toCountText(served.requests)}</td>
                <td data-label="share">${toPercentText(served.requestShare)}</td>
                <td data-label="answers cost">${toUsdText(served.answersNanoUsd / 1e9)}</td>
                <td data-label="at the baseline's prices">${toUsdText(served.baselineNanoUsd / 1e9)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>`
}

function row(kind: 'part' | 'total' | '', label: Html | string, nanoUsd: number): Html {
  return html` <tr class="${kind}">
    <th scope="row">${label}</th>
    <td>${toUsdText(nanoUsd / 1e9)}</td>
    <td class="soft exact">${toCountText(nanoUsd)}</td>
  </tr>`
}
