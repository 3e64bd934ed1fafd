import type { Interval } from '../statistics/interval.ts'
import type { LeftOutReason } from './savings-row.ts'
import type { PriceSource } from './price-source.ts'
import type { SavingParts } from './saving-parts.ts'
import type { TokenAdjustment } from './token-adjustment.ts'

/** What was spent, part by part, integers of nano-dollars: the parts add up to the total. */
export interface ActualCost {
  /** The attempts that served. */
  readonly answersNanoUsd: number
  /** Drafts that a gate rejected. */
  readonly draftsNanoUsd: number
  /** Failed, aborted and lost attempts. */
  readonly failedAttemptsNanoUsd: number
  /** Samples and judges of gates. */
  readonly checksNanoUsd: number
  /** Shadows and studies. */
  readonly evidenceNanoUsd: number
  readonly totalNanoUsd: number
}

/** One group of requests against the baseline. */
export interface SavedAmount {
  readonly requests: number
  /** The served replies' counts at the baseline's price of their moment. */
  readonly baselineNanoUsd: number
  readonly actualNanoUsd: number
  /** Integer of nano-dollars; the interval is of the sum over as many conversations. */
  readonly savedNanoUsd: Interval
  /** Over the baseline's cost; undefined where that is 0. */
  readonly savedShare: Interval | undefined
  /** What the intervals are made of: conversations, put together by hash where there are more than a few thousand. */
  readonly clusters: number
  /** So many conversations of equal baseline cost would say as much. */
  readonly effectiveClusters: number
  /** Of the baseline's cost, that of the dearest conversation. */
  readonly largestShare: number
}

export interface TaskSaved extends SavedAmount {
  readonly task: string
}

/** What one model served. */
export interface ServedModel {
  readonly model: string
  readonly requests: number
  /** Of the requests that are counted. */
  readonly requestShare: number
  readonly answersNanoUsd: number
  /** The same answers at the baseline's prices. */
  readonly baselineNanoUsd: number
}

/** The saving against one baseline. */
export interface BaselineSaved extends SavedAmount {
  readonly baseline: string
  readonly actual: ActualCost
  /** Largest baseline cost first. */
  readonly tasks: readonly TaskSaved[]
  readonly models: readonly ServedModel[]
  /** undefined where the baseline's cost is 0. */
  readonly parts: SavingParts | undefined
  readonly tokens: TokenAdjustment
}

/** Requests that say nothing of the saving. */
export interface LeftOut {
  readonly reason: LeftOutReason
  readonly requests: number
  /** What is known to have been spent on them, evidence included. */
  readonly spentNanoUsd: number
}

/** A policy of the period. */
export interface CoveredPolicy {
  readonly name: string
  readonly version: string
  readonly requests: number
}

/** The statement: what routing saved, against what, with what left out. Plain data. */
export interface Savings {
  /** The first and the last request, wall time, ms since the epoch. */
  readonly fromMs: number | undefined
  readonly toMs: number | undefined
  readonly requests: number
  readonly policies: readonly CoveredPolicy[]
  /** One per baseline that was in force, most requests first: amounts against different baselines are never added. */
  readonly baselines: readonly BaselineSaved[]
  readonly leftOut: readonly LeftOut[]
  /** Where the prices of the attempts come from; empty without attempts. */
  readonly prices: readonly PriceSource[]
  /** Attempts of shadows and studies whose cost is not known: evidence has cost at least what is said. */
  readonly evidenceOfUnknownCost: number
  readonly warnings: readonly string[]
}
