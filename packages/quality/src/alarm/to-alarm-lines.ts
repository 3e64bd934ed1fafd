import type { AlarmReport, TaskAlarmReading } from './alarm-report.ts'
import { checkAlarm } from './check-alarm.ts'
import { isIntended } from './classify-escalation.ts'
import { formatCount, formatPercent } from './format-share.ts'
import { toLeakSentence } from './to-leak-sentence.ts'

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

function toLine(reading: TaskAlarmReading): string {
  const named = reading.sources
    .filter(({ cause }) => !isIntended(cause))
    .slice(0, shownSources)
    .map(({ cause, source, requests }) => `${cause} ${source} ${formatCount(requests)}`)
  return `Alarm: ${toLeakSentence(reading)} By ${named.join(', ')}.`
}
