import type { Share } from '@signalbox/core'

/** `41 % (38 to 44 %, n 1,204)`; `unknown (n 0)` without anything to count. */
export function formatShare({ value, low, high, denominator }: Share): string {
  const n = `n ${formatCount(denominator)}`
  if (value === undefined || low === undefined || high === undefined) return `unknown (${n})`
  return `${formatPercent(value)} (${toFigure(low)} to ${formatPercent(high)}, ${n})`
}

export function formatPercent(share: number): string {
  return `${toFigure(share)} %`
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

/** One digit behind the point where it carries meaning. */
function toFigure(share: number): string {
  const percent = share * 100
  const fine = percent.toFixed(1)
  return share > 0 && Number(fine) < 10 ? fine : percent.toFixed(0)
}
