import type { Attempt } from './attempt.ts'
import type { Outcome } from './outcome.ts'
import type { SignalboxAttempt, SignalboxMetadata } from './signalbox-metadata.ts'

/** A report, as a host's users read it. Unknown is left out: hosts' metadata is JSON. */
export function toMetadata(report: Omit<Outcome, 'kind'>): SignalboxMetadata {
  const { decision, servedBy, cost, baseline, escalationCause } = report
  const baselineNanoUsd = baseline?.nanoUsd
  const saved = baselineNanoUsd === undefined || cost.isLowerBound ? undefined : (baselineNanoUsd - cost.nanoUsd) / 1e9
  return {
    requestId: report.requestId,
    target: servedBy?.target ?? '',
    model: servedBy?.model ?? '',
    tier: servedBy?.tier ?? '',
    task: decision.task,
    strategy: decision.strategy,
    reason: decision.reason,
    escalated: report.escalated,
    ...(escalationCause !== undefined && { escalationCause }),
    fallback: report.fallback,
    gate: report.gate,
    costUsd: cost.usd,
    isCostLowerBound: cost.isLowerBound,
    ...(baseline && {
      baseline: {
        model: baseline.model,
        ...(baselineNanoUsd !== undefined && { costUsd: baselineNanoUsd / 1e9 }),
      },
    }),
    ...(saved !== undefined && { savedUsd: saved }),
    attempts: report.attempts.map(toAttempt),
  }
}

function toAttempt(attempt: Attempt): SignalboxAttempt {
  const { target, model, tier, purpose, end, usage, costNanoUsd, answeredBy, host, durationMs } = attempt
  const pricedNanoUsd = attempt.reportedCostNanoUsd === undefined ? undefined : attempt.pricedCostNanoUsd
  const reason = end?.kind === 'failed' ? end.failure.kind : end?.kind === 'rejected' ? end.reason : undefined
  return {
    target,
    model,
    tier,
    purpose,
    // A finish part is handed on before its attempt is settled.
    end: end?.kind ?? (attempt.finish === undefined ? 'running' : 'done'),
    ...(reason !== undefined && { reason }),
    ...(usage?.inputTokens !== undefined && { inputTokens: usage.inputTokens }),
    ...(usage?.outputTokens !== undefined && { outputTokens: usage.outputTokens }),
    ...(costNanoUsd !== undefined && { costUsd: costNanoUsd / 1e9 }),
    ...(pricedNanoUsd !== undefined && { pricedCostUsd: pricedNanoUsd / 1e9 }),
    ...(answeredBy && { answeredBy: answeredBy.target }),
    ...(host !== undefined && { host }),
    ...(durationMs !== undefined && { durationMs: Math.round(durationMs) }),
  }
}
