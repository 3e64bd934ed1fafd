import { html, type Html, type HtmlValue } from '../kit/html.ts'
import { toPercentText, toRangeText, type Interval } from '../kit/figures.ts'
import { rowChart, type RowChart } from './row-chart.ts'
import { shareAxis } from './share-axis.ts'

/** A share of 0 to 1 in parts that add up to it. */
export interface ShareBar {
  readonly label: HtmlValue
  readonly share: Interval
  /** Colours are the style sheet's: a cause of escalation, or `accent`. */
  readonly parts: readonly { readonly kind: string; readonly share: number }[]
  /** The line this bar is held against; undefined = those of the axis only. */
  readonly target?: number | undefined
  readonly note?: HtmlValue
}

export interface ShareBarsOptions extends Pick<RowChart, 'caption' | 'labelHead' | 'valueHead' | 'shown'> {
  readonly bars: readonly ShareBar[]
  /** Lines through all bars, ascending. */
  readonly limits: readonly number[]
}

/** Bars of shares with their 95 % intervals, in parts, against limits. The axis begins at 0. */
export function shareBars({ bars, limits, ...rest }: ShareBarsOptions): Html {
  const { scale, ticks } = shareAxis(
    bars.map(({ share }) => share.high ?? share.value),
    limits,
  )
  const rows = bars.map((bar) => ({
    label: bar.label,
    marks: toMarks(bar, scale),
    description: `${toPercentText(bar.share.value)}, 95 % interval ${toRangeText(bar.share) ?? 'unknown'}`,
    value: html`<strong>${toPercentText(bar.share.value)}</strong> <small>${toRangeText(bar.share)}</small>${bar.note}`,
  }))
  return rowChart({ ...rest, scale, ticks, rows })
}

function toMarks({ parts, share, target }: ShareBar, scale: (value: number) => number): HtmlValue {
  let from = 0
  const segments = parts.map(({ kind, share: width }) => {
    const x = scale(from)
    from += width
    return html`<rect
      class="seam is-${kind}"
      x="${x}%"
      width="${Math.round((scale(from) - x) * 100) / 100}%"
      y="32%"
      height="36%"
    />`
  })
  const { low, high } = share
  return [
    segments,
    low !== undefined &&
      high !== undefined &&
      html`<line class="whisker" x1="${scale(low)}%" x2="${scale(high)}%" y1="50%" y2="50%" />`,
    target !== undefined &&
      html`<line class="margin" x1="${scale(target)}%" x2="${scale(target)}%" y1="12%" y2="88%" />`,
  ]
}
