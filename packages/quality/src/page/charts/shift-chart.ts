import { html, type Html, type HtmlValue } from '../kit/html.ts'
import { toPercentText } from '../kit/figures.ts'
import { rowChart, type RowChart } from './row-chart.ts'
import type { Scale } from './scale.ts'
import { shareAxis } from './share-axis.ts'

/** A share that moves from `from` to `to`, or, where that is not known, to something up to `atMost`. */
export interface ShiftRow {
  readonly label: HtmlValue
  readonly from: number | undefined
  readonly to: number | undefined
  readonly atMost?: number | undefined
  readonly value: HtmlValue
}

export interface ShiftChartOptions extends Pick<RowChart, 'caption' | 'labelHead' | 'valueHead' | 'shown'> {
  readonly rows: readonly ShiftRow[]
  readonly limits: readonly number[]
}

/** Two shares a row: a ring where it was, a point where it would be, a thin line to the most it may be. */
export function shiftChart({ rows, limits, ...rest }: ShiftChartOptions): Html {
  const { scale, ticks } = shareAxis(
    rows.flatMap(({ from, to, atMost }) => [from, to, atMost]),
    limits,
  )
  return rowChart({
    ...rest,
    scale,
    ticks,
    rows: rows.map((row) => ({
      label: row.label,
      value: row.value,
      marks: toMarks(row, scale),
      description: toDescription(row),
    })),
  })
}

function toMarks({ from, to, atMost }: ShiftRow, scale: Scale): HtmlValue {
  return [
    from !== undefined &&
      to !== undefined &&
      html`<line class="shift" x1="${scale(from)}%" x2="${scale(to)}%" y1="50%" y2="50%" />`,
    to !== undefined &&
      atMost !== undefined &&
      atMost > to &&
      html`<line class="whisker" x1="${scale(to)}%" x2="${scale(atMost)}%" y1="50%" y2="50%" /><line
          class="whisker"
          x1="${scale(atMost)}%"
          x2="${scale(atMost)}%"
          y1="35%"
          y2="65%"
        />`,
    from !== undefined && html`<circle class="ring" cx="${scale(from)}%" cy="50%" r="5" />`,
    to !== undefined && html`<circle class="point" cx="${scale(to)}%" cy="50%" r="5" />`,
  ]
}

function toDescription({ from, to, atMost }: ShiftRow): string {
  const bound = atMost !== undefined && to !== undefined && atMost > to ? `, at most ${toPercentText(atMost)}` : ''
  return `from ${toPercentText(from)} to ${toPercentText(to)}${bound}`
}
