import type { Leak, Report, ReportGroup } from './report.ts'
import { toShare } from './wilson-interval.ts'

/** What a store has counted. */
export interface ReportParts extends Pick<
  Report,
  'query' | 'fromMs' | 'toMs' | 'total' | 'groups' | 'openAttempts' | 'carried' | 'baselineModels'
> {
  /** One group per task type, for the leaks. */
  readonly tasks: readonly ReportGroup[]
}

/** Below this a share says too little to call it a leak. */
const leakMinimum = 20
const healthyBelow = 0.2
const alarmAbove = 0.3

/** Orders groups by size and adds what is judged: leaks and status. */
export function toReport(parts: ReportParts): Report {
  const { tasks, ...rest } = parts
  const target = parts.query.leakAbove ?? healthyBelow
  const rate = parts.total.escalation.value
  return {
    ...rest,
    groups: parts.groups.toSorted((a, b) => b.requests - a.requests || (a.key < b.key ? -1 : 1)),
    leaks: tasks
      .flatMap((task) => toLeak(task, target))
      .toSorted((a, b) => (b.share.value ?? 0) - (a.share.value ?? 0)),
    escalationStatus:
      rate === undefined ? undefined : rate < healthyBelow ? 'healthy' : rate <= alarmAbove ? 'watch' : 'alarm',
    baselineModels: parts.baselineModels.toSorted(),
  }
}

/** Escalations by an intended rule are no leak, nor are those drawn to learn from. */
function toLeak(task: ReportGroup, target: number): Leak[] {
  const { rule = 0, exploration = 0, ...causes } = task.escalationByCause
  const leaked = task.escalation.numerator - rule - exploration
  const share = toShare(leaked, task.escalation.denominator)
  return share.denominator >= leakMinimum && (share.value ?? 0) > target ? [{ task: task.key, share, causes }] : []
}
