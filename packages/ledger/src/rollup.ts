import { emptyTally, type GroupTally, type OutcomeRow } from '@signalbox/core'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { hasColumn } from './has-column.ts'

const keys = [
  'task',
  'kind',
  'is_virtual',
  'served_tier_rank',
  'escalated',
  'escalation_cause',
  'fallback',
  'baseline_model',
] as const
const sums = [
  'requests',
  'cost_nano_usd',
  'draft_cost_nano_usd',
  'failed_cost_nano_usd',
  'check_cost_nano_usd',
  'evidence_cost_nano_usd',
  'unknown_cost',
  'input_tokens',
  'output_tokens',
  'n',
  'x',
  'y',
  'xx',
  'yy',
  'xy',
] as const

/** Rank of a request that nobody served. */
const noRank = -1

interface Cell {
  readonly key: readonly (string | number)[]
  readonly sums: number[]
  fromMs: number
  toMs: number
}

/** An outcome that came, or one that went: a correction is both. */
export interface RollupChange {
  readonly row: OutcomeRow
  readonly times: 1 | -1
}

/** Adds outcomes to the rollup, or takes them out, by one upsert per distinct key of a batch. */
export function createRollup(db: DatabaseSync): (changes: readonly RollupChange[]) => void {
  const columns = [...keys, ...sums, 'from_ms', 'to_ms']
  const upsert: StatementSync = db.prepare(
    `insert into rollup (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})
     on conflict do update set ${sums.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')},
       from_ms = min(from_ms, excluded.from_ms), to_ms = max(to_ms, excluded.to_ms)`,
  )
  return (changes) => {
    const cells = new Map<string, Cell>()
    for (const change of changes) add(cells, change)
    for (const cell of cells.values()) upsert.run(...cell.key, ...cell.sums, cell.fromMs, cell.toMs)
  }
}

function add(cells: Map<string, Cell>, { row, times }: RollupChange): void {
  const key = [
    row.task,
    row.kind,
    Number(row.isVirtual),
    row.servedTierRank ?? noRank,
    Number(row.escalated),
    row.escalationCause ?? '',
    row.fallback,
    row.baselineModel ?? '',
  ]
  const text = key.join('\u0000')
  let cell = cells.get(text)
  if (cell === undefined)
    cells.set(text, (cell = { key, sums: sums.map(() => 0), fromMs: row.startedAtMs, toMs: row.startedAtMs }))
  const isServed = row.kind === 'served'
  const isKnown = isServed && !row.isCostLowerBound && row.baselineCostNanoUsd !== undefined
  const x = isKnown ? (row.costNanoUsd + row.evidenceCostNanoUsd) / 1e9 : 0
  const y = isKnown ? (row.baselineCostNanoUsd ?? 0) / 1e9 : 0
  const values = [
    1,
    row.costNanoUsd,
    row.draftCostNanoUsd,
    row.failedCostNanoUsd,
    row.checkCostNanoUsd,
    row.evidenceCostNanoUsd,
    isServed && !isKnown ? 1 : 0,
    row.inputTokens ?? 0,
    row.outputTokens ?? 0,
    isKnown ? 1 : 0,
    x,
    y,
    x * x,
    y * y,
    x * y,
  ]
  for (const [index, value] of values.entries()) cell.sums[index] = (cell.sums[index] ?? 0) + value * times
  cell.fromMs = Math.min(cell.fromMs, row.startedAtMs)
  cell.toMs = Math.max(cell.toMs, row.startedAtMs)
}

/** What the rollup holds of all requests. */
export interface RollupTallies {
  readonly total: GroupTally
  readonly tasks: ReadonlyMap<string, GroupTally>
  readonly fromMs: number | undefined
  readonly toMs: number | undefined
  readonly baselineModels: readonly string[]
}

export function readRollup(db: DatabaseSync): RollupTallies {
  // As reals: node:sqlite refuses to read integers that are not safe ones, and nano-dollars of nine million dollars are none.
  const columns = [
    ...keys,
    ...sums.filter((name) => hasColumn(db, 'rollup', name)).map((name) => `${name} * 1.0 as ${name}`),
  ]
  const rows = db.prepare(`select ${columns.join(', ')}, from_ms, to_ms from rollup`).all() as unknown as Record<
    string,
    number
  >[]
  const total = emptyTally()
  const tasks = new Map<string, GroupTally>()
  const baselineModels = new Set<string>()
  const topRank = Math.max(0, ...rows.map((row) => row['served_tier_rank'] ?? noRank))
  for (const row of rows) {
    const task = String(row['task'])
    const tally = tasks.get(task) ?? emptyTally()
    tasks.set(task, tally)
    if (String(row['baseline_model']) !== '') baselineModels.add(String(row['baseline_model']))
    fold(total, row, topRank)
    fold(tally, row, topRank)
  }
  const times = (name: string): number[] => rows.map((row) => row[name] ?? 0)
  return {
    total,
    tasks,
    fromMs: rows.length === 0 ? undefined : Math.min(...times('from_ms')),
    toMs: rows.length === 0 ? undefined : Math.max(...times('to_ms')),
    baselineModels: [...baselineModels],
  }
}

function fold(tally: GroupTally, row: Readonly<Record<string, number>>, topRank: number): void {
  const value = (name: string): number => row[name] ?? 0
  const requests = value('requests')
  const kind = String(row['kind']) as OutcomeRow['kind']
  tally.requests += requests
  tally[kind] += requests
  tally.costNano += value('cost_nano_usd')
  tally.draftNano += value('draft_cost_nano_usd')
  tally.failedNano += value('failed_cost_nano_usd')
  tally.checkNano += value('check_cost_nano_usd')
  tally.evidenceNano += value('evidence_cost_nano_usd')
  tally.unknownCost += value('unknown_cost')
  tally.inputTokens += value('input_tokens')
  tally.outputTokens += value('output_tokens')
  for (const name of ['n', 'x', 'y', 'xx', 'yy', 'xy'] as const) tally.sums[name] += value(name)
  if (kind !== 'served') return
  if (row['is_virtual'] === 1) {
    tally.virtualServed += requests
    if (row['escalated'] === 1) {
      tally.escalated += requests
      const cause = String(row['escalation_cause']) || 'unknown'
      tally.byCause[cause] = (tally.byCause[cause] ?? 0) + requests
    }
  }
  if (topRank > 0 && row['served_tier_rank'] === topRank) tally.frontier += requests
  if (String(row['fallback']) !== 'no') tally.fallback += requests
  if (String(row['fallback']) === 'down') tally.fallbackDown += requests
}
