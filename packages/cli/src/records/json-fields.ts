/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A whole number from 0 on; anything else is not known. */
export function toCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

/** Wall time, ms: of seconds or milliseconds since the epoch, or of ISO 8601; a time without a zone is UTC. */
export function toMoment(value: unknown): number | undefined {
  if (typeof value === 'number' && value > 0) return Math.round(value < 1e11 ? value * 1000 : value)
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined
  const text = value.replace(' ', 'T').replace(/ /g, '')
  const ms = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes('T') ? text : `${text}Z`)
  return Number.isNaN(ms) ? undefined : ms
}
