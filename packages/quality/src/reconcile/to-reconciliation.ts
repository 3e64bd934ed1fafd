import { explainDifference, type DifferenceReason } from './explain-difference.ts'
import type { UsageExport } from './read-export.ts'
import type { ReconciledCell, Reconciliation } from './reconciliation.ts'
import type { UsageCell } from './usage-cell.ts'
import { addUsage, noUsage, type UsageSums, type UsageTold } from './usage-sums.ts'

/** What both sides have counted, judged. */
export function toReconciliation(
  cells: readonly UsageCell[],
  { told, fromDay, toDay, costDecimals }: UsageExport,
  tolerance: number,
  rest: Pick<Reconciliation, 'elsewhere' | 'outsidePeriod'>,
): Reconciliation {
  const halfUnit = 0.5 * 10 ** (9 - costDecimals)
  const made = cells
    .filter(({ ours, rows }) => rows > 0 || ours.requests > 0)
    .map(({ day, model, ours, theirs, rows, costUnknown, midnightNanoUsd }): ReconciledCell => {
      const parts = explainDifference({
        ours: { ...ours, costUnknown, midnightNanoUsd },
        theirs: { ...theirs, rows },
        told,
        // Each of our costs is rounded to a nano-dollar too.
        roundingNanoUsd: rows * halfUnit + ours.requests * 0.5,
      })
      return { day, model, ours, theirs, parts: told.cost ? parts : [] }
    })
    .toSorted((a, b) => compare(a.day, b.day) || compare(a.model, b.model))
  const reasons = new Map<DifferenceReason, number>()
  for (const { reason, nanoUsd } of made.flatMap(({ parts }) => parts))
    reasons.set(reason, (reasons.get(reason) ?? 0) + Math.abs(nanoUsd))
  const differing = [...reasons.values()].reduce((sum, nanoUsd) => sum + nanoUsd, 0)
  const differenceShare = toDifferenceShare(made, told)
  return {
    fromDay,
    toDay,
    told,
    cells: made,
    ours: made.map(({ ours }) => ours).reduce(addUsage, noUsage),
    theirs: made.map(({ theirs }) => theirs).reduce(addUsage, noUsage),
    differences: [...reasons]
      .map(([reason, nanoUsd]) => ({ reason, nanoUsd }))
      .toSorted((a, b) => b.nanoUsd - a.nanoUsd),
    explainedShare: differing === 0 ? undefined : 1 - (reasons.get('unexplained') ?? 0) / differing,
    differenceShare,
    tolerance,
    isWithin: differenceShare !== undefined && differenceShare <= tolerance,
    ...rest,
    costUnknownAttempts: cells.reduce((sum, { costUnknown }) => sum + costUnknown, 0),
  }
}

function toDifferenceShare(cells: readonly ReconciledCell[], told: UsageTold): number | undefined {
  const amountOf = (usage: UsageSums): number =>
    told.cost ? usage.costNanoUsd : told.tokens ? usage.inputTokens + usage.outputTokens : usage.requests
  const byModel = new Map<string, number>()
  let theirs = 0
  for (const cell of cells) {
    const amount = amountOf(cell.theirs)
    theirs += amount
    byModel.set(cell.model, (byModel.get(cell.model) ?? 0) + amount - amountOf(cell.ours))
  }
  if (theirs === 0) return undefined
  return [...byModel.values()].reduce((sum, difference) => sum + Math.abs(difference), 0) / theirs
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
