import type { LimitCheck, ReplayReport } from '@signalbox/quality'
import { formatInterval, formatPercent } from '../format-money.ts'
import { toPlainTable } from '../plain-table.ts'
import { fromNano } from '../report/format-amount.ts'
import type { RecordProblems } from '../records/record-problems.ts'

type Group = ReplayReport['total']
type Side = Group['a']

/** What a replay is told with. */
export interface ReplayTextInput {
  readonly report: ReplayReport
  readonly limits: readonly LimitCheck[]
  readonly record: { readonly file: string; readonly kind: string }
  readonly problems: ReturnType<RecordProblems['read']>
}

const most = { tasks: 20, routes: 8 } as const

/** For people: a table per task type, then what changes, what is lost, what it was held against, and what it takes for granted. */
export function toReplayText({ report, limits, record, problems }: ReplayTextInput): string {
  const { a, b, total, tasks } = report
  const hasLatency = total.a.latencyMs.requests + total.b.latencyMs.requests > 0
  const heads = [
    'task',
    'requests',
    'cost A',
    'cost B',
    'B against A (95 %)',
    'escalated A',
    'B',
    'right A (95 %)',
    'B',
  ]
  const rows = [...tasks.slice(0, most.tasks), total].map((group) => toRow(group, hasLatency))
  const columns = [...heads, ...(hasLatency ? ['p95 ms A', 'B'] : [])].map((head) => ({ head, width: 12 }))
  const lines = [
    `A  ${nameOf(a)}`,
    `B  ${nameOf(b)}`,
    `${total.requests} requests of ${record.file} (${record.kind})${rangeOf(report)}. No model was called.`,
    '',
    toPlainTable(columns, rows, Infinity),
    '',
    ...(tasks.length > most.tasks ? [`${tasks.length - most.tasks} more task types: --json has them.`] : []),
    ...costLines(total),
    ...escalationLines(total),
    ...qualityLines(total),
    ...rejectionLines(total),
    ...report.routes
      .slice(0, most.routes)
      .map(
        ({ from, to, requests, cost, examples }) =>
          `Route   ${from} -> ${to}: ${requests} requests, ${signed(cost.differenceNanoUsd)} (${examples.slice(0, 3).join(', ')})`,
      ),
    ...(report.routes.length > most.routes
      ? [`        ${report.routes.length - most.routes} more kinds of change: --json has them.`]
      : []),
    ...report.lost.map((task) => `LOST    ${task} has no route under B.`),
    ...limits.map(
      ({ holds, sentence }) => `${holds === true ? 'holds ' : holds === false ? 'BROKEN' : 'UNSURE'}  ${sentence}`,
    ),
    ...problems.map(
      ({ kind, rows, examples }) =>
        `Left out  ${rows} rows (${kind}): ${examples.map(({ message }) => message).join(' ')}`,
    ),
    ...report.assumptions.map((sentence) => `Assumed ${sentence}`),
  ]
  return `${lines.join('\n')}\n`
}

function nameOf({ name, isRecorded, policy }: ReplayReport['a']): string {
  return isRecorded
    ? 'what the record says happened'
    : `${name}${policy === undefined ? '' : `, version ${policy.version}`}`
}

function rangeOf({ fromMs, toMs }: ReplayReport): string {
  if (fromMs === undefined || toMs === undefined) return ''
  return `, ${new Date(fromMs).toISOString()} to ${new Date(toMs).toISOString()}`
}

function toRow(group: Group, hasLatency: boolean): string[] {
  const { a, b, cost } = group
  return [
    group.key,
    String(group.requests),
    cost.requests === 0 ? 'unknown' : range(cost.aNanoUsd, cost.aNanoUsdAtMost),
    cost.requests === 0 ? 'unknown' : range(cost.bNanoUsd, cost.bNanoUsdAtMost),
    formatInterval(cost.relative),
    escalationOf(a),
    escalationOf(b),
    rightOf(a),
    rightOf(b),
    ...(hasLatency ? [a, b].map(({ latencyMs }) => latencyMs.p95?.toFixed(0) ?? '-') : []),
  ]
}

function range(least: number, atMost: number): string {
  return least === atMost ? fromNano(least) : `${fromNano(least)} to ${fromNano(atMost)}`
}

function signed(nanoUsd: number): string {
  return `${nanoUsd > 0 ? '+' : ''}${fromNano(nanoUsd)}`
}

function escalationOf({ escalation, escalationAtMost }: Side): string {
  const low = formatPercent(escalation.value)
  return escalation.numerator === escalationAtMost.numerator
    ? low
    : `${low} to ${formatPercent(escalationAtMost.value)}`
}

function rightOf({ quality }: Side): string {
  return quality.method === 'unknown' ? 'unknown' : formatInterval(quality)
}

function costLines({ cost, a, b }: Group): string[] {
  const reasons = Object.entries({ ...a.costUnknown, ...b.costUnknown }).map(([reason, n]) => `${reason} ${n}`)
  return [
    `Cost    ${signed(Math.round(cost.difference.value))} (95 % by conversation: ${cost.difference.low === undefined || cost.difference.high === undefined ? 'too few to say' : `${signed(Math.round(cost.difference.low))} to ${signed(Math.round(cost.difference.high))}`}) over ${cost.requests} requests${cost.leftOut === 0 ? '' : `; ${cost.leftOut} left out, their cost is not known (${reasons.join(', ')})`}.`,
  ]
}

function escalationLines({ b }: Group): string[] {
  const causes = Object.entries(b.escalationByCause).map(([cause, n]) => `${cause} ${n}`)
  return [
    `B       escalates ${formatInterval(b.escalation)} of ${b.escalation.denominator}${causes.length === 0 ? '' : `: ${causes.join(', ')}`}${b.gateUnknown === 0 ? '' : `; ${b.gateUnknown} hang on a gate that the record cannot answer`}.`,
    ...(b.noRoute.requests === 0
      ? []
      : [
          `B       has no route for ${b.noRoute.requests} requests (${b.noRoute.examples.slice(0, 3).join(', ')})${b.noRoute.unknownModel === 0 ? '' : `; ${b.noRoute.unknownModel} ask for a model it does not have`}.`,
        ]),
  ]
}

function qualityLines({ a, b, preference }: Group): string[] {
  const compared = preference.better + preference.asGood + preference.worse
  const line = (side: 'A' | 'B', { quality }: Side): string =>
    quality.method === 'unknown'
      ? `Right   ${side}: unknown: ${quality.reason}`
      : `Right   ${side}: ${formatInterval(quality)} by ${quality.method}, ${quality.labelled} labelled answers${quality.method === 'labels' ? '' : ` (worth ${quality.effective.toFixed(0)})`}, for ${quality.covers} of ${quality.requests} served.`
  return [
    line('A', a),
    line('B', b),
    ...(compared === 0
      ? []
      : [
          `Compared  B's answer was better ${preference.better}, as good ${preference.asGood}, worse ${preference.worse} times of ${compared}.`,
        ]),
  ]
}

function rejectionLines({ a, b }: Group): string[] {
  const codes = [...new Set([...Object.keys(a.rejections), ...Object.keys(b.rejections)])].toSorted()
  if (codes.length === 0) return []
  return [
    `Limits  targets refused, A and B: ${codes.map((code) => `${code} ${a.rejections[code] ?? 0} and ${b.rejections[code] ?? 0}`).join(', ')}.`,
  ]
}
