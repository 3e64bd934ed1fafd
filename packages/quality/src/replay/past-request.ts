import type { EscalationCause, LabelRow, Outcome, ReplyView, RouteRequest } from '@signalbox/core'

/** One request of the past, from whatever record: what a policy can be asked about, and what is known of how it went. */
export interface PastRequest {
  readonly id: string
  /** Wall time, ms since the epoch: prices and availability are those of that moment; undefined = the record does not say. */
  readonly atMs: number | undefined
  /** With its messages, or with features that were recorded. */
  readonly request: RouteRequest
  /** What belongs together in intervals: session, else the request itself. */
  readonly conversation: string
  /** What happened; undefined = the record has requests only. */
  readonly actual: ActualRun | undefined
  /** What is known of answers to it, from whichever model. */
  readonly answers: readonly KnownAnswer[]
}

/** What a policy made of the request at the time. */
export interface ActualRun {
  readonly policy: string
  readonly kind: Outcome['kind']
  readonly isVirtual: boolean
  /** undefined = the record does not say. */
  readonly task: string | undefined
  /** What was chosen first: see `actionOf`; undefined = the record does not say. */
  readonly action: string | undefined
  /** With which probability; undefined = the record does not say. */
  readonly propensity: number | undefined
  /** Target -> code of the constraint it broke. */
  readonly rejections: Readonly<Record<string, string>>
  readonly servedTarget: string | undefined
  readonly servedModel: string | undefined
  readonly servedTier: string | undefined
  readonly escalated: boolean
  readonly escalationCause: EscalationCause | (string & {}) | undefined
  /** Nano-dollars over all attempts; undefined = unknown. */
  readonly costNanoUsd: number | undefined
  readonly isCostLowerBound: boolean
  readonly baselineModel: string | undefined
  readonly baselineCostNanoUsd: number | undefined
  readonly durationMs: number | undefined
  /** Targets whose attempts failed on it, before anything served. */
  readonly failedTargets: readonly string[]
}

/** An answer that was given, by one model; any part may be unknown. */
export interface KnownAnswer {
  /** Whose it is: a target or a model id where the record says so, else `weak` (first tier) or `strong` (any other). */
  readonly by:
    | { readonly target: string; readonly model: string }
    | { readonly model: string }
    | { readonly rank: 'weak' | 'strong' }
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
  readonly durationMs: number | undefined
  /** Name of the gate that judged it, and what it said. */
  readonly gate: { readonly name: string; readonly accepted: boolean } | undefined
  /** Its text and tool calls, where they were kept. */
  readonly reply: ReplyView | undefined
  readonly labels: readonly Pick<LabelRow, 'source' | 'score' | 'versusN'>[]
}
