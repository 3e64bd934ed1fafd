const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i

/**
 * Wall time, ms since the epoch, of ISO 8601 or what databases make of it, or of a count since the epoch in seconds, ms, µs or ns, whichever
 * makes it a moment after 1973. A time without a zone is UTC, wherever it is read. Undefined = it says no moment.
 */
export function toMoment(value: unknown): number | undefined {
  if (typeof value === 'string' && !/^\d+(?:\.\d+)?$/.test(value)) return fromIso(value.trim())
  const number = Number(value)
  if ((typeof value !== 'string' && typeof value !== 'number') || !(number > 0)) return undefined
  for (const perMs of [1e-3, 1, 1e3, 1e6])
    if (number / perMs < 1e14 && number / perMs > 1e11) return Math.round(number / perMs)
  return undefined
}

function fromIso(text: string): number | undefined {
  const found = iso.exec(text)
  if (found === null) return undefined
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', zone = 'Z'] = found
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  // Days that a month does not have would run over into the next.
  if (new Date(ms).getUTCDate() !== Number(day) || Number(hour) > 23 || Number(minute) > 59) return undefined
  return ms + Math.floor(Number(`0.${fraction}0`) * 1_000) - offsetMs(zone)
}

function offsetMs(zone: string): number {
  const found = /^([+-])(\d\d):?(\d\d)?$/.exec(zone)
  if (found === null) return 0
  const [, sign, hours, minutes = 0] = found
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
