import { seededRandom } from '@signalbox/core'
import type { AlarmRule } from './alarm-rules.ts'

/** One stream of requests until the alarm: how many there had been; undefined = none in so many. Same seed, same stream for every rule. */
export function firstAlarm(
  rule: AlarmRule,
  seed: string,
  count: number,
  rateAt: (n: number) => number,
): number | undefined {
  const random = seededRandom(seed)
  const watch = rule.start()
  for (let n = 1; n <= count; n++) if (watch(random() < rateAt(n - 1))) return n
  return undefined
}

/** Share of streams at one rate in which the rule ever alarms. */
export function falseAlarmShare(rule: AlarmRule, rate: number, streams: number, count: number): number {
  let alarms = 0
  for (let index = 0; index < streams; index++)
    if (firstAlarm(rule, `at ${rate}, ${index}`, count, () => rate) !== undefined) alarms++
  return alarms / streams
}

/** Requests from a jump to the alarm, ascending; Infinity = never. Streams that alarmed before the jump are left out and counted. */
export function delaysAfterJump(
  rule: AlarmRule,
  { from, to, after, streams }: { from: number; to: number; after: number; streams: number },
): { readonly delays: readonly number[]; readonly early: number } {
  const found = Array.from({ length: streams }, (_, index) =>
    firstAlarm(rule, `${from} to ${to}, ${index}`, after + 5_000, (n) => (n < after ? from : to)),
  )
  const late = found.filter((at) => at === undefined || at > after)
  return {
    delays: late.map((at) => (at === undefined ? Infinity : at - after)).toSorted((a, b) => a - b),
    early: streams - late.length,
  }
}
