import type { SavedShare } from './saved-share.ts'

/** A share with what it was made from and its 95 % interval (Wilson, JASA 1927). */
export interface Share {
  readonly numerator: number
  readonly denominator: number
  /** undefined when the denominator is 0. */
  readonly value: number | undefined
  readonly low: number | undefined
  readonly high: number | undefined
}

/** Which rows a report is made from. */
export interface ReportQuery {
  /** Wall time, ms since the epoch, included. */
  readonly sinceMs?: number | undefined
  readonly untilMs?: number | undefined
  /** Only rows of this policy name. */
  readonly policy?: string | undefined
  readonly by?: 'task' | 'tenant' | 'model' | `tag:${string}` | undefined
  /** Target share per task type for leaks; default 0.2. */
  readonly leakAbove?: number | undefined
}

/** Money of a group of requests, USD; what shadows and studies of them have cost is counted in every sum. */
export interface Spend {
  /** Over requests whose cost and baseline are both known. */
  readonly costUsd: number
  readonly baselineUsd: number
  readonly savedUsd: number
  /** savedUsd / baselineUsd with a 95 % interval from the spread over requests; undefined when there is no baseline. */
  readonly savedShare: SavedShare | undefined
  /** Over all requests, those without a baseline included: what was really spent, at least. */
  readonly totalUsd: number
  /** Spent on drafts a gate rejected. */
  readonly rejectedDraftsUsd: number
  /** Spent on failed, aborted and lost attempts. */
  readonly failedAttemptsUsd: number
  /** Spent on samples and judges. */
  readonly checksUsd: number
  /** Spent on shadows and studies, after requests had ended. */
  readonly evidenceUsd: number
  /** Requests left out of the saving because a cost or baseline is unknown. */
  readonly unknownCostRequests: number
}

/** One line of a report: a group, or everything. */
export interface ReportGroup {
  readonly key: string
  readonly requests: number
  readonly served: number
  readonly broken: number
  readonly failed: number
  readonly aborted: number
  /** Served by a tier above the first, over served requests with a virtual id. */
  readonly escalation: Share
  /** The same, split by cause: counts that add up to the numerator. */
  readonly escalationByCause: Readonly<Record<string, number>>
  /** Served by the last tier, over all served. */
  readonly frontier: Share
  /** Served by a fallback, over all served; `down` of them by a cheaper tier. */
  readonly fallback: Share
  readonly fallbackDown: number
  readonly spend: Spend
  readonly latencyMs: {
    readonly p50: number | undefined
    readonly p95: number | undefined
    readonly p99: number | undefined
  }
  readonly inputTokens: number
  readonly outputTokens: number
}

/** A task type whose escalations from causes other than an intended rule pass its target. */
export interface Leak {
  readonly task: string
  readonly share: Share
  readonly causes: Readonly<Record<string, number>>
}

/** Costs as carriers tell them beside our own prices, over attempts that have both. */
export interface CarriedCost {
  readonly attempts: number
  readonly reportedUsd: number
  readonly pricedUsd: number
  /** reportedUsd over pricedUsd, less 1; undefined where ours is 0. */
  readonly differenceShare: number | undefined
  /** Attempts whose two costs differ by more than 1 % of ours. */
  readonly differing: number
}

/** What the ledger says. */
export interface Report {
  readonly query: ReportQuery
  readonly fromMs: number | undefined
  readonly toMs: number | undefined
  readonly total: ReportGroup
  readonly groups: readonly ReportGroup[]
  readonly leaks: readonly Leak[]
  /** `healthy` below 20 %, `watch` to 30 %, `alarm` above; undefined without requests. */
  readonly escalationStatus: 'healthy' | 'watch' | 'alarm' | undefined
  /** Attempts whose intent was never settled: a crash, or still running. */
  readonly openAttempts: number
  /** Of attempts started in the range; undefined = none was carried that we have a price for. */
  readonly carried: CarriedCost | undefined
  /** Distinct baseline models: more than one makes a saving hard to read. */
  readonly baselineModels: readonly string[]
}
