import type { Decision, PassedOver } from './decision.ts'

/** What a decision says, and how to make the sentences about candidates that were not put first. */
export interface DecisionContent extends Omit<Decision, 'passedOver'> {
  readonly explain: () => readonly PassedOver[]
}

/**
 * A decision whose sentences for people are made when someone reads them: most decisions are only carried out. To whoever looks it is plain
 * data, with `passedOver` a property of its own. All share one getter: one apiece would make deciding three times as dear.
 */
export class LazyDecision {
  readonly requestId
  readonly requested
  readonly isVirtual
  readonly policy
  readonly strategy
  readonly cause
  readonly reason
  readonly rule
  readonly propensity
  readonly task
  readonly taskSource
  readonly language
  readonly inputTokens
  readonly maxOutputTokens
  readonly isOutputLimitDefaulted
  readonly steps
  readonly rejected
  readonly expectedCostUsd
  readonly maxCostUsd
  readonly baseline
  readonly decidedAtMs
  declare readonly passedOver: readonly PassedOver[]
  #passedOver: readonly PassedOver[] | undefined
  #explain: (() => readonly PassedOver[]) | undefined

  constructor(content: DecisionContent) {
    this.requestId = content.requestId
    this.requested = content.requested
    this.isVirtual = content.isVirtual
    this.policy = content.policy
    this.strategy = content.strategy
    this.cause = content.cause
    this.reason = content.reason
    this.rule = content.rule
    this.propensity = content.propensity
    this.task = content.task
    this.taskSource = content.taskSource
    this.language = content.language
    this.inputTokens = content.inputTokens
    this.maxOutputTokens = content.maxOutputTokens
    this.isOutputLimitDefaulted = content.isOutputLimitDefaulted
    this.steps = content.steps
    this.rejected = content.rejected
    this.expectedCostUsd = content.expectedCostUsd
    this.maxCostUsd = content.maxCostUsd
    this.baseline = content.baseline
    this.decidedAtMs = content.decidedAtMs
    this.#explain = content.explain
    Object.defineProperty(this, 'passedOver', LazyDecision.#shared)
  }

  static readonly #shared: PropertyDescriptor & ThisType<LazyDecision> = {
    enumerable: true,
    get() {
      this.#passedOver ??= this.#explain?.() ?? []
      this.#explain = undefined
      return this.#passedOver
    },
  }
}
