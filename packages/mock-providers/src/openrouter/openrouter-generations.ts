import type { MockUsage } from '../mock-script.ts'
import type { MockLogEntry } from '../mock-request.ts'
import { costOf } from './openrouter-cost.ts'
import type { ListedEndpoint } from './openrouter-listing.ts'

/** What OpenRouter keeps of one answer, and of one that broke off. */
export interface Generation {
  readonly id: string
  readonly endpoint: ListedEndpoint
  readonly request: MockLogEntry
  readonly startedMs: number
  /** The answer began. */
  readonly createdMs: number
  readonly endedMs: number
  /** In OpenAI's words; undefined = it broke off. */
  readonly finish: string | undefined
  readonly searches: number
  /** Everyone that was asked, in order. */
  readonly attempts: readonly { readonly provider: string; readonly status: number }[]
  readonly usage: MockUsage
  /** The client has left before the end. */
  readonly isCancelled: boolean
  readonly chargedUsd: number
}

/**
 * `data` of GET /generation, all fields of it.
 * Source: `GenerationResponseData` of npm `@openrouter/sdk` 1.3.19.
 */
export function toGenerationData(generation: Generation): unknown {
  const { endpoint, request, usage, attempts, searches } = generation
  return {
    id: generation.id,
    upstream_id: null,
    total_cost: generation.chargedUsd,
    usage: generation.chargedUsd,
    upstream_inference_cost: costOf(endpoint, usage, searches).byokUsd ?? null,
    cache_discount: null,
    created_at: new Date(generation.createdMs).toISOString(),
    model: endpoint.modelId,
    provider_name: endpoint.provider,
    provider_responses: attempts.map(({ provider, status }) => ({
      provider_name: provider,
      status,
      is_byok: endpoint.isByok ?? false,
    })),
    app_id: null,
    streamed: request.stream,
    cancelled: generation.isCancelled,
    latency: generation.createdMs - generation.startedMs,
    moderation_latency: null,
    generation_time: generation.endedMs - generation.createdMs,
    finish_reason: generation.finish ?? null,
    native_finish_reason: generation.finish ?? null,
    tokens_prompt: usage.inputTokens,
    tokens_completion: usage.outputTokens,
    native_tokens_prompt: usage.inputTokens,
    native_tokens_completion: usage.outputTokens,
    native_tokens_completion_images: 0,
    native_tokens_reasoning: usage.reasoningTokens ?? 0,
    native_tokens_cached: usage.cacheReadTokens ?? 0,
    num_media_prompt: null,
    num_media_completion: null,
    num_input_audio_prompt: null,
    num_search_results: searches > 0 ? searches : null,
    num_fetches: null,
    web_search_engine: null,
    origin: request.headers['http-referer'] ?? '',
    http_referer: request.headers['http-referer'] ?? null,
    user_agent: request.headers['user-agent'] ?? null,
    is_byok: endpoint.isByok ?? false,
    api_type: 'completions',
    router: null,
    preset_id: null,
    external_user: null,
    service_tier: null,
    data_region: 'global',
    workspace_id: null,
  }
}
