import { html, type Html, type HtmlValue } from '../kit/html.ts'
import { toPointsText, type Interval } from '../kit/figures.ts'
import { rowChart, type RowChart, type Tick } from './row-chart.ts'
import { createScale, niceAbove } from './scale.ts'

export interface ForestRow {
  readonly label: HtmlValue
  readonly difference: Interval
  readonly value: HtmlValue
}

export interface ForestPlotOptions extends Pick<RowChart, 'caption' | 'labelHead' | 'valueHead' | 'shown'> {
  readonly rows: readonly ForestRow[]
  /** @default differences of shares, in points */
  readonly toText?: ((value: number) => string) | undefined
  /** How much worse is still as good: its line stands left of 0. */
  readonly margin?: number | undefined
}

/** Differences with their intervals around 0 (Lewis and Clarke, BMJ 2001), and the line they must stay right of. */
export function forestPlot({ rows, margin, toText = toPointsText, ...rest }: ForestPlotOptions): Html {
  const bounds = rows.flatMap(({ difference: { value, low, high } }) => [low ?? value ?? 0, high ?? value ?? 0])
  const end = niceAbove(Math.max(0.05, (margin ?? 0) * 1.5, ...bounds.map(Math.abs)))
  const scale = createScale(-end, end)
  const ticks: Tick[] = [
    { at: -end, text: toText(-end) },
    ...(margin === undefined ? [] : [{ at: -margin, text: '', line: 'margin' as const }]),
    { at: 0, text: '0', line: 'zero' },
    { at: end, text: toText(end) },
  ]
  return rowChart({
    ...rest,
    scale,
    ticks,
    rows: rows.map(({ label, difference, value }) => ({
      label,
      value,
      marks: toMarks(difference, scale),
      description: toDescription(difference, toText),
    })),
  })
}

function toMarks({ value, low, high }: Interval, scale: (value: number) => number): HtmlValue {
  return [
    low !== undefined &&
      high !== undefined &&
      html`<line class="whisker" x1="${scale(low)}%" x2="${scale(high)}%" y1="50%" y2="50%" />`,
    value !== undefined && html`<circle class="point" cx="${scale(value)}%" cy="50%" r="5" />`,
  ]
}

function toDescription({ value, low, high }: Interval, toText: (value: number) => string): string {
  if (value === undefined) return 'unknown'
  return low === undefined || high === undefined
    ? toText(value)
    : `${toText(value)}, 95 % interval ${toText(low)} to ${toText(high)}`
}
