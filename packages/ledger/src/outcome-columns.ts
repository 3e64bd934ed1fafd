import type { OutcomeRow } from '@signalbox/core'

/** Column by column, how an OutcomeRow is stored. Order is the order of the table. */
export const outcomeColumns: readonly (readonly [column: string, key: keyof OutcomeRow])[] = [
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
  ['baseline_model', 'baselineModel'],
  ['baseline_cost_nano_usd', 'baselineCostNanoUsd'],
  ['input_tokens', 'inputTokens'],
  ['output_tokens', 'outputTokens'],
  ['commit_ms', 'commitMs'],
  ['duration_ms', 'durationMs'],
  ['prompt_json', 'promptJson'],
]

const booleans: ReadonlySet<keyof OutcomeRow> = new Set<keyof OutcomeRow>([
  'isVirtual',
  'escalated',
  'isCostLowerBound',
])

export function toColumns(row: OutcomeRow): (string | number | null)[] {
  return outcomeColumns.map(([, key]) => {
    const value = row[key]
    if (value === undefined) return null
    if (typeof value === 'boolean') return value ? 1 : 0
    return typeof value === 'object' ? JSON.stringify(value) : value
  })
}

export function fromColumns(record: Readonly<Record<string, unknown>>): OutcomeRow {
  const row: Record<string, unknown> = {}
  for (const [column, key] of outcomeColumns) {
    const value = record[column]
    if (key === 'tags') row[key] = JSON.parse(String(value))
    else row[key] = value === null ? undefined : booleans.has(key) ? value === 1 : value
  }
  return row as unknown as OutcomeRow
}
