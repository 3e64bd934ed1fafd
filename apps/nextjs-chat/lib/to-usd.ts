/** Dollars with as many digits as small sums need: `$0.0012`, `$1.20`. */
export function toUsd(usd: number): string {
  if (usd === 0) return '$0'
  if (Math.abs(usd) >= 1) return `$${usd.toFixed(2)}`
  return `$${Number(usd.toPrecision(2)).toLocaleString('en-US', { maximumFractionDigits: 8 })}`
}
