import type { ReplayReport } from '@signalbox/quality'
import { formatInterval } from '../format-money.ts'
import { fromNano } from '../report/format-amount.ts'

type Group = ReplayReport['total']
type Side = Group['a']

/** A sentence under its label. */
export type Finding = readonly [label: string, text: string]

/** Changes of route that have a line. */
const mostRoutes = 8

/** What a replay has found over all task types, in sentences. */
export function toFindings({ a, b, total, routes, lost }: ReplayReport): readonly Finding[] {
  const isSame = a.name === b.name && a.policy?.version === b.policy?.version
  return [
    ...(isSame ? [['Note', 'A and B are the same policy: name another with --policy or --from.'] as const] : []),
    ['Cost', costOf(total)],
    ...escalationOf('A', total.a),
    ...escalationOf('B', total.b),
    ...noRouteOf('A', total.a),
    ...noRouteOf('B', total.b),
    ['Right', rightOf('A', total.a)],
    ['Right', rightOf('B', total.b)],
    ...comparisonOf(total),
    ...refusalsOf(total),
    ...routes.slice(0, mostRoutes).map(({ from, to, requests, cost, examples }): Finding => {
      const priced = cost.requests === 0 ? 'cost unknown' : signed(cost.differenceNanoUsd)
      return ['Route', `${from} -> ${to}: ${counted(requests)}, ${priced} (${examples.slice(0, 3).join(', ')})`]
    }),
    ...(routes.length > mostRoutes
      ? [['Route', `${routes.length - mostRoutes} more kinds of change: --json has them.`] as const]
      : []),
    ...lost.map((task): Finding => ['LOST', `${task} has no route under B.`]),
  ]
}

function costOf({ cost, a, b }: Group): string {
  const { difference, requests, leftOut } = cost
  if (requests === 0) return `What B would change is not known: ${unknownCosts(a, b)}.`
  const { value, low, high } = difference
  const interval =
    low === undefined || high === undefined
      ? 'too few for an interval'
      : `95 % by conversation: ${signed(low)} to ${signed(high)}`
  const left = leftOut === 0 ? '' : ` ${counted(leftOut)} left out, of unknown cost: ${unknownCosts(a, b)}.`
  return `B against A: ${signed(value)} (${interval}) over ${counted(requests)}.${left}`
}

function unknownCosts(a: Side, b: Side): string {
  const of = (name: string, { costUnknown }: Side): string[] =>
    Object.entries(costUnknown).map(([reason, n]) => `${reason} (${name}, ${n})`)
  return [...of('A', a), ...of('B', b)].join(', ') || 'nothing was served'
}

function escalationOf(name: string, side: Side): readonly Finding[] {
  const { escalation, escalationAtMost, escalationByCause, gateUnknown } = side
  if (escalation.denominator === 0) return []
  const causes = Object.entries(escalationByCause).map(([cause, n]) => `${cause} ${n}`)
  const why = causes.length === 0 ? '' : `: ${causes.join(', ')}`
  const open =
    gateUnknown === 0
      ? ''
      : ` Up to ${formatInterval(escalationAtMost)}: ${gateUnknown} hang on a gate that the record cannot answer.`
  return [['Escalated', `${name}: ${formatInterval(escalation)} of ${counted(escalation.denominator)}${why}.${open}`]]
}

function noRouteOf(name: string, { noRoute }: Side): readonly Finding[] {
  const { requests, examples, unknownModel } = noRoute
  if (requests === 0) return []
  const models = unknownModel === 0 ? '' : `; ${unknownModel} ask for a model it does not have`
  return [['No route', `${name}: for ${counted(requests)} (${examples.slice(0, 3).join(', ')})${models}.`]]
}

function rightOf(name: string, { quality }: Side): string {
  if (quality.method === 'unknown') return `${name}: unknown: ${quality.reason}.`
  const { method, labelled, effective, covers, requests } = quality
  const worth = method === 'labels' ? '' : `, worth ${effective.toFixed(0)} labels`
  return `${name}: ${formatInterval(quality)} by ${method}: ${labelled} labelled answers${worth}, for ${covers} of ${requests} served.`
}

function comparisonOf({ preference: { better, asGood, worse } }: Group): readonly Finding[] {
  const compared = better + asGood + worse
  if (compared === 0) return []
  return [
    [
      'Compared',
      `B's answer was better ${better}, as good ${asGood}, worse ${worse} times of ${compared}; what a study makes of its own is in signalbox judge --report.`,
    ],
  ]
}

function refusalsOf({ a, b }: Group): readonly Finding[] {
  const codes = [...new Set([...Object.keys(a.rejections), ...Object.keys(b.rejections)])].toSorted()
  if (codes.length === 0) return []
  const each = codes.map((code) => `${code} ${a.rejections[code] ?? 0} and ${b.rejections[code] ?? 0}`)
  return [['Refused', `targets that broke a constraint under A and B: ${each.join(', ')}.`]]
}

function counted(requests: number): string {
  return requests === 1 ? '1 request' : `${requests} requests`
}

function signed(nanoUsd: number): string {
  return `${nanoUsd > 0 ? '+' : ''}${fromNano(Math.round(nanoUsd))}`
}
