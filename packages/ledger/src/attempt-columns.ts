import type { IntentRow, SettlementRow } from '@signalbox/core'
import { readBoolean, type ColumnMap } from './column-map.ts'

/** How an IntentRow is stored. */
export const intentColumns: ColumnMap<IntentRow> = [
  ['request_id', 'requestId'],
  ['n', 'n'],
  ['step', 'step'],
  ['purpose', 'purpose'],
  ['target', 'target'],
  ['model', 'model'],
  ['tier', 'tier'],
  ['started_at_ms', 'startedAtMs'],
  ['study', 'study'],
]

/** How a SettlementRow is stored, in the row of its intent. */
export const settlementColumns: ColumnMap<Omit<SettlementRow, 'requestId' | 'n'>> = [
  ['ended', 'end'],
  ['reason', 'reason'],
  ['status', 'status'],
  ['billable', 'billable'],
  ['served_model', 'servedModel'],
  ['answered_target', 'answeredTarget'],
  ['answered_model', 'answeredModel'],
  ['host', 'host'],
  ['call_id', 'callId'],
  ['input_tokens', 'inputTokens'],
  ['output_tokens', 'outputTokens'],
  ['cache_read_tokens', 'cacheReadTokens'],
  ['cache_write_tokens', 'cacheWriteTokens'],
  ['reasoning_tokens', 'reasoningTokens'],
  ['cost_nano_usd', 'costNanoUsd'],
  ['is_cost_lower_bound', 'isCostLowerBound', readBoolean],
  ['reported_cost_nano_usd', 'reportedCostNanoUsd'],
  ['priced_cost_nano_usd', 'pricedCostNanoUsd'],
  ['price_json', 'priceJson'],
  ['first_content_ms', 'firstContentMs'],
  ['duration_ms', 'durationMs'],
]

/** An attempt as it is read; what is not known yet, or ever, is undefined. */
export type AttemptRow = IntentRow & Partial<SettlementRow>

export const attemptColumns: ColumnMap<AttemptRow> = [...intentColumns, ...settlementColumns]
