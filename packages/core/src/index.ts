// Request
export type { JsonSchema } from './request/json-schema.ts'
export type { Modality } from './request/modality.ts'
export type {
  LastTurn,
  ResponseFormat,
  RouteMessage,
  RoutePart,
  RouteRequest,
  RouteTool,
} from './request/route-request.ts'
export { taskTypes, type TaskType } from './request/task-type.ts'
export type { Features } from './request/features.ts'
export { createFeatures } from './request/create-features.ts'
export { fromPromptJson, toPromptJson, type StoredPrompt } from './request/prompt-json.ts'
export { recallRequest, recordRequest, type RequestRecord } from './request/record-request.ts'
export { detectTask, type DetectedTask } from './request/detect-task.ts'
export { detectLanguage, type Language } from './request/detect-language.ts'
export { hintProblem, toProblem, type HintProblem } from './request/hint-problem.ts'
export { estimateTokens } from './request/estimate-tokens.ts'
// Catalogue
export type { Capabilities, ModelCard } from './catalog/model-card.ts'
export type { Source } from './catalog/source.ts'
export type { DailyWindow, Price, PricePeriod, PriceSchedule, PriceTier, Rates } from './catalog/price.ts'
export type { Catalog } from './catalog/catalog.ts'
export type { Pool, Target } from './catalog/target.ts'
export type { TokenCounts } from './catalog/token-counts.ts'
export { createCatalog, type CatalogData } from './catalog/create-catalog.ts'
export { withModels } from './catalog/with-models.ts'
export { priceAt } from './catalog/price-at.ts'
export { priceOfTarget } from './catalog/price-of-target.ts'
export { providerOf } from './catalog/provider-of.ts'
export { costNanoUsd } from './catalog/cost-of.ts'
// Policy
export type { AllowDeny, Constraints } from './request/constraints.ts'
export { tightenConstraints } from './policy/tighten-constraints.ts'
export type { Candidate } from './policy/candidate.ts'
export type { Rejection, RejectionCode } from './policy/rejection.ts'
export type { SessionMark, Snapshot, TargetHealth } from './policy/snapshot.ts'
export type { Tier } from './policy/tier.ts'
export type { ProofIssue } from './policy/proof-issue.ts'
export { filterEligible, type Eligibility, type EligibilityInput } from './policy/filter-eligible.ts'
export { provePolicy } from './policy/policy-proof.ts'
export type { ProofInput } from './policy/proof-input.ts'
// Decision
export type { Ask } from './decision/ask.ts'
export type { Decision, DecisionCause, PassedOver } from './decision/decision.ts'
export type { GateSpec } from './decision/gate.ts'
export type { PlanStep, StepRole } from './decision/plan-step.ts'
// Strategies
export type { Choice, ChosenStep, Strategy, StrategyInput } from './strategies/strategy.ts'
export { rules, type Rule, type RulesOptions } from './strategies/rules.ts'
export { conditionKeys, type Condition, type Range } from './strategies/condition.ts'
export { cascade, type CascadeOptions } from './strategies/cascade.ts'
export { cheapest, type AmongOptions } from './strategies/cheapest.ts'
export { explore, type ExploreOptions } from './strategies/explore.ts'
export { fallbacks, type FallbacksOptions } from './strategies/fallbacks.ts'
export { fastest, type FastestOptions } from './strategies/fastest.ts'
export { weighted, type WeightedOptions } from './strategies/weighted.ts'
export { sticky, type StickyOptions } from './strategies/sticky.ts'
export { pinned } from './strategies/pinned.ts'
export { tier } from './strategies/tier.ts'
export { firstOf } from './strategies/first-of.ts'
export { strategyFromData, type StrategyData } from './strategies/from-data.ts'
// Gates
export type { GateMaker } from './gates/gate-maker.ts'
export { checks, type ChecksParams } from './gates/checks.ts'
export { judge, type JudgeParams } from './gates/judge.ts'
export { logprobs, type LogprobsParams } from './gates/logprobs.ts'
export { allOf, anyOf } from './gates/all-of.ts'
export { createGateResolver, type GateResolver } from './gates/resolve-gate.ts'
export { isRefusal } from './gates/refusal.ts'
// Call
export type { Call, CallContext } from './call/call.ts'
export type { Dialect, PartReader } from './call/dialect.ts'
export type { CallAccount } from './call/call-account.ts'
export type { Notes } from './call/notes.ts'
export type { Parts, PullSource, Reply, WebStreamLike } from './call/reply.ts'
export type { PlainReply } from './call/plain-reply.ts'
export type { PlainCall } from './call/plain-call.ts'
// Outcome
export type { Attempt, AttemptEnd, AttemptPurpose, AttemptStart } from './outcome/attempt.ts'
export type { Cost, EscalationCause, Outcome } from './outcome/outcome.ts'
export type { SignalboxAttempt, SignalboxMark, SignalboxMetadata } from './outcome/signalbox-metadata.ts'
export { toMetadata } from './outcome/to-metadata.ts'
export type { Finish, FinishReason } from './outcome/finish.ts'
export type { Usage } from './outcome/usage.ts'
export type { ReplyView, ToolCallView } from './outcome/reply-view.ts'
export type { GateCall, GateCheck, GateVerdict } from './outcome/gate-check.ts'
// Failure
export type {
  Billable,
  Failure,
  FailureDisposition,
  FailureKind,
  FailurePhase,
  FailureScope,
} from './failure/failure.ts'
export type { FailureFacts, TransportFault } from './failure/failure-facts.ts'
export { classifyFailure } from './failure/classify-failure.ts'
export { factsOfErrorBody } from './failure/facts-of-error-body.ts'
export { factsOfTransport } from './failure/facts-of-transport.ts'
export { retryAfterMs } from './failure/retry-after.ts'
// Execution
export {
  defaultExecution,
  type CommitMode,
  type ExecutionOptions,
  type HedgeOptions,
} from './execution/execution-options.ts'
export type { Run, RunReport } from './execution/run.ts'
export {
  closedBreaker,
  nextBreaker,
  type BreakerBucket,
  type BreakerEvent,
  type BreakerState,
} from './execution/breaker.ts'
export { breakerKeysOf } from './execution/breaker-scope.ts'
export type { BreakerStore, SavedBreakers } from './execution/breaker-store.ts'
export { createMemoryBreakerStore, type MemoryBreakerStoreOptions } from './execution/memory-breaker-store.ts'
// Ledger
export type { IntentRow, LabelRow, LateCostRow, OutcomeRow, ReplyRow, SettlementRow } from './ledger/ledger-row.ts'
export type { LedgerStore } from './ledger/ledger-store.ts'
export type { CarriedCost, Leak, Report, ReportGroup, ReportQuery, Share, Spend } from './ledger/report.ts'
export {
  createBatchLedger,
  writeEntries,
  type BatchLedger,
  type BatchLedgerOptions,
  type LedgerEntry,
} from './ledger/batch-ledger.ts'
export { createMemoryLedger, type MemoryLedger } from './ledger/memory-ledger.ts'
export { foldReport, type ReportRow } from './ledger/fold-report.ts'
export { foldTrend } from './ledger/fold-trend.ts'
export { toTrend, type TrendPart } from './ledger/to-trend.ts'
export type { TrendQuery, TrendRow } from './ledger/trend.ts'
export { sumCarried, toCarriedCost, type CarriedSums } from './ledger/carried-cost.ts'
export { withEvidence, type EvidenceCorrection } from './ledger/with-evidence.ts'
export { withLateCost, type CostCorrection, type LateCorrection } from './ledger/with-late-cost.ts'
export { toReport, type ReportParts } from './ledger/to-report.ts'
export { emptyTally, toReportGroup, type GroupTally } from './ledger/group-tally.ts'
export { toShare } from './ledger/wilson-interval.ts'
export { savedShare, type CostSums, type SavedShare } from './ledger/saved-share.ts'
// Errors
export { SignalboxError, type SignalboxErrorCode } from './errors/signalbox-error.ts'
export { ConfigurationError } from './errors/configuration-error.ts'
export { RouteError } from './errors/route-error.ts'
export { withCause } from './errors/with-cause.ts'
export { UnknownModelError } from './errors/unknown-model-error.ts'
// Ports
export type { Clock } from './ports/clock.ts'
export type { Random } from './ports/random.ts'
// Router
export { createRouter, type Collected, type OpenOptions, type Router } from './router.ts'
export type { RouterOptions } from './router-options.ts'
export { createPolicyRegistry, type PolicyRegistry } from './policy-registry.ts'
export type { RouterEvent } from './router-event.ts'
export { systemClock } from './ports/system-clock.ts'
export { fnv1a, seededRandom } from './ports/seeded-random.ts'
export type { Budget } from './budget/budget.ts'
export { checkAmount, type BudgetHold, type BudgetState, type BudgetStore } from './budget/budget-store.ts'
export { createMemoryBudgetStore } from './budget/memory-budget-store.ts'
