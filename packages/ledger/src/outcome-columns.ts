import type { OutcomeRow } from '@signalbox/core'
import { fromRecord, type ColumnMap } from './column-map.ts'

/** How an OutcomeRow is stored. */
export const outcomeColumns: ColumnMap<OutcomeRow> = [
  ['request_id', 'requestId'],
  ['kind', 'kind'],
  ['started_at_ms', 'startedAtMs'],
  ['policy_name', 'policyName'],
  ['policy_version', 'policyVersion'],
  ['strategy', 'strategy'],
  ['requested', 'requested'],
  ['is_virtual', 'isVirtual'],
  ['task', 'task'],
  ['task_source', 'taskSource'],
  ['language', 'language'],
  ['tenant', 'tenant'],
  ['session', 'session'],
  ['tags_json', 'tags'],
  ['decided_tier', 'decidedTier'],
  ['decided_target', 'decidedTarget'],
  ['decided_gate', 'decidedGate'],
  ['cause', 'cause'],
  ['rule', 'rule'],
  ['propensity', 'propensity'],
  ['rejections_json', 'rejections'],
  ['request_json', 'requestJson'],
  ['served_n', 'servedN'],
  ['served_target', 'servedTarget'],
  ['served_model', 'servedModel'],
  ['served_tier', 'servedTier'],
  ['served_tier_rank', 'servedTierRank'],
  ['escalated', 'escalated'],
  ['escalation_cause', 'escalationCause'],
  ['fallback', 'fallback'],
  ['gate', 'gate'],
  ['failure_kind', 'failureKind'],
  ['attempts', 'attempts'],
  ['cost_nano_usd', 'costNanoUsd'],
  ['is_cost_lower_bound', 'isCostLowerBound'],
  ['draft_cost_nano_usd', 'draftCostNanoUsd'],
  ['failed_cost_nano_usd', 'failedCostNanoUsd'],
  ['check_cost_nano_usd', 'checkCostNanoUsd'],
  ['evidence_cost_nano_usd', 'evidenceCostNanoUsd'],
  ['baseline_model', 'baselineModel'],
  ['baseline_cost_nano_usd', 'baselineCostNanoUsd'],
  ['input_tokens', 'inputTokens'],
  ['output_tokens', 'outputTokens'],
  ['commit_ms', 'commitMs'],
  ['duration_ms', 'durationMs'],
  ['prompt_json', 'promptJson'],
]

const booleans: ReadonlySet<string> = new Set<keyof OutcomeRow>(['isVirtual', 'escalated', 'isCostLowerBound'])

export function toOutcomeRow(record: Readonly<Record<string, unknown>>): OutcomeRow {
  const row = fromRecord(outcomeColumns, record, booleans) as OutcomeRow
  return {
    ...row,
    tags: JSON.parse(String(row.tags)) as OutcomeRow['tags'],
    rejections: row.rejections && (JSON.parse(String(row.rejections)) as OutcomeRow['rejections']),
    // A file of before there were studies has spent nothing on them.
    evidenceCostNanoUsd: row.evidenceCostNanoUsd ?? 0,
  }
}
