import type { ExportShape } from './export-shape.ts'

const buckets = [
  'end_time',
  'start_time_iso',
  'end_time_iso',
  'object',
  'project_id',
  'project_name',
  'user_id',
  'user_email',
  'api_key_id',
  'api_key_name',
  'organization_id',
  'organization_name',
]

/**
 * OpenAI: the pages of `/v1/organization/usage/completions` and `/v1/organization/costs`, and the dashboard's two CSV exports, which have the
 * same fields by the same names. Cached input is part of `input_tokens`; a cost's line item is `MODEL, input` or `MODEL, output`.
 */
export const openaiShapes: readonly ExportShape[] = [
  {
    provider: 'openai',
    title: 'OpenAI usage',
    source: 'developers.openai.com/api/docs/api-reference/usage, read 2026-11-25; CSV as exported in 2025-10',
    needs: ['start_time', 'input_tokens', 'num_model_requests'],
    day: 'start_time',
    model: ['model'],
    requests: 'num_model_requests',
    inputTokens: ['input_tokens'],
    outputTokens: ['output_tokens'],
    cost: undefined,
    id: undefined,
    other: [
      ...buckets,
      'batch',
      'service_tier',
      'input_cached_tokens',
      'input_uncached_tokens',
      'input_cache_write_tokens',
      'input_text_tokens',
      'output_text_tokens',
      'input_cached_text_tokens',
      'input_audio_tokens',
      'input_cached_audio_tokens',
      'output_audio_tokens',
      'input_image_tokens',
      'input_cached_image_tokens',
      'output_image_tokens',
    ],
  },
  {
    provider: 'openai',
    title: 'OpenAI costs',
    source: 'developers.openai.com/api/docs/api-reference/usage/costs, read 2026-11-25; CSV as exported in 2025-10',
    needs: ['start_time', 'amount_value'],
    day: 'start_time',
    model: ['line_item'],
    requests: undefined,
    inputTokens: [],
    outputTokens: [],
    cost: { column: 'amount_value', unit: 'usd', currency: 'amount_currency' },
    id: undefined,
    other: [...buckets, 'quantity'],
  },
]
