/** Day in UTC, `YYYY-MM-DD`, of seconds since the epoch, a day or an instant; without a zone it is UTC. undefined = it is none. */
export function toDay(text: string): string | undefined {
  if (/^\d{9,10}(\.0+)?$/.test(text)) return dayOf(Number(text) * 1_000)
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i.exec(
    text,
  )
  if (match === null) return undefined
  const [, day = '', time = '00:00', zone = 'Z'] = match
  const atMs = Date.parse(`${day}T${time}${/^[zu]/i.test(zone) ? 'Z' : zone.replace(/^(...)(\d\d)$/, '$1:$2')}`)
  // A day that its month does not have would roll on into the next.
  const isDay = !Number.isNaN(atMs) && dayOf(Date.parse(`${day}T00:00Z`)) === day
  return isDay ? dayOf(atMs) : undefined
}

/** @param atMs wall time, ms since the epoch */
export function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}
