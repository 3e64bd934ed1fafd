/** From a value to per cent of a chart's width or height, two digits. */
export interface Scale {
  (value: number): number
  readonly from: number
  readonly to: number
}

/** Values outside land on the edge. */
export function createScale(from: number, to: number): Scale {
  const span = to - from || 1
  const map = (value: number): number => {
    const share = Math.min(1, Math.max(0, (value - from) / span))
    return Math.round(share * 10_000) / 100
  }
  return Object.assign(map, { from, to })
}

/** The next round figure at or above: where an axis may end. */
export function niceAbove(value: number): number {
  if (!(value > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 1.5, 2, 3, 4, 5, 6, 8].find((step) => step * power >= value * (1 - 1e-9)) ?? 10) * power
}
