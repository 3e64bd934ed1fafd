import { html, type Html, type HtmlValue } from '../kit/html.ts'
import { legend } from './legend.ts'
import { createScale, niceAbove, type Scale } from './scale.ts'

/** A value at a time; undefined leaves a gap in the line. */
export interface TrendPoint {
  readonly at: number
  readonly value: number | undefined
  readonly low?: number | undefined
  readonly high?: number | undefined
}

export interface TrendLine {
  readonly label: HtmlValue
  /** A colour of the style sheet. */
  readonly kind: string
  readonly isDashed?: boolean | undefined
  readonly points: readonly TrendPoint[]
}

export interface TrendChartOptions {
  readonly title: HtmlValue
  readonly description: string
  readonly lines: readonly TrendLine[]
  /** Horizontal lines to be held against. */
  readonly limits?: readonly number[] | undefined
  readonly toX: (at: number) => string
  readonly toY: (value: number) => string
  /** No axis ends below it. */
  readonly least?: number | undefined
}

/** Lines over a common axis with their bands; the vertical axis begins at 0. Every place tells its values when it is pointed at. */
export function trendChart(options: TrendChartOptions): Html {
  const { title, description, lines, limits = [], toX, toY, least = 0 } = options
  const points = lines.flatMap((line) => line.points)
  const places = [...new Set(points.map(({ at }) => at))].toSorted((a, b) => a - b)
  const [first, last] = [places[0], places.at(-1)]
  if (first === undefined || last === undefined) return html`<p class="soft">Nothing was recorded in this range.</p>`
  const top = niceAbove(Math.max(least, 1e-9, ...points.map(({ value, high }) => high ?? value ?? 0)))
  const x = createScale(first, last)
  const y = createScale(top, 0)
  const ticks = [...new Set([0, ...(limits.length > 0 ? limits : [top / 2]), top])]
  const middle = places[Math.floor(places.length / 2)]
  return html`<figure>
    <figcaption>${title}</figcaption>
    ${lines.length > 1 && legend(lines.map((line) => ({ ...line, isDashed: line.isDashed === true })))}
    <div class="trend">
      <div class="y" aria-hidden="true">${ticks.map((at) => html`<span style="top:${y(at)}%">${toY(at)}</span>`)}</div>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label="${description}">
        ${ticks.map((at) => horizontal(y(at), limits.includes(at)))}${lines.map((line) => drawLine(line, x, y))}${hits(places, lines, x, options)}
      </svg>
      <div class="x" aria-hidden="true">
        <span class="first" style="left:0%">${toX(first)}</span>${
          places.length > 4 && middle !== undefined && html`<span style="left:${x(middle)}%">${toX(middle)}</span>`
        }${last > first && html`<span class="last" style="left:100%">${toX(last)}</span>`}
      </div>
    </div>
  </figure>`
}

function horizontal(at: number, isLimit: boolean): Html {
  return isLimit
    ? html`<line class="limit" x1="0" x2="100" y1="${at}" y2="${at}" />`
    : html`<line class="grid" x1="0" x2="100" y1="${at}" y2="${at}" />`
}

function drawLine({ kind, isDashed, points }: TrendLine, x: Scale, y: Scale): HtmlValue {
  const runs = toRuns(points)
  const bands = runs.map((run) => {
    const bounds = run.filter(({ low, high }) => low !== undefined && high !== undefined)
    const upper = bounds.map(({ at, high }) => `${x(at)} ${y(high ?? 0)}`)
    const lower = bounds.toReversed().map(({ at, low }) => `${x(at)} ${y(low ?? 0)}`)
    return upper.length > 1 && html`<path class="band is-${kind}" d="M${[...upper, ...lower].join('L')}Z" />`
  })
  const paths = runs.map((run) => {
    const d = run.map(({ at, value }) => `${x(at)} ${y(value ?? 0)}`).join('L')
    if (run.length === 1) return html`<path class="dot is-${kind}" d="M${d}h0" />`
    return isDashed === true
      ? html`<path class="line dashed is-${kind}" d="M${d}" />`
      : html`<path class="line is-${kind}" d="M${d}" />`
  })
  return [bands, paths]
}

/** Neighbours whose values are known. */
function toRuns(points: readonly TrendPoint[]): readonly (readonly TrendPoint[])[] {
  const runs: TrendPoint[][] = [[]]
  for (const point of points) {
    if (point.value !== undefined) runs.at(-1)?.push(point)
    else if (runs.at(-1)?.length !== 0) runs.push([])
  }
  return runs.filter((run) => run.length > 0)
}

function hits(places: readonly number[], lines: readonly TrendLine[], x: Scale, options: TrendChartOptions): HtmlValue {
  const width = 100 / Math.max(1, places.length)
  return places.map((place) => {
    const values = lines.map(({ label, points }) => {
      const value = points.find(({ at }) => at === place)?.value
      return typeof label === 'string' && `, ${label} ${value === undefined ? 'unknown' : options.toY(value)}`
    })
    return html`<rect
      class="hit"
      x="${Math.round((x(place) - width / 2) * 100) / 100}"
      y="0"
      width="${Math.round(width * 100) / 100}"
      height="100"
      ><title>${options.toX(place)}${values}</title></rect
    >`
  })
}
