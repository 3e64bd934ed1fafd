import { html, type Html, type HtmlValue } from '../kit/html.ts'
import type { Scale } from './scale.ts'

/** One row: what it is of, its marks (SVG, in per cent of the width and pixels of the height), and its figures in words. */
export interface ChartRow {
  readonly label: HtmlValue
  readonly marks: HtmlValue
  /** What the marks show, for who does not see them. */
  readonly description: string
  readonly value: HtmlValue
}

/** A place on the axis; `line` is the class of a line through all rows: limit, zero or margin. */
export interface Tick {
  readonly at: number
  readonly text: string
  readonly line?: 'limit' | 'zero' | 'margin' | undefined
}

export interface RowChart {
  readonly caption: string
  readonly labelHead: string
  readonly valueHead: string
  readonly scale: Scale
  readonly ticks: readonly Tick[]
  readonly rows: readonly ChartRow[]
  /** Rows shown at once; the others are folded away. @default 16 */
  readonly shown?: number | undefined
}

/** A chart that is its own table: a row has its label, its marks on a common axis and its figures. */
export function rowChart(chart: RowChart): Html {
  const { rows, shown = 16 } = chart
  // Folding two away costs as much room as showing them.
  const cut = rows.length > shown + 2 ? shown : rows.length
  const rest = rows.slice(cut)
  return html`${toTable(chart, rows.slice(0, cut), chart.caption)}${
    rest.length > 0 &&
    html`<details>
      <summary>${rest.length} more</summary>
      ${toTable(chart, rest, 'Continued')}
    </details>`
  }`
}

function toTable({ labelHead, valueHead, scale, ticks }: RowChart, rows: readonly ChartRow[], caption: string): Html {
  const lines = ticks.map(
    ({ at, line }) =>
      line !== undefined && html`<line class="${line}" x1="${scale(at)}%" x2="${scale(at)}%" y1="0" y2="100%" />`,
  )
  return html`<table class="rows">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${labelHead}</th>
        <th scope="col" class="plot"><svg aria-hidden="true">${ticks.map((tick) => toTickText(tick, scale))}</svg></th>
        <th scope="col">${valueHead}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ label, marks, description, value }) =>
          html` <tr>
            <th scope="row">${label}</th>
            <td class="plot"><svg role="img" aria-label="${description}">${lines}${marks}</svg></td>
            <td class="value">${value}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function toTickText({ at, text }: Tick, scale: Scale): Html {
  const x = scale(at)
  const anchor = x < 4 ? 'start' : x > 96 ? 'end' : 'middle'
  return html`<text x="${x}%" y="14" text-anchor="${anchor}">${text}</text>`
}
