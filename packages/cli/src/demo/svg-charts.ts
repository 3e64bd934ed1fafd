/** Three small charts as SVG text: static, so that a report needs no script. */

const width = 880
const left = 64
const right = 24
const top = 16
const bottom = 44

/** Points with a vertical interval, labelled. */
export function scatterChart(
  points: readonly {
    readonly label: string
    readonly x: number
    readonly y: number
    readonly low?: number | undefined
    readonly high?: number | undefined
  }[],
  xLabel: string,
  yLabel: string,
): string {
  const height = 320
  const x = scale([0, Math.max(...points.map((point) => point.x), 1e-9) * 1.15], [left, width - right])
  const lowest = Math.min(...points.map((point) => point.low ?? point.y))
  const y = scale([Math.max(0, lowest - 0.05), 1], [height - bottom, top])
  const marks = points.map((point, index) => {
    const color = `var(--s${index % 5})`
    const whisker =
      point.low === undefined || point.high === undefined
        ? ''
        : `<line x1="${x(point.x)}" x2="${x(point.x)}" y1="${y(point.low)}" y2="${y(point.high)}" stroke="${color}" stroke-width="2"/>`
    return `${whisker}<circle cx="${x(point.x)}" cy="${y(point.y)}" r="5" fill="${color}"/>`
  })
  // Points that lie on each other share one label.
  const labels = new Map<string, { readonly x: number; readonly y: number; readonly names: string[] }>()
  for (const point of points) {
    const at = { x: x(point.x), y: y(point.y), names: [point.label] }
    const near = [...labels.values()].find((one) => Math.abs(one.x - at.x) < 60 && Math.abs(one.y - at.y) < 16)
    if (near === undefined) labels.set(point.label, at)
    else near.names.push(point.label)
  }
  for (const { x: atX, y: atY, names } of labels.values()) {
    const isLate = atX > width * 0.75
    marks.push(
      `<text x="${atX + (isLate ? -9 : 9)}" y="${atY - 8}" text-anchor="${isLate ? 'end' : 'start'}">${escape(names.join(', '))}</text>`,
    )
  }
  return svg(height, [axes(height, x, y, xLabel, yLabel), ...marks])
}

/** Horizontal bars of shares, with a limit line where there is a limit. */
export function barChart(bars: readonly { readonly label: string; readonly value: number }[], limit?: number): string {
  const row = 24
  const height = top + bars.length * row + 28
  const x = scale([0, 1], [150, width - 70])
  const marks = bars.map(({ label, value }, index) => {
    const y = top + index * row
    return `<text x="142" y="${y + 15}" text-anchor="end">${escape(label)}</text><rect x="${x(0)}" y="${y + 3}" width="${Math.max(1, x(value) - x(0))}" height="${row - 8}" rx="2" fill="var(--s0)"/><text class="soft" x="${x(value) + 6}" y="${y + 15}">${(value * 100).toFixed(0)} %</text>`
  })
  if (limit === undefined) return svg(height, marks)
  const line = `<line class="limit" x1="${x(limit)}" x2="${x(limit)}" y1="${top - 6}" y2="${height - 24}"/><text class="soft" x="${x(limit)}" y="${height - 8}" text-anchor="middle">${limit * 100} %</text>`
  return svg(height, [...marks, line])
}

/** Lines over a common axis, labelled at their ends. */
export function lineChart(
  series: readonly { readonly label: string; readonly points: readonly (readonly [number, number])[] }[],
  xLabel: string,
  yLabel: string,
): string {
  const height = 300
  const all = series.flatMap(({ points }) => points)
  const x = scale([0, Math.max(1, ...all.map(([at]) => at))], [left, width - 190])
  const y = scale([0, Math.max(1e-9, ...all.map(([, value]) => value)) * 1.05], [height - bottom, top])
  const ends = series.map(({ points }) => points.at(-1)?.[1] ?? 0)
  const order = ends.map((_, index) => index).toSorted((a, b) => (ends[b] ?? 0) - (ends[a] ?? 0))
  const marks = series.map(({ label, points }, index) => {
    const path = points
      .map(([at, value], place) => `${place === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`)
      .join('')
    // Labels keep at least one line of distance from the one above.
    const place = order.indexOf(index)
    const labelY = Math.max(y(ends[index] ?? 0), top + 8 + place * 16)
    return `<path d="${path}" fill="none" stroke="var(--s${index % 5})" stroke-width="2"/><text x="${width - 182}" y="${labelY + 4}">${escape(label)}</text>`
  })
  return svg(height, [axes(height, x, y, xLabel, yLabel), ...marks])
}

interface Scale {
  (value: number): number
  readonly domain: readonly [number, number]
}

function scale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const map = (value: number): number =>
    range[0] + ((value - domain[0]) / (domain[1] - domain[0] || 1)) * (range[1] - range[0])
  return Object.assign(map, { domain })
}

function axes(height: number, x: Scale, y: Scale, xLabel: string, yLabel: string): string {
  const ticks = ({ domain: [from, to] }: Scale): readonly number[] =>
    [0, 0.25, 0.5, 0.75, 1].map((share) => from + share * (to - from))
  const end = x(x.domain[1])
  const horizontal = ticks(y).map(
    (value) =>
      `<line class="axis" x1="${left}" x2="${end}" y1="${y(value)}" y2="${y(value)}"/><text class="soft" x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${label(value)}</text>`,
  )
  const vertical = ticks(x).map(
    (value) =>
      `<text class="soft" x="${x(value)}" y="${height - bottom + 18}" text-anchor="middle">${label(value)}</text>`,
  )
  const names = `<text class="soft" x="${(left + end) / 2}" y="${height - 6}" text-anchor="middle">${escape(xLabel)}</text><text class="soft" transform="translate(14 ${height / 2}) rotate(-90)" text-anchor="middle">${escape(yLabel)}</text>`
  return [...horizontal, ...vertical, names].join('')
}

function label(value: number): string {
  return value === 0 ? '0' : value >= 100 ? value.toFixed(0) : Number(value.toPrecision(2)).toString()
}

function svg(height: number, parts: readonly string[]): string {
  return `<svg viewBox="0 0 ${width} ${height}" role="img">${parts.join('')}</svg>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
