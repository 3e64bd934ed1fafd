/** Dollars for people: as many digits as carry meaning. */
export function formatUsd(usd: number | undefined): string {
  if (usd === undefined) return 'unknown'
  if (usd === 0) return '$0'
  const size = Math.abs(usd)
  return `${usd < 0 ? '-' : ''}$${size >= 1 ? size.toFixed(2) : size.toPrecision(3)}`
}

export function formatPercent(share: number | undefined, digits = 1): string {
  return share === undefined ? '-' : `${(share * 100).toFixed(digits)} %`
}

/** `62.1 % (58.0 to 66.0)` */
export function formatInterval(
  share:
    | { readonly value?: number | undefined; readonly low?: number | undefined; readonly high?: number | undefined }
    | undefined,
): string {
  if (share?.value === undefined) return '-'
  if (share.low === undefined || share.high === undefined) return formatPercent(share.value)
  return `${formatPercent(share.value)} (${(share.low * 100).toFixed(1)} to ${(share.high * 100).toFixed(1)})`
}
