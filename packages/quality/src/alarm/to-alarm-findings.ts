import type { Finding } from '../page/sections/finding-box.ts'
import type { AlarmReport } from './alarm-report.ts'
import type { TaskExplanation } from './explain/leak-explanation.ts'
import { formatPercent } from './format-share.ts'
import type { EscalationTrend } from './to-escalation-trends.ts'
import { toLeakSentence } from './to-leak-sentence.ts'

/** Below this a share is not worth a sentence. */
const worthSaying = 0.01
const shownSuggestions = 3

/**
 * What a page shows of leaks: each task type whose alarm stands, and each that intended rules send up enough of for a saving to lie there.
 *
 * @param explanations of `explainLeaks`, over the same rows
 * @param trends of `toEscalationTrends`, by task
 */
export function toAlarmFindings(
  { tasks }: AlarmReport,
  explanations: readonly TaskExplanation[],
  trends: readonly EscalationTrend[] = [],
): readonly Finding[] {
  return tasks.flatMap((reading): readonly Finding[] => {
    const { task, isRaised, intended, leaks } = reading
    const groups = (explanations.find((one) => one.task === task)?.groups ?? []).filter(
      ({ share, isIntended }) => (share.value ?? 0) >= worthSaying && isIntended !== isRaised,
    )
    const isWorthSaving = intended / Math.max(1, leaks.denominator) > reading.target
    if (!isRaised && !isWorthSaving) return []
    return [
      {
        tone: isRaised ? 'bad' : 'watch',
        subject: task,
        state: isRaised ? 'leaks' : 'by rule',
        sentences: [
          isRaised ? toLeakSentence(reading) : 'No leak: rules mean it so. The next saving may lie here.',
          ...toTrendSentences(trends.find((trend) => trend.task === task)),
        ],
        suggestions: groups.slice(0, shownSuggestions).map(({ suggestion }) => suggestion),
        requestIds: groups[0]?.examples ?? [],
      },
    ]
  })
}

function toTrendSentences(found: EscalationTrend | undefined): readonly string[] {
  if (found?.trend === undefined || found.direction === undefined || found.direction === 'unclear') return []
  const { from, to, change } = found.trend
  const points = (share: number): string => (share * 100).toFixed(1)
  return [
    `Leaks go ${found.direction}: along a line from ${formatPercent(from)} to ${formatPercent(to)}, by ${points(change.value)} points (${points(change.low)} to ${points(change.high)}) over ${found.buckets.length} steps of time.`,
  ]
}
