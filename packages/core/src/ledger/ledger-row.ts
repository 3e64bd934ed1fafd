import type { AttemptPurpose } from '../outcome/attempt.ts'
import type { FinishReason } from '../outcome/finish.ts'
import type { ToolCallView } from '../outcome/reply-view.ts'

/** Written before a byte leaves. */
export interface IntentRow {
  readonly requestId: string
  readonly n: number
  readonly step: number
  readonly purpose: AttemptPurpose
  readonly target: string
  readonly model: string
  readonly tier: string
  readonly startedAtMs: number
  /**
   * The shadow or study it was made for, after its request had ended; undefined = for the request itself. Its cost is evidence's, in
   * `OutcomeRow.evidenceCostNanoUsd`, and no part of what the answer cost.
   */
  readonly study: string | undefined
}

/** Written when an attempt has ended: completes the IntentRow of the same request and n. */
export interface SettlementRow {
  readonly requestId: string
  readonly n: number
  readonly end: 'done' | 'rejected' | 'failed' | 'aborted' | 'lost'
  /** Failure kind, or the gate that rejected. */
  readonly reason: string | undefined
  readonly status: number | undefined
  readonly billable: 'no' | 'yes' | 'unknown'
  readonly servedModel: string | undefined
  /** Which of the pool it went to answered, where that was another than the intent's own target. */
  readonly answeredTarget: string | undefined
  readonly answeredModel: string | undefined
  /** Where its carrier says it sent the call. */
  readonly host: string | undefined
  /** The carrier's own name for the call. */
  readonly callId: string | undefined
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
  readonly cacheReadTokens: number | undefined
  readonly cacheWriteTokens: number | undefined
  readonly reasoningTokens: number | undefined
  /** What is counted, integers of nano-dollars: what was reported, else what our price says; undefined = unknown. */
  readonly costNanoUsd: number | undefined
  /** More may have been charged than `costNanoUsd` says: it is not known, or the reply broke off. */
  readonly isCostLowerBound: boolean
  /** What whoever carried the call charges for it. */
  readonly reportedCostNanoUsd: number | undefined
  /** Its tokens at our price of that moment. */
  readonly pricedCostNanoUsd: number | undefined
  /** The price it was computed with, as JSON; undefined = unknown. */
  readonly priceJson: string | undefined
  readonly firstContentMs: number | undefined
  readonly durationMs: number | undefined
}

/** What an attempt answered, kept only where the operator asked for replies to be stored. */
export interface ReplyRow {
  readonly requestId: string
  readonly n: number
  /** At most 65,536 characters. */
  readonly text: string
  /** The first ones, with no more characters than that together. */
  readonly toolCalls: readonly ToolCallView[]
  /** Why it ended, as its provider said; undefined = it did not say. */
  readonly finish: FinishReason | undefined
}

/** What somebody or something says of a reply. One per reply, source, rater, study and rival; a second replaces it. */
export interface LabelRow {
  readonly requestId: string
  /** The attempt whose reply it is of. */
  readonly n: number
  readonly source: 'human' | 'judge' | 'outcome'
  /** Who says it: a person's name, a judge's target. */
  readonly rater: string | undefined
  readonly study: string | undefined
  /** The attempt it was compared with; undefined = it was judged on its own. */
  readonly versusN: number | undefined
  /** On its own: 0 = wrong or useless, 1 = right. Compared: 1 = better, 0.5 = as good, 0 = worse. */
  readonly score: number
  readonly reason: string | undefined
  /** Wall time, ms since the epoch. */
  readonly atMs: number
}

/** What an attempt cost, told after its request had ended: replaces what was known of it. */
export interface LateCostRow {
  readonly requestId: string
  readonly n: number
  /** Integer of nano-dollars. */
  readonly costNanoUsd: number
  /** Where its carrier says it sent the call; undefined = what was known stays. */
  readonly host?: string | undefined
}

/** One per request, written once. */
export interface OutcomeRow {
  readonly requestId: string
  readonly kind: 'served' | 'broken' | 'failed' | 'aborted'
  readonly startedAtMs: number
  readonly policyName: string
  readonly policyVersion: string
  readonly strategy: string
  readonly requested: string
  readonly isVirtual: boolean
  readonly task: string
  readonly taskSource: 'caller' | 'detected' | 'unknown'
  readonly language: string | undefined
  readonly tenant: string | undefined
  readonly session: string | undefined
  readonly tags: Readonly<Record<string, string>>
  /** Tier of the first planned step. */
  readonly decidedTier: string
  /** The first planned step; undefined = nothing was planned, or an older Signalbox wrote the row. */
  readonly decidedTarget: string | undefined
  /** Name of its gate. */
  readonly decidedGate: string | undefined
  /** What made the plan begin there: a DecisionCause. */
  readonly cause: string | undefined
  /** The rule that held. */
  readonly rule: string | undefined
  /** With which probability the plan was to begin so; undefined = nobody can tell, or an older Signalbox wrote the row. */
  readonly propensity: number | undefined
  /** Target -> code of the constraint it broke; undefined = none did, or it is not known. */
  readonly rejections: Readonly<Record<string, string>> | undefined
  /** What another policy would look at, without any text: see `recallRequest`. Undefined = it would have been too long, or an older Signalbox wrote the row. */
  readonly requestJson: string | undefined
  /** `n` of the attempt that served. */
  readonly servedN: number | undefined
  readonly servedTarget: string | undefined
  readonly servedModel: string | undefined
  readonly servedTier: string | undefined
  /** 0 = the default handler; undefined = not served. */
  readonly servedTierRank: number | undefined
  readonly escalated: boolean
  readonly escalationCause: string | undefined
  readonly fallback: 'no' | 'same-tier' | 'up' | 'down'
  readonly gate: 'none' | 'accepted' | 'rejected' | 'overruled'
  readonly failureKind: string | undefined
  /** Attempts that could serve. */
  readonly attempts: number
  readonly costNanoUsd: number
  readonly isCostLowerBound: boolean
  /** Part of the cost that went to rejected drafts. */
  readonly draftCostNanoUsd: number
  /** Part of the cost that went to failed, aborted and lost attempts. */
  readonly failedCostNanoUsd: number
  /** Part of the cost that went to samples and judges. */
  readonly checkCostNanoUsd: number
  /** What shadows and studies of this request have cost, after it had ended: the ledger keeps it up to date. */
  readonly evidenceCostNanoUsd: number
  readonly baselineModel: string | undefined
  readonly baselineCostNanoUsd: number | undefined
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
  readonly commitMs: number | undefined
  readonly durationMs: number
  /** Only when the operator asked for prompts to be stored: see `fromPromptJson`. */
  readonly promptJson: string | undefined
}
