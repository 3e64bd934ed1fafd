import { nothingCarried, toCarriedCost, type CarriedSums } from './carried-cost.ts'
import { emptyTally, toReportGroup, type GroupTally } from './group-tally.ts'
import type { OutcomeRow } from './ledger-row.ts'
import { isInRange } from './is-in-range.ts'
import { toReport } from './to-report.ts'
import type { Report, ReportGroup, ReportQuery } from './report.ts'

/** What a report needs of an outcome. */
export type ReportRow = Pick<
  OutcomeRow,
  | 'kind'
  | 'startedAtMs'
  | 'policyName'
  | 'isVirtual'
  | 'task'
  | 'tenant'
  | 'tags'
  | 'servedModel'
  | 'servedTierRank'
  | 'escalated'
  | 'escalationCause'
  | 'fallback'
  | 'costNanoUsd'
  | 'isCostLowerBound'
  | 'draftCostNanoUsd'
  | 'failedCostNanoUsd'
  | 'checkCostNanoUsd'
  | 'evidenceCostNanoUsd'
  | 'baselineModel'
  | 'baselineCostNanoUsd'
  | 'inputTokens'
  | 'outputTokens'
  | 'durationMs'
>

interface Group {
  readonly tally: GroupTally
  readonly durations: number[]
  /** Requests served by tier rank: which is the last is known only at the end. */
  readonly servedByRank: Map<number, number>
}

/** The report of these rows: the definition that every store's own query is held against. */
export function foldReport(
  rows: Iterable<ReportRow>,
  openAttempts: number,
  query: ReportQuery,
  carried: CarriedSums = nothingCarried,
): Report {
  const groups = new Map<string, Group>()
  const tasks = new Map<string, GroupTally>()
  const total = createGroup()
  const baselineModels = new Set<string>()
  let fromMs: number | undefined
  let toMs: number | undefined
  let topRank = 0
  for (const row of rows) {
    if (!isInRange(row, query)) continue
    fromMs = fromMs === undefined ? row.startedAtMs : Math.min(fromMs, row.startedAtMs)
    toMs = toMs === undefined ? row.startedAtMs : Math.max(toMs, row.startedAtMs)
    if (row.baselineModel !== undefined) baselineModels.add(row.baselineModel)
    const rank = row.servedTierRank ?? 0
    topRank = Math.max(topRank, rank)
    for (const group of [total, getOrMake(groups, keyOf(row, query.by), createGroup)]) {
      add(group.tally, row)
      if (row.kind !== 'served') continue
      group.durations.push(row.durationMs)
      group.servedByRank.set(rank, (group.servedByRank.get(rank) ?? 0) + 1)
    }
    add(getOrMake(tasks, row.task, emptyTally), row)
  }
  const toGroup = (key: string, { tally, durations, servedByRank }: Group): ReportGroup => {
    tally.frontier = topRank === 0 ? 0 : (servedByRank.get(topRank) ?? 0)
    return toReportGroup(key, tally, percentiles(durations))
  }
  return toReport({
    query,
    fromMs,
    toMs,
    total: toGroup('total', total),
    groups: [...groups].map(([key, group]) => toGroup(key, group)),
    tasks: [...tasks].map(([key, tally]) => toReportGroup(key, tally, noLatency)),
    openAttempts,
    carried: toCarriedCost(carried),
    baselineModels: [...baselineModels],
  })
}

function createGroup(): Group {
  return { tally: emptyTally(), durations: [], servedByRank: new Map() }
}

const noLatency = { p50: undefined, p95: undefined, p99: undefined }

function keyOf(row: ReportRow, by: ReportQuery['by']): string {
  switch (by) {
    case undefined:
    case 'task':
      return row.task
    case 'tenant':
      return row.tenant ?? '(none)'
    case 'model':
      return row.servedModel ?? '(none)'
    default:
      return row.tags[by.slice(4)] ?? '(none)'
  }
}

function getOrMake<V>(map: Map<string, V>, key: string, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}

function add(tally: GroupTally, row: ReportRow): void {
  tally.requests++
  tally[row.kind]++
  tally.costNano += row.costNanoUsd
  tally.draftNano += row.draftCostNanoUsd
  tally.failedNano += row.failedCostNanoUsd
  tally.checkNano += row.checkCostNanoUsd
  tally.evidenceNano += row.evidenceCostNanoUsd
  tally.inputTokens += row.inputTokens ?? 0
  tally.outputTokens += row.outputTokens ?? 0
  if (row.kind !== 'served') return
  if (row.isVirtual) {
    tally.virtualServed++
    if (row.escalated) {
      tally.escalated++
      const cause = row.escalationCause ?? 'unknown'
      tally.byCause[cause] = (tally.byCause[cause] ?? 0) + 1
    }
  }
  if (row.fallback !== 'no') tally.fallback++
  if (row.fallback === 'down') tally.fallbackDown++
  if (row.isCostLowerBound || row.baselineCostNanoUsd === undefined) tally.unknownCost++
  else {
    const x = (row.costNanoUsd + row.evidenceCostNanoUsd) / 1e9
    const y = row.baselineCostNanoUsd / 1e9
    const { sums } = tally
    sums.n++
    sums.x += x
    sums.y += y
    sums.xx += x * x
    sums.yy += y * y
    sums.xy += x * y
  }
}

/** Nearest rank. */
function percentiles(values: number[]): { p50: number | undefined; p95: number | undefined; p99: number | undefined } {
  values.sort((a, b) => a - b)
  const at = (share: number): number | undefined => values[Math.max(0, Math.ceil(values.length * share) - 1)]
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
