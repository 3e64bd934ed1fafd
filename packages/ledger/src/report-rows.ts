import type { ReportQuery, ReportRow } from '@signalbox/core'
import type { DatabaseSync } from 'node:sqlite'
import { hasColumn } from './has-column.ts'
import { iterateRows } from './iterate-rows.ts'

const noTags: Readonly<Record<string, string>> = {}

/** What a report needs of each outcome, and no more: a million rows pass through here. In no order. */
export function* readReportRows(db: DatabaseSync, query: ReportQuery): Generator<ReportRow, void, undefined> {
  const needsTags = query.by?.startsWith('tag:') === true
  const { sinceMs = 0, untilMs = Number.MAX_SAFE_INTEGER, policy = null } = query
  const evidence = hasColumn(db, 'outcomes', 'evidence_cost_nano_usd') ? '' : '0 as '
  const statement = db.prepare(
    `select kind, started_at_ms, policy_name, is_virtual, task, tenant, served_model, served_tier_rank, escalated, escalation_cause, fallback,
       cost_nano_usd, is_cost_lower_bound, draft_cost_nano_usd, failed_cost_nano_usd, check_cost_nano_usd, ${evidence}evidence_cost_nano_usd, baseline_model,
       baseline_cost_nano_usd, input_tokens, output_tokens, duration_ms ${needsTags ? ', tags_json' : ''}
     from outcomes where started_at_ms >= ? and started_at_ms < ? and (? is null or policy_name = ?)`,
  )
  for (const row of iterateRows(statement, sinceMs, untilMs, policy, policy))
    yield toReportRow(row as unknown as StoredRow)
}

/** A row as SQLite gives it. */
interface StoredRow {
  readonly kind: ReportRow['kind']
  readonly started_at_ms: number
  readonly policy_name: string
  readonly is_virtual: number
  readonly task: string
  readonly tenant: string | null
  readonly served_model: string | null
  readonly served_tier_rank: number | null
  readonly escalated: number
  readonly escalation_cause: string | null
  readonly fallback: ReportRow['fallback']
  readonly cost_nano_usd: number
  readonly is_cost_lower_bound: number
  readonly draft_cost_nano_usd: number
  readonly failed_cost_nano_usd: number
  readonly check_cost_nano_usd: number
  readonly evidence_cost_nano_usd: number
  readonly baseline_model: string | null
  readonly baseline_cost_nano_usd: number | null
  readonly input_tokens: number | null
  readonly output_tokens: number | null
  readonly duration_ms: number
  readonly tags_json?: string
}

function toReportRow(row: StoredRow): ReportRow {
  return {
    kind: row.kind,
    startedAtMs: row.started_at_ms,
    policyName: row.policy_name,
    isVirtual: row.is_virtual === 1,
    task: row.task,
    tenant: row.tenant ?? undefined,
    servedModel: row.served_model ?? undefined,
    servedTierRank: row.served_tier_rank ?? undefined,
    escalated: row.escalated === 1,
    escalationCause: row.escalation_cause ?? undefined,
    fallback: row.fallback,
    costNanoUsd: row.cost_nano_usd,
    isCostLowerBound: row.is_cost_lower_bound === 1,
    draftCostNanoUsd: row.draft_cost_nano_usd,
    failedCostNanoUsd: row.failed_cost_nano_usd,
    checkCostNanoUsd: row.check_cost_nano_usd,
    evidenceCostNanoUsd: row.evidence_cost_nano_usd,
    baselineModel: row.baseline_model ?? undefined,
    baselineCostNanoUsd: row.baseline_cost_nano_usd ?? undefined,
    inputTokens: row.input_tokens ?? undefined,
    outputTokens: row.output_tokens ?? undefined,
    durationMs: row.duration_ms,
    tags: row.tags_json === undefined ? noTags : (JSON.parse(row.tags_json) as Record<string, string>),
  }
}
