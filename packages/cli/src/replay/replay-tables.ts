import type { ReplayReport } from '@signalbox/quality'
import { formatInterval, formatPercent } from '../format-money.ts'
import { toPlainTable } from '../plain-table.ts'
import { fromNano } from '../report/format-amount.ts'

type Group = ReplayReport['total']
type Side = Group['a']

/** A column, and what stands in it. */
interface Column {
  readonly head: string
  readonly cell: (group: Group) => string
}

/** What each task type costs, and which share of it goes up. */
export function toCostTable(groups: readonly Group[]): string {
  return toTable(groups, [
    { head: 'requests', cell: ({ requests }) => String(requests) },
    { head: 'cost A', cell: ({ cost }) => spanOf(cost.requests, cost.aNanoUsd, cost.aNanoUsdAtMost) },
    { head: 'cost B', cell: ({ cost }) => spanOf(cost.requests, cost.bNanoUsd, cost.bNanoUsdAtMost) },
    { head: 'B against A (95 %)', cell: ({ cost }) => formatInterval(cost.relative) },
    { head: 'up A', cell: ({ a }) => escalationOf(a) },
    { head: 'up B', cell: ({ b }) => escalationOf(b) },
  ])
}

/** How right and how fast the answers of task types are, of those and as far as that is known; undefined = of none it is. */
export function toAnswerTable(groups: readonly Group[]): string | undefined {
  const hasRight = groups.some(({ a, b }) => isRightKnown(a) || isRightKnown(b))
  const hasSpeed = groups.some(({ a, b }) => isSpeedKnown(a) || isSpeedKnown(b))
  const known = groups.filter(({ a, b }) => [a, b].some((side) => isRightKnown(side) || isSpeedKnown(side)))
  if (known.length === 0) return undefined
  return toTable(known, [
    ...(hasRight
      ? [
          { head: 'right A (95 %)', cell: ({ a }: Group) => rightOf(a) },
          { head: 'labels', cell: ({ a }: Group) => labelsOf(a) },
          { head: 'right B (95 %)', cell: ({ b }: Group) => rightOf(b) },
          { head: 'labels', cell: ({ b }: Group) => labelsOf(b) },
        ]
      : []),
    ...(hasSpeed
      ? [
          { head: 'p95 ms A', cell: ({ a }: Group) => p95Of(a) },
          { head: 'p95 ms B', cell: ({ b }: Group) => p95Of(b) },
        ]
      : []),
  ])
}

function toTable(groups: readonly Group[], columns: readonly Column[]): string {
  const all: readonly Column[] = [{ head: 'task', cell: ({ key }) => key }, ...columns]
  return toPlainTable(
    all.map(({ head }) => ({ head, width: head.length })),
    groups.map((group) => all.map(({ cell }) => cell(group))),
    Infinity,
  )
}

function spanOf(requests: number, least: number, atMost: number): string {
  if (requests === 0) return 'unknown'
  return least === atMost ? fromNano(least) : `${fromNano(least)} to ${fromNano(atMost).replace('$', '')}`
}

function escalationOf({ escalation, escalationAtMost }: Side): string {
  const [low, high] = [formatPercent(escalation.value), formatPercent(escalationAtMost.value)]
  return low === high ? low : `${low.replace(' %', '')} to ${high}`
}

function isRightKnown({ quality }: Side): boolean {
  return quality.method !== 'unknown'
}

function rightOf({ quality }: Side): string {
  return quality.method === 'unknown' ? 'unknown' : formatInterval(quality)
}

function labelsOf({ quality }: Side): string {
  return quality.method === 'unknown' ? '-' : String(quality.labelled)
}

function isSpeedKnown({ latencyMs }: Side): boolean {
  return latencyMs.p95 !== undefined
}

function p95Of({ latencyMs }: Side): string {
  return latencyMs.p95?.toFixed(0) ?? 'unknown'
}
