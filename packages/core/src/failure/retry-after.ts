const dayMs = 86_400_000

/** The headers that tell when to come back, most precise first; all that are valid count, the first of them wins. */
const readers: readonly (readonly [name: string, read: (value: string, nowMs: number) => number | undefined])[] = [
  ['retry-after-ms', toMs],
  ['x-ms-retry-after-ms', toMs],
  ['retry-after', toRetryAfter],
  ['x-ratelimit-reset-requests', fromDuration],
  ['x-ratelimit-reset-tokens', fromDuration],
  ['anthropic-ratelimit-unified-reset', fromEpoch],
  ['anthropic-ratelimit-requests-reset', fromDate],
  ['anthropic-ratelimit-tokens-reset', fromDate],
  ['anthropic-ratelimit-input-tokens-reset', fromDate],
  ['anthropic-ratelimit-output-tokens-reset', fromDate],
]

/**
 * How long the server asks us to stay away, ms in [0, 24 h]; undefined = it did not say, or said nonsense (NaN, negative).
 * A date in the past means now. HTTP dates are corrected by the server's own `date` header (RFC 9110, 10.2.3).
 * @param headers lower-case names.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | undefined {
  // Only an answer that limits may be hinted by the reset headers, which every answer carries: the longest of them that has run out.
  const serverNowMs = headers['date'] === undefined ? nowMs : (validDate(headers['date']) ?? nowMs)
  let longestReset: number | undefined
  for (const [name, read] of readers) {
    const value = headers[name]
    if (value === undefined) continue
    const ms = read(value.trim(), serverNowMs)
    if (ms === undefined || !Number.isFinite(ms) || ms < 0) continue
    const clamped = Math.min(ms, dayMs) || 0
    if (!name.includes('ratelimit')) return clamped
    if (isSpent(headers, name)) longestReset = Math.max(longestReset ?? 0, clamped)
  }
  return longestReset
}

/** A hint from elsewhere, held to the same limits: ms in [0, 24 h]; undefined = nonsense. */
export function clampHintMs(ms: number | undefined): number | undefined {
  return ms === undefined || !Number.isFinite(ms) || ms < 0 ? undefined : Math.min(ms, dayMs)
}

/** "Please try again in 6m0s", "retry after 20 seconds": the last resort, where headers and body fields say nothing. */
export function retryAfterInText(message: string | undefined): number | undefined {
  const match = message
    ?.slice(0, 2_000)
    .match(
      /(?:again in|retry (?:after|in)|wait)\s+((?:\d{1,9}(?:\.\d{1,9})?\s?(?:milliseconds?|seconds?|minutes?|hours?|ms|s|m|h|d)\s?){1,4})(?![a-z])/i,
    )
  const text = match?.[1]?.replace(/\s/g, '').toLowerCase()
  if (text === undefined) return undefined
  const short = text
    .replace(/milliseconds?/g, 'ms')
    .replace(/seconds?/g, 's')
    .replace(/minutes?/g, 'm')
    .replace(/hours?/g, 'h')
  return clampHintMs(fromDuration(short))
}

/** A reset counts only where its own allowance is used up: `…-remaining…` of 0, or nothing said about it. */
function isSpent(headers: Readonly<Record<string, string>>, name: string): boolean {
  const remaining = headers[name.replace('reset', 'remaining')]
  return remaining === undefined || Number(remaining) <= 0
}

function toMs(value: string): number | undefined {
  return isNumber(value) ? Number(value) : undefined
}

function toRetryAfter(value: string, nowMs: number): number | undefined {
  if (isNumber(value)) return Number(value) * 1_000
  // The same header twice, as fetch joins it: the longer wait counts.
  const several = value.length > 100 ? [] : value.split(',').map((one) => one.trim())
  if (several.length > 1 && several.every(isNumber)) return Math.max(...several.map(Number)) * 1_000
  if (/^\d+(\.\d+)?[a-z]/.test(value)) return fromDuration(value)
  return fromDate(value, nowMs)
}

function isNumber(value: string): boolean {
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(value)
}

function fromEpoch(value: string, nowMs: number): number | undefined {
  if (!isNumber(value)) return fromDate(value, nowMs)
  // Above the year 5000 in seconds it is milliseconds.
  const atMs = Number(value) > 1e11 ? Number(value) : Number(value) * 1_000
  return Math.max(0, atMs - nowMs)
}

function fromDate(value: string, nowMs: number): number | undefined {
  const at = validDate(value)
  return at === undefined ? undefined : Math.max(0, at - nowMs)
}

function validDate(value: string): number | undefined {
  // Date.parse takes "-1" for a year; a date has letters or dashes between digits.
  if (value.length > 40 || !/^[A-Z][a-z]{2},? |^\d{4}-\d{2}-\d{2}T/.test(value)) return undefined
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : at
}

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: dayMs }

/** `6ms`, `1s`, `6m0s`, `1h30m`; a bare number is seconds. */
function fromDuration(value: string): number | undefined {
  if (isNumber(value)) return Number(value) * 1_000
  if (value.length > 32 || !/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(value)) return undefined
  let total = 0
  for (const match of value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g))
    total += Number(match[1]) * (unitsMs[match[2] ?? ''] ?? 0)
  return total
}
