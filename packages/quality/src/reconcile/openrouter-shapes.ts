import { each, type ExportShape } from './export-shape.ts'

/**
 * OpenRouter: the activity page's CSV, a row per generation, and `/api/v1/activity`, a row per day, model and endpoint. Costs are credits
 * spent at OpenRouter; what a provider bills for an own key (`byok_usage_inference`) is in neither.
 * Its tokens may be of OpenRouter's own counting, where the ledger has the model's.
 */
export const openrouterShapes: readonly ExportShape[] = [
  {
    provider: 'openrouter',
    title: 'OpenRouter activity export',
    source: 'CSV of the activity page as exported in 2026-09',
    needs: ['generation_id', 'created_at', 'cost_total'],
    day: 'created_at',
    model: ['model_permaslug'],
    requests: each,
    inputTokens: ['tokens_prompt'],
    outputTokens: ['tokens_completion'],
    cost: { column: 'cost_total', unit: 'usd', currency: undefined },
    id: 'generation_id',
    other: [
      'cost_web_search',
      'cost_cache',
      'cost_file_processing',
      'byok_usage_inference',
      'tokens_reasoning',
      'tokens_cached',
      'provider_name',
      'variant',
      'cancelled',
      'streamed',
      'user',
      'finish_reason_raw',
      'finish_reason_normalized',
      'generation_time_ms',
      'time_to_first_token_ms',
      'api_key_disabled',
      'api_key_name',
      'app_name',
    ],
  },
  {
    provider: 'openrouter',
    title: 'OpenRouter activity',
    source: 'openrouter.ai/docs, /api/v1/activity, read 2026-11-25',
    needs: ['date', 'usage', 'prompt_tokens'],
    day: 'date',
    model: ['model_permaslug', 'model'],
    requests: 'requests',
    inputTokens: ['prompt_tokens'],
    outputTokens: ['completion_tokens'],
    cost: { column: 'usage', unit: 'usd', currency: undefined },
    id: undefined,
    other: ['model', 'endpoint_id', 'provider_name', 'byok_usage_inference', 'byok_requests', 'reasoning_tokens'],
  },
]
