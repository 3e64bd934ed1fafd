import { toMoment } from './to-moment.ts'
import { UsageError } from './usage-error.ts'

const unitsMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** An ISO 8601 instant or day, in UTC where it names no zone, or a span back from now: `30m`, `24h`, `7d`, `4w`. @throws UsageError naming the option */
export function parseTime(text: string, option: string, nowMs: number): number {
  const span = /^(\d{1,6})([mhdw])$/.exec(text)
  if (span !== null) return nowMs - Number(span[1]) * (unitsMs[span[2] ?? ''] ?? 0)
  const at = toMoment(text)
  if (at === undefined)
    throw new UsageError(
      `${option} "${text}" is no time. Give an instant (2026-08-20T02:00:00Z), a day (2026-08-20) or a span (7d).`,
    )
  return at
}
