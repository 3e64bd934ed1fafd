import type { AlarmReport, TaskAlarmReading } from './alarm-report.ts'
import { checkAlarm } from './check-alarm.ts'
import { isIntended } from './classify-escalation.ts'
import { intendedGroups } from './explain/intended-groups.ts'
import type { EscalationGroup, TaskExplanation } from './explain/leak-explanation.ts'
import { formatCount, formatPercent, formatShare } from './format-share.ts'
import type { EscalationTrend } from './to-escalation-trends.ts'

/** What else is known of the same rows. */
export interface AlarmLinesOptions {
  /** Of `explainLeaks`. */
  readonly explanations?: readonly TaskExplanation[] | undefined
  /** Of `toEscalationTrends`. */
  readonly trends?: readonly EscalationTrend[] | undefined
}

const shownSources = 3

/** What an alarm says to people: of each that stands, since when, by what, where it goes and what to do; a line for the rest; what rules send up on purpose. */
export function toAlarmLines(report: AlarmReport, options: AlarmLinesOptions = {}): readonly string[] {
  const { explanations = [], trends = [] } = options
  const { standing } = checkAlarm(report)
  const quiet = report.tasks.length - standing.length
  return [
    ...standing.flatMap((reading) => [
      toLine(reading),
      ...toTrendLines(trends.find(({ task }) => task === reading.task)),
      ...toSuggestionLines(explanations.find(({ task }) => task === reading.task)),
    ]),
    ...(quiet === 0 && standing.length > 0
      ? []
      : [
          `${standing.length === 0 ? 'No alarm' : 'No other alarm'}: ${quiet === 1 ? '1 task type shows' : `${formatCount(quiet)} task types show`} no leak above the target (chance of a false alarm at most ${formatPercent(report.falseAlarmRate)} each).`,
        ]),
    ...toIntendedLines(intendedGroups(explanations)),
  ]
}

function toLine(reading: TaskAlarmReading): string {
  const { task, target, leaks, rise, sources } = reading
  const since =
    rise === undefined
      ? ''
      : `; likely since ${new Date(rise.sinceMs).toISOString()}: ${formatCount(rise.leaked)} of ${formatCount(rise.served)}`
  const named = sources
    .filter(({ cause }) => !isIntended(cause))
    .slice(0, shownSources)
    .map(({ cause, source, requests }) => `${cause} ${source} ${formatCount(requests)}`)
  return `Alarm: ${task} leaks above its target of ${formatPercent(target)}: ${formatShare(leaks)} over all${toConversations(reading)}${since}. By ${named.join(', ')}.`
}

/** Nothing where each request stands alone: it would be the same again. */
function toConversations({ leaks, byConversation, openConversations }: TaskAlarmReading): string {
  if (openConversations === 0 && byConversation.denominator === leaks.denominator) return ''
  const open = openConversations === 0 ? '' : `, and ${formatCount(openConversations)} still open`
  return `, by conversation ${formatShare(byConversation)}${open}`
}

function toTrendLines(found: EscalationTrend | undefined): readonly string[] {
  if (found?.trend === undefined || found.direction === undefined || found.direction === 'unclear') return []
  const { from, to, change } = found.trend
  const points = (share: number): string => (share * 100).toFixed(1)
  return [
    `  It goes ${found.direction}: along a line from ${formatPercent(from)} to ${formatPercent(to)}, by ${points(change.value)} points (${points(change.low)} to ${points(change.high)}) over ${found.buckets.length} steps of time.`,
  ]
}

function toSuggestionLines(found: TaskExplanation | undefined): readonly string[] {
  return (found?.groups ?? [])
    .filter((group) => !group.isIntended)
    .slice(0, shownSources)
    .map(toGroupLine)
}

function toIntendedLines(groups: readonly EscalationGroup[]): readonly string[] {
  if (groups.length === 0) return []
  return ['On purpose, no leak, but where the next saving may lie:', ...groups.slice(0, shownSources).map(toGroupLine)]
}

function toGroupLine({ suggestion, examples }: EscalationGroup): string {
  return `  ${suggestion} For example ${examples.join(', ')}.`
}
