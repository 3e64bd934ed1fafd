// Savings
export { foldSavings, type SavingsAttempt, type SavingsOptions } from './savings/fold-savings.ts'
export type { LeftOutReason, SavingsRow } from './savings/savings-row.ts'
export type {
  ActualCost,
  BaselineSaved,
  CoveredPolicy,
  LeftOut,
  SavedAmount,
  Savings,
  ServedModel,
  TaskSaved,
} from './savings/savings.ts'
export type { SavingParts } from './savings/saving-parts.ts'
export type { TokenAdjustment } from './savings/token-adjustment.ts'
export type { CountedAttempt, TokenRatio } from './savings/token-ratio.ts'
export type { PriceSource } from './savings/price-source.ts'
export type { Interval } from './statistics/interval.ts'
// Alarm
export { createEscalationAlarm, type EscalationAlarmOptions } from './alarm/create-escalation-alarm.ts'
export type {
  AlarmChange,
  EscalationAlarm,
  EscalationAlarmEntry,
  EscalationAlarmState,
} from './alarm/escalation-alarm.ts'
export type { AlarmReport, EscalationSource, TaskAlarmReading } from './alarm/alarm-report.ts'
export type { EscalationFacts } from './alarm/escalation-facts.ts'
export { readAlarm } from './alarm/read-alarm.ts'
export { resumeAlarm, type ResumeAlarmOptions, type ResumedAlarm, type Resumption } from './alarm/resume-alarm.ts'
export { inTurns, type TurnOptions } from './alarm/in-turns.ts'
export { checkAlarm, type AlarmCheck } from './alarm/check-alarm.ts'
export { toAlarmLines, type AlarmLinesOptions } from './alarm/to-alarm-lines.ts'
// Shadow
export { withShadow, type ShadowedRouter } from './shadow/with-shadow.ts'
export type { Shadow, ShadowCounts } from './shadow/shadow.ts'
export type { ShadowDrop, ShadowEvent } from './shadow/shadow-event.ts'
export type { ShadowOptions } from './shadow/shadow-options.ts'
// Judge
export { armOf, judgeArm, modelArms, tierArms, type Arm, type Arms } from './judge/arms.ts'
export { toHumanLabel, type LabelledRequest } from './judge/human-labels.ts'
export type { LeftOut as StudyLeftOut } from './judge/left-out.ts'
export { planStudy } from './judge/plan-study.ts'
export { readStudy, type ReadStudyOptions, type RecordedStudy } from './judge/read-study.ts'
export type { HandedPrompt } from './judge/recall-asked.ts'
export type { RightRate, RightRates } from './judge/right-rates.ts'
export { rubrics } from './judge/rubrics.ts'
export { runStudy, type RunStudyOptions, type StudyRun } from './judge/run-study.ts'
export type { StudySend } from './judge/study-caller.ts'
export type { StudyHistory } from './judge/study-history.ts'
export type { StudyOptions } from './judge/study-options.ts'
export type { PlannedPair, PlannedStratum, StudyPlan } from './judge/study-plan.ts'
export { toStudyPolicy, unpricedTargets, type AssumedPrice } from './judge/study-policy.ts'
export { notShown, toStudyReport, type StudyReport, type StudyReportInput } from './judge/study-report.ts'
export { foldVerdicts, type FoldedVerdicts } from './judge/fold-verdicts.ts'
export type { JudgedPair } from './judge/judged-pair.ts'
export type { PairSide, PairVerdict, Winner } from './judge/verdict.ts'
export { toHumanVerdicts, type HumanVerdict } from './judge/human-verdict.ts'
export { summarizePairs, type SummaryOptions } from './judge/summarize-pairs.ts'
export type { PairSummary, StudySummary } from './judge/pair-summary.ts'
export type { Conclusion } from './judge/conclude.ts'
export type { Evidence } from './judge/weigh-evidence.ts'
export type { LengthControl } from './judge/control-length.ts'
export type { PositionBias } from './judge/measure-position-bias.ts'
export type { Agreement } from './judge/summarize-agreement.ts'
export { detectableMargin, studySize, type StudyAssumptions } from './judge/study-size.ts'
// Replay
export type { ActualRun, KnownAnswer, PastRequest } from './replay/past-request.ts'
export { toEscalationTrends, type EscalationBucket, type EscalationTrend } from './alarm/to-escalation-trends.ts'
export type { ShareTrend } from './statistics/share-trend.ts'
// Reconciliation
export { readExport, type UsageExport } from './reconcile/read-export.ts'
export { exportProviders, type ExportProvider, type ExportShape } from './reconcile/export-shape.ts'
export { ExportError, type ExportProblem } from './reconcile/export-record.ts'
export { reconcile, type ReconcileOptions } from './reconcile/reconcile.ts'
export type { BilledAttempt } from './reconcile/billed-attempt.ts'
export type { DifferenceReason, ExplainedPart } from './reconcile/explain-difference.ts'
export type { ReconciledCell, Reconciliation } from './reconcile/reconciliation.ts'
export type { UsageRow } from './reconcile/usage-row.ts'
export type { UsageSums, UsageTold } from './reconcile/usage-sums.ts'
export { explainLeaks, type ExplainOptions } from './alarm/explain/explain-leaks.ts'
export type { EscalationGroup, TaskExplanation } from './alarm/explain/leak-explanation.ts'
export type { LeakAttempt, LeakRow } from './alarm/explain/leak-row.ts'
export type { DistinctTrait } from './alarm/explain/distinguish.ts'

// Pages
export { toReportPage, type ReportPageInput } from './page/to-report-page.ts'
export { toReplayPage, type PageLimit, type ReplayPageInput } from './page/to-replay-page.ts'
export type { PageOrigin } from './page/sections/page-footer.ts'
// Replay
export { replay, type ReplayOptions } from './replay/replay.ts'
export type { Side } from './replay/side.ts'
export { withoutSuppliers, type Gone } from './replay/without-suppliers.ts'
export { areHeld, checkLimits } from './replay/check-limits.ts'
export type { LimitCheck, ReplayLimits } from './replay/replay-limits.ts'
export type {
  CostComparison,
  Latency,
  Preference,
  Quality,
  ReplayGroup,
  ReplayReport,
  RouteChange,
  SideFigures,
  SideName,
} from './replay/replay-report.ts'
