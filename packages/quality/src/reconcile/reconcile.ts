import { mayBeBilled, namesOf, type BilledAttempt } from './billed-attempt.ts'
import { modelKey } from './model-key.ts'
import type { UsageExport } from './read-export.ts'
import type { Reconciliation } from './reconciliation.ts'
import { dayOf } from './to-day.ts'
import { toReconciliation } from './to-reconciliation.ts'
import type { UsageCell } from './usage-cell.ts'
import { addUsage, noUsage } from './usage-sums.ts'

export interface ReconcileOptions {
  /** Sum over models of what differs, over the export's sum, that is let pass; default 0.01. */
  readonly tolerance?: number | undefined
  /** Only attempts on targets whose id begins so: all of them are held against the export, whether it names their model or not. */
  readonly target?: string | undefined
  /** A target's name on the wire. */
  readonly asOf?: ((target: string) => string | undefined) | undefined
}

const allModels = '(all)'
/** Names that are listed of what the export does not know. */
const mostNames = 20

/** Holds the ledger against a provider's export, by UTC day and model; attempts in any order, memory by day and model only. */
export function reconcile(
  attempts: Iterable<BilledAttempt>,
  usage: UsageExport,
  { tolerance = 0.01, target, asOf }: ReconcileOptions = {},
): Reconciliation {
  const { told, fromDay, toDay } = usage
  const cells = new Map<string, UsageCell>()
  const names = new Map<string, string>()
  const cellOf = (day: string, key: string, model: string): UsageCell => {
    const at = `${day}\u0000${key}`
    let cell = cells.get(at)
    if (cell === undefined)
      cells.set(
        at,
        (cell = { day, model, ours: noUsage, theirs: noUsage, rows: 0, costUnknown: 0, midnightNanoUsd: 0 }),
      )
    return cell
  }
  for (const row of usage.rows) {
    const key = told.models ? modelKey(row.model ?? '') : ''
    if (!names.has(key)) names.set(key, told.models ? (row.model ?? '') : allModels)
    const cell = cellOf(row.day, key, names.get(key) ?? '')
    cell.theirs = addUsage(cell.theirs, row)
    cell.rows++
  }

  const elsewhere = { attempts: 0, costNanoUsd: 0, models: new Set<string>() }
  const outsidePeriod = { attempts: 0, costNanoUsd: 0 }
  for (const attempt of attempts) {
    const called = attempt.answeredTarget ?? attempt.target
    if ((target !== undefined && !called.startsWith(target)) || !mayBeBilled(attempt)) continue
    const day = dayOf(attempt.startedAtMs)
    const costNanoUsd = attempt.costNanoUsd ?? 0
    if (fromDay === undefined || toDay === undefined || day < fromDay || day > toDay) {
      outsidePeriod.attempts++
      outsidePeriod.costNanoUsd += costNanoUsd
      continue
    }
    const wrote = namesOf(attempt, asOf?.(called))
    const key = told.models ? (wrote.map(modelKey).find((name) => names.has(name)) ?? modelKey(wrote[0] ?? '')) : ''
    if (!names.has(key) && target === undefined) {
      elsewhere.attempts++
      elsewhere.costNanoUsd += costNanoUsd
      if (elsewhere.models.size < mostNames) elsewhere.models.add(attempt.answeredModel ?? attempt.model)
      continue
    }
    const cell = cellOf(day, key, names.get(key) ?? wrote[0] ?? '')
    cell.ours = addUsage(cell.ours, {
      requests: 1,
      inputTokens: attempt.inputTokens ?? 0,
      outputTokens: attempt.outputTokens ?? 0,
      costNanoUsd,
    })
    if (attempt.costNanoUsd === undefined || attempt.isCostLowerBound === true) cell.costUnknown++
    const lastDay = dayOf(attempt.startedAtMs + (attempt.durationMs ?? 0))
    if (lastDay === day) continue
    cell.midnightNanoUsd += costNanoUsd
    if (lastDay <= toDay) cellOf(lastDay, key, cell.model).midnightNanoUsd += costNanoUsd
  }
  return toReconciliation([...cells.values()], usage, tolerance, {
    elsewhere: { ...elsewhere, models: [...elsewhere.models].toSorted() },
    outsidePeriod,
  })
}
