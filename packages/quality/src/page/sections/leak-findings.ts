import type { Leak } from '@signalbox/core'
import type { AlarmReport, TaskAlarmReading } from '../../alarm/alarm-report.ts'
import type { EscalationGroup, TaskExplanation } from '../../alarm/explain/leak-explanation.ts'
import { toCountText, toDayText, toPercentText, toRangeText } from '../kit/figures.ts'
import type { Finding } from './finding-box.ts'

/** What is known of leaks; what is left out was not looked at. */
export interface LeakEvidence {
  readonly leaks: readonly Leak[]
  readonly alarm?: AlarmReport | undefined
  readonly explanations?: readonly TaskExplanation[] | undefined
}

const shownGroups = 3

/** Task types whose alarm stands, then those above their target without enough evidence for an alarm, each with the why. */
export function leakFindings({ leaks, alarm, explanations = [] }: LeakEvidence): readonly Finding[] {
  const standing = (alarm?.tasks ?? []).filter(({ isRaised }) => isRaised)
  const others = leaks.filter(({ task }) => !standing.some((one) => one.task === task))
  const groupsOf = (task: string): readonly EscalationGroup[] =>
    (explanations.find((one) => one.task === task)?.groups ?? []).filter(({ isIntended }) => !isIntended)
  return [
    ...standing.map((reading) => toFinding('bad', 'alarm', reading.task, sayReading(reading), groupsOf(reading.task))),
    ...others.map(({ task, share, causes }) =>
      toFinding(
        'watch',
        alarm === undefined ? 'leak' : 'above target, no alarm yet',
        task,
        `${toPercentText(share.value)} (95 %: ${toRangeText(share) ?? 'unknown'}) of ${toCountText(share.denominator)} served requests went up by causes that no rule intends: ${Object.entries(
          causes,
        )
          .map(([cause, count]) => `${cause} ${toCountText(count)}`)
          .join(', ')}.`,
        groupsOf(task),
      ),
    ),
  ]
}

function sayReading({ leaks, byConversation, target, rise }: TaskAlarmReading): string {
  const conversations =
    byConversation.denominator === leaks.denominator
      ? ''
      : `, by conversation ${toPercentText(byConversation.value)} (${toRangeText(byConversation) ?? 'unknown'}) of ${toCountText(byConversation.denominator)}`
  const since =
    rise === undefined
      ? ''
      : ` Most likely since ${toDayText(rise.sinceMs)}: ${toCountText(rise.leaked)} of ${toCountText(rise.served)} from then on.`
  return `${toPercentText(leaks.value)} (95 %: ${toRangeText(leaks) ?? 'unknown'}) of ${toCountText(leaks.denominator)} served requests went up by causes that no rule intends${conversations}; the target is ${toPercentText(target)}.${since}`
}

function toFinding(
  tone: Finding['tone'],
  state: string,
  subject: string,
  sentence: string,
  groups: readonly EscalationGroup[],
): Finding {
  const shown = groups.slice(0, shownGroups)
  return {
    tone,
    state,
    subject,
    sentences: [sentence],
    suggestions: shown.map(({ suggestion }) => suggestion),
    requestIds: shown.flatMap(({ examples }) => examples).slice(0, 5),
  }
}
