import type { CostSums } from './saved-share.ts'
import { savedShare } from './saved-share.ts'
import type { ReportGroup } from './report.ts'
import { toShare } from './wilson-interval.ts'

/** Counts of one group of requests, from which its line of the report is made. Money in nano-dollars. */
export interface GroupTally {
  requests: number
  served: number
  broken: number
  failed: number
  aborted: number
  virtualServed: number
  escalated: number
  byCause: Record<string, number>
  frontier: number
  fallback: number
  fallbackDown: number
  costNano: number
  draftNano: number
  failedNano: number
  checkNano: number
  /** Beside costNano, not in it. */
  evidenceNano: number
  unknownCost: number
  /** Over requests whose cost, evidence included, and baseline are known, in USD. */
  sums: { -readonly [K in keyof CostSums]: number }
  inputTokens: number
  outputTokens: number
}

export function emptyTally(): GroupTally {
  return {
    requests: 0,
    served: 0,
    broken: 0,
    failed: 0,
    aborted: 0,
    virtualServed: 0,
    escalated: 0,
    byCause: {},
    frontier: 0,
    fallback: 0,
    fallbackDown: 0,
    costNano: 0,
    draftNano: 0,
    failedNano: 0,
    checkNano: 0,
    evidenceNano: 0,
    unknownCost: 0,
    sums: { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 },
    inputTokens: 0,
    outputTokens: 0,
  }
}

/** One line of the report. */
export function toReportGroup(key: string, tally: GroupTally, latencyMs: ReportGroup['latencyMs']): ReportGroup {
  const { sums } = tally
  return {
    key,
    requests: tally.requests,
    served: tally.served,
    broken: tally.broken,
    failed: tally.failed,
    aborted: tally.aborted,
    escalation: toShare(tally.escalated, tally.virtualServed),
    escalationByCause: Object.fromEntries(Object.entries(tally.byCause).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    frontier: toShare(tally.frontier, tally.served),
    fallback: toShare(tally.fallback, tally.served),
    fallbackDown: tally.fallbackDown,
    spend: {
      costUsd: sums.x,
      baselineUsd: sums.y,
      savedUsd: sums.y - sums.x,
      savedShare: savedShare(sums),
      totalUsd: (tally.costNano + tally.evidenceNano) / 1e9,
      rejectedDraftsUsd: tally.draftNano / 1e9,
      failedAttemptsUsd: tally.failedNano / 1e9,
      checksUsd: tally.checkNano / 1e9,
      evidenceUsd: tally.evidenceNano / 1e9,
      unknownCostRequests: tally.unknownCost,
    },
    latencyMs,
    inputTokens: tally.inputTokens,
    outputTokens: tally.outputTokens,
  }
}
