import { toShare, type Report, type SavedShare, type Share } from '@signalbox/core'
import type { RowResult } from './run-policy.ts'

/** One line of the demo's table. */
export interface PolicySummary {
  readonly policy: string
  readonly requests: number
  readonly escalation: Share
  readonly costUsd: number
  readonly baselineUsd: number
  readonly savedShare: SavedShare | undefined
  /** Share of labelled rows answered right; undefined without labels. */
  readonly quality: Share | undefined
  readonly p95Ms: number | undefined
  /** Requests whose detected task is the one a person gave; undefined without task labels. */
  readonly taskAccuracy: Share | undefined
  readonly byTask: readonly { readonly task: string; readonly requests: number; readonly escalation: Share }[]
  readonly report: Report
}

export function summarizePolicy(policy: string, results: readonly RowResult[], report: Report): PolicySummary {
  const labelled = results.filter(({ isRight }) => isRight !== undefined)
  const tasked = results.filter(({ row }) => row.task !== undefined)
  const { total } = report
  return {
    policy,
    requests: total.requests,
    escalation: total.escalation,
    costUsd: total.spend.totalUsd,
    baselineUsd: total.spend.baselineUsd,
    savedShare: total.spend.savedShare,
    quality:
      labelled.length === 0 ? undefined : toShare(labelled.filter(({ isRight }) => isRight).length, labelled.length),
    p95Ms: total.latencyMs.p95,
    taskAccuracy:
      tasked.length === 0
        ? undefined
        : toShare(tasked.filter(({ row, outcome }) => row.task === outcome.decision.task).length, tasked.length),
    byTask: byTask(results),
    report,
  }
}

/** Escalation by the task a person gave, where there is one: what the policy thought it was is in the report. */
function byTask(results: readonly RowResult[]): PolicySummary['byTask'] {
  const groups = new Map<string, { requests: number; served: number; escalated: number }>()
  for (const { row, outcome } of results) {
    const task = row.task ?? outcome.decision.task
    const group = groups.get(task) ?? { requests: 0, served: 0, escalated: 0 }
    groups.set(task, group)
    group.requests++
    if (outcome.kind === 'served') group.served++
    if (outcome.escalated) group.escalated++
  }
  return [...groups]
    .map(([task, { requests, served, escalated }]) => ({ task, requests, escalation: toShare(escalated, served) }))
    .toSorted((a, b) => b.requests - a.requests || (a.task < b.task ? -1 : 1))
}
