import { html, type Html, type HtmlValue } from '../kit/html.ts'
import { createScale, niceAbove, type Scale } from './scale.ts'

export interface ScatterPoint {
  readonly label: HtmlValue
  readonly x: number
  readonly y: number
  readonly low?: number | undefined
  readonly high?: number | undefined
}

export interface ScatterChartOptions {
  readonly title: HtmlValue
  readonly description: string
  readonly points: readonly ScatterPoint[]
  readonly toX: (value: number) => string
  readonly toY: (value: number) => string
  /** Where the vertical axis ends. */
  readonly top: number
}

/** Colours that stand apart from each other; the numbers do too. */
const kinds = ['accent', 'gate', 'classifier', 'fallback', 'constraint']

/** Numbered points with vertical intervals, and what each number is in a list below, so that no two labels lie on each other. */
export function scatterChart({ title, description, points, toX, toY, top }: ScatterChartOptions): Html {
  const x = createScale(0, niceAbove(Math.max(...points.map((point) => point.x))))
  const least = Math.min(top, ...points.map(({ y, low }) => low ?? y))
  const y = createScale(top, Math.max(0, Math.floor((least - 0.01) * 10) / 10))
  const across = [0, 0.25, 0.5, 0.75, 1].map((share) => y.from + share * (y.to - y.from))
  const groups = toGroups(points, x, y)
  return html`<figure>
    <figcaption>${title}</figcaption>
    <div class="trend">
      <div class="y" aria-hidden="true">${across.map((at) => html`<span style="top:${y(at)}%">${toY(at)}</span>`)}</div>
      <svg class="plain" role="img" aria-label="${description}">
        ${across.map((at) => html`<line class="grid" x1="0" x2="100%" y1="${y(at)}%" y2="${y(at)}%" />`)}${points.map(
          (point, at) => toMarks(point, kinds[at % kinds.length] ?? 'other', x, y),
        )}${groups.map(toNumbers)}
      </svg>
      <div class="x" aria-hidden="true">
        <span class="first" style="left:0%">${toX(0)}</span><span style="left:50%">${toX(x.to / 2)}</span
        ><span class="last" style="left:100%">${toX(x.to)}</span>
      </div>
    </div>
    <ol class="key">
      ${points.map(({ label, x: across, y: up }) => html`<li>${label} <small>${toX(across)}, ${toY(up)}</small></li>`)}
    </ol>
  </figure>`
}

function toMarks({ x: across, y: up, low, high }: ScatterPoint, kind: string, x: Scale, y: Scale): Html {
  const left = x(across)
  return html`${
      low !== undefined &&
      high !== undefined &&
      html`<line class="span is-${kind}" x1="${left}%" x2="${left}%" y1="${y(low)}%" y2="${y(high)}%" />`
    }<circle class="is-${kind}" cx="${left}%" cy="${y(up)}%" r="5" />`
}

interface NumberedPlace {
  readonly x: number
  readonly y: number
  readonly numbers: number[]
}

/** Points that lie on each other share one place for their numbers. Distances in per cent. */
function toGroups(points: readonly ScatterPoint[], x: Scale, y: Scale): readonly NumberedPlace[] {
  const groups: NumberedPlace[] = []
  points.forEach((point, at) => {
    const place = { x: x(point.x), y: y(point.y), numbers: [at + 1] }
    const near = groups.find((one) => Math.abs(one.x - place.x) < 6 && Math.abs(one.y - place.y) < 9)
    if (near === undefined) groups.push(place)
    else near.numbers.push(at + 1)
  })
  return groups
}

function toNumbers({ x, y, numbers }: NumberedPlace): Html {
  const [anchor, away] = x > 85 ? (['end', -9] as const) : (['start', 9] as const)
  return html`<text x="${x}%" y="${y}%" dx="${away}" dy="-7" text-anchor="${anchor}">${numbers.join(', ')}</text>`
}
