import { toShare, type TrendRow } from '@signalbox/core'
import { trendChart } from '../charts/trend-chart.ts'
import { toCountText, toDayText, toPercentText, toRangeText, toUsdText, toUsdTick } from '../kit/figures.ts'
import { html, type Html } from '../kit/html.ts'

/** How escalation and cost have gone, day by day. @param rows of days, of all task types together */
export function trendSection(rows: readonly TrendRow[]): Html | undefined {
  if (rows.length < 2) return undefined
  const days = rows.toSorted((a, b) => a.startMs - b.startMs)
  const rates = days.map((day) => ({ ...day, share: toShare(day.escalated, day.virtualServed) }))
  const toX = (at: number): string => toDayText(at).replace(/ \d+$/, '')
  return html`<h2>Over time</h2>
    <div class="two">
      ${trendChart({
        title: html`Escalation rate <small>per day, with its 95 % interval</small>`,
        description: `Escalation rate per day: ${saySpan(
          rates.map(({ share }) => share.value),
          toPercentText,
        )}`,
        lines: [
          {
            label: 'escalation rate',
            kind: 'accent',
            points: rates.map(({ startMs, share }) => ({
              at: startMs,
              value: share.value,
              low: share.low,
              high: share.high,
            })),
          },
        ],
        limits: [0.2, 0.3],
        least: 0.4,
        toX,
        toY: (value) => toPercentText(value, value === 0 || value >= 0.1 ? 0 : 1),
      })}${trendChart({
        title: html`Cost <small>per day, of the requests that have a baseline to compare with</small>`,
        description: `Cost per day: ${saySpan(
          days.map(({ comparedNanoUsd }) => comparedNanoUsd / 1e9),
          toUsdText,
        )}. Baseline: ${saySpan(
          days.map(({ baselineNanoUsd }) => baselineNanoUsd / 1e9),
          toUsdText,
        )}`,
        lines: [
          {
            label: 'baseline',
            kind: 'soft',
            isDashed: true,
            points: days.map((day) => ({ at: day.startMs, value: day.baselineNanoUsd / 1e9 })),
          },
          {
            label: 'cost',
            kind: 'accent',
            points: days.map((day) => ({ at: day.startMs, value: day.comparedNanoUsd / 1e9 })),
          },
        ],
        toX,
        toY: toUsdTick,
      })}
    </div>
    <details>
      <summary>The same in figures</summary>
      <table class="stack">
        <caption>
          Days in UTC
        </caption>
        <thead>
          <tr>
            <th scope="col">day</th>
            <th scope="col">requests</th>
            <th scope="col">escalation rate (95 %)</th>
            <th scope="col">cost</th>
            <th scope="col">baseline</th>
          </tr>
        </thead>
        <tbody>
          ${rates.map(
            ({ startMs, requests, share, comparedNanoUsd, baselineNanoUsd }) =>
              html` <tr>
                <th scope="row">${toDayText(startMs)}</th>
                <td data-label="requests">${toCountText(requests)}</td>
                <td data-label="escalation rate (95 %)">
                  ${toPercentText(share.value)}${share.low !== undefined && ` (${toRangeText(share) ?? ''})`}
                </td>
                <td data-label="cost">${toUsdText(comparedNanoUsd / 1e9)}</td>
                <td data-label="baseline">${toUsdText(baselineNanoUsd / 1e9)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>`
}

function saySpan(values: readonly (number | undefined)[], say: (value: number) => string): string {
  const known = values.filter((value) => value !== undefined)
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return 'unknown'
  return `${say(first)} first, ${say(last)} last, between ${say(Math.min(...known))} and ${say(Math.max(...known))}`
}
