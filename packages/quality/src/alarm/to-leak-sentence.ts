import type { TaskAlarmReading } from './alarm-report.ts'
import { formatCount, formatPercent, formatShare } from './format-share.ts'

/** What an alarm says of itself, in one sentence. */
export function toLeakSentence({ task, target, leaks, rise }: TaskAlarmReading): string {
  const since =
    rise === undefined
      ? ''
      : `; likely since ${new Date(rise.sinceMs).toISOString()}: ${formatCount(rise.leaked)} of ${formatCount(rise.served)}`
  return `${task} leaks above its target of ${formatPercent(target)}: ${formatShare(leaks)} over all${since}.`
}
