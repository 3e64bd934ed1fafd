import type { AlarmReport, TaskAlarmReading } from './alarm-report.ts'
import { checkAlarm } from './check-alarm.ts'
import { isIntended } from './classify-escalation.ts'
import { formatCount, formatPercent, formatShare } from './format-share.ts'

const shownSources = 3

/** One line an alarm that stands, and one for the rest. */
export function toAlarmLines(report: AlarmReport): readonly string[] {
  const { standing } = checkAlarm(report)
  const quiet = report.tasks.length - standing.length
  const rate = formatPercent(report.falseAlarmRate)
  return [
    ...standing.map(toLine),
    `${standing.length === 0 ? 'No alarm' : 'No other alarm'}: task types without evidence of a leak above their target: ${formatCount(quiet)} (chance of a false alarm at most ${rate} each).`,
  ]
}

function toLine({ task, target, leaks, rise, sources }: TaskAlarmReading): string {
  const leaking = sources.filter(({ cause }) => !isIntended(cause))
  const named = leaking
    .slice(0, shownSources)
    .map(({ cause, source, requests }) => `${cause} ${source} ${formatCount(requests)}`)
  const since =
    rise === undefined
      ? ''
      : `; likely since ${new Date(rise.sinceMs).toISOString()}: ${formatCount(rise.leaked)} of ${formatCount(rise.served)}`
  return `Alarm: ${task} leaks above its target of ${formatPercent(target)}: ${formatShare(leaks)} over all${since}. By ${named.join(', ')}.`
}
