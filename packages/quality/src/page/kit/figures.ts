/** Dollars with as many digits as carry meaning; thousands are set apart. */
export function toUsdText(usd: number | undefined): string {
  if (usd === undefined || !Number.isFinite(usd)) return 'unknown'
  const size = Math.abs(usd)
  const digits = size === 0 || size >= 1_000_000 ? 0 : size >= 1 ? 2 : Math.min(9, 2 - Math.floor(Math.log10(size)))
  return `${usd < 0 ? '−' : ''}$${grouped(size, digits)}`
}

/** Dollars for an axis: no digits that say nothing. */
export function toUsdTick(usd: number): string {
  return toUsdText(usd).replace(Math.abs(usd) < 1 && usd !== 0 ? /\.?0+$/ : /\.00$/, '')
}

/** `37.2 %`, which no line end takes apart. */
export function toPercentText(share: number | undefined, digits = 1): string {
  return share === undefined || !Number.isFinite(share) ? 'unknown' : `${signed(share * 100, digits)}\u00a0%`
}

/** A difference of shares: `+1.2 points`. */
export function toPointsText(difference: number | undefined): string {
  if (difference === undefined || !Number.isFinite(difference)) return 'unknown'
  return `${difference > 0 ? '+' : ''}${signed(difference * 100, 1)} points`
}

/** A change of what was: `+4.2 %`. */
export function toChangeText(change: number | undefined): string {
  if (change === undefined || !Number.isFinite(change)) return 'unknown'
  return `${change > 0 ? '+' : ''}${toPercentText(change)}`
}

/** A share or a sum with its bounds, as far as they are known. */
export interface Interval {
  readonly value?: number | undefined
  readonly low?: number | undefined
  readonly high?: number | undefined
}

/** `33.1 to 41.5 %`; undefined without bounds. */
export function toRangeText({ low, high }: Interval): string | undefined {
  return low === undefined || high === undefined
    ? undefined
    : `${signed(low * 100, 1)}\u00a0to\u00a0${signed(high * 100, 1)}\u00a0%`
}

/** `12,345` */
export function toCountText(count: number): string {
  return grouped(count, 0)
}

/** `1 request`, `2 requests` */
export function toCountOf(count: number, one: string, many = `${one}s`): string {
  return `${toCountText(count)} ${count === 1 ? one : many}`
}

/** `850 ms`, `1.2 s` */
export function toDurationText(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms)) return 'unknown'
  return ms < 1000 ? `${grouped(ms, 0)} ms` : `${grouped(ms / 1000, ms < 10_000 ? 1 : 0)} s`
}

/** `3 Jun 2026`, in UTC. */
export function toDayText(atMs: number): string {
  const date = new Date(atMs)
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function signed(value: number, digits: number): string {
  const text = grouped(Math.abs(value), digits)
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text
}

function grouped(value: number, digits: number): string {
  const [whole = '', rest] = value.toFixed(digits).split('.')
  const parts = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  return rest === undefined ? parts : `${parts}.${rest}`
}
