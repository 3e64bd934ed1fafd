import type { Rejection } from '../policy/rejection.ts'
import type { PlanStep } from './plan-step.ts'

/** What made a request start where it starts; also the cause of an escalation that was decided, not forced. */
export type DecisionCause = 'rule' | 'classifier' | 'constraint' | 'unknown-task' | 'pinned' | 'default' | 'exploration'

/** A candidate that was allowed and not put first, and why. */
export interface PassedOver {
  readonly target: string
  readonly model: string
  readonly tier: string
  /** One sentence. */
  readonly reason: string
  /** Its place in the plan, if it has one. */
  readonly step?: number | undefined
}

/**
 * The joint between thinking and doing: which candidates, in which order, with which gates, and why no other.
 * Plain data; the same policy, request, snapshot and seed give the same bytes (design, invariant 8).
 */
export interface Decision {
  readonly requestId: string
  /** What the caller asked for: `auto`, `task:NAME`, `tier:NAME` or a concrete id. */
  readonly requested: string
  /** false when the caller named a concrete model: such requests do not count in the escalation rate. */
  readonly isVirtual: boolean
  readonly policy: { readonly name: string; readonly version: string }
  /** Name of the strategy that answered. */
  readonly strategy: string
  readonly cause: DecisionCause
  /** One sentence for people. */
  readonly reason: string
  /** The rule that held, by its name or place; undefined = none did. */
  readonly rule: string | undefined
  /**
   * With which probability the plan was to begin as it does: 1 unless something was drawn, undefined where a strategy around the draw may
   * have undone it. What a later comparison weighs the answer by (Horvitz and Thompson, JASA 1952).
   */
  readonly propensity: number | undefined
  readonly task: string
  readonly taskSource: 'caller' | 'detected' | 'unknown'
  readonly language: string | undefined
  /** Estimate the decision was made with. */
  readonly inputTokens: number
  /** Limit the request is sent with; undefined = none. */
  readonly maxOutputTokens: number | undefined
  /** true: the caller gave no limit and one was set because a ceiling or budget needs it (design, invariant 10). */
  readonly isOutputLimitDefaulted: boolean
  /** Candidates in order; empty = nothing may serve the request, and `rejected` says why. */
  readonly steps: readonly PlanStep[]
  /** Allowed candidates that were not put first. */
  readonly passedOver: readonly PassedOver[]
  /** Candidates that broke a constraint. */
  readonly rejected: readonly Rejection[]
  /** What this request is expected to cost; undefined = price unknown. */
  readonly expectedCostUsd: number | undefined
  /** Ceiling over all attempts, from the policy. */
  readonly maxCostUsd: number | undefined
  /** The model all is held against, and what it is expected to cost. */
  readonly baseline: { readonly model: string; readonly expectedCostUsd: number | undefined } | undefined
  readonly decidedAtMs: number
}
