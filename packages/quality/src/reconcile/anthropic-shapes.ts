import type { ExportShape } from './export-shape.ts'

const consoleColumns = [
  'api_key',
  'api_key_id',
  'api_key_status',
  'workspace',
  'usage_type',
  'context_window',
  'inference_geo',
  'speed',
]
const reportFields = [
  'ending_at',
  'api_key_id',
  'workspace_id',
  'account_id',
  'service_account_id',
  'service_tier',
  'context_window',
  'inference_geo',
  'speed',
]

/**
 * Anthropic: the pages of `/v1/organizations/usage_report/messages` and `/v1/organizations/cost_report` (amounts are decimal cents), and the
 * console's CSV exports of usage and of cost, which name things otherwise. Cached and cache-writing input stand beside uncached.
 */
export const anthropicShapes: readonly ExportShape[] = [
  {
    provider: 'anthropic',
    title: 'Anthropic usage report',
    source: 'platform.claude.com/docs/en/api/admin/usage_report/retrieve_messages, read 2026-11-25',
    needs: ['starting_at', 'uncached_input_tokens'],
    day: 'starting_at',
    model: ['model'],
    requests: undefined,
    inputTokens: [
      'uncached_input_tokens',
      'cache_read_input_tokens',
      'cache_creation_ephemeral_5m_input_tokens',
      'cache_creation_ephemeral_1h_input_tokens',
    ],
    outputTokens: ['output_tokens'],
    cost: undefined,
    id: undefined,
    other: [...reportFields, 'server_tool_use'],
  },
  {
    provider: 'anthropic',
    title: 'Anthropic cost report',
    source: 'platform.claude.com/docs/en/api/admin/cost_report, read 2026-11-25',
    needs: ['starting_at', 'amount'],
    day: 'starting_at',
    model: ['model', 'description'],
    requests: undefined,
    inputTokens: [],
    outputTokens: [],
    cost: { column: 'amount', unit: 'cents', currency: 'currency' },
    id: undefined,
    other: [...reportFields, 'cost_type', 'description', 'token_type'],
  },
  {
    provider: 'anthropic',
    title: 'Anthropic console usage',
    source: 'CSV of the console as exported in 2026-08',
    needs: ['usage_date_utc', 'model_version', 'usage_input_tokens_no_cache'],
    day: 'usage_date_utc',
    model: ['model_version'],
    requests: undefined,
    inputTokens: [
      'usage_input_tokens_no_cache',
      'usage_input_tokens_cache_write',
      'usage_input_tokens_cache_write_5m',
      'usage_input_tokens_cache_write_1h',
      'usage_input_tokens_cache_read',
    ],
    outputTokens: ['usage_output_tokens'],
    cost: undefined,
    id: undefined,
    other: [...consoleColumns, 'web_search_count'],
  },
  {
    provider: 'anthropic',
    title: 'Anthropic console cost',
    source: 'CSV of the console as exported in 2026-08',
    needs: ['usage_date_utc', 'cost_usd'],
    day: 'usage_date_utc',
    model: ['model'],
    requests: undefined,
    inputTokens: [],
    outputTokens: [],
    cost: { column: 'cost_usd', unit: 'usd', currency: undefined },
    id: undefined,
    other: [...consoleColumns, 'token_type', 'list_price_usd', 'cost_type'],
  },
]
