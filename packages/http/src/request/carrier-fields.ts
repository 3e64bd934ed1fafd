import type { Upstream } from '../call/upstream.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * Fields of a body that are words to a carrier, and to nobody else: providers refuse what they do not know. So clients of OpenRouter or
 * LiteLLM may be pointed here as they are. Sources: @openrouter/sdk 1.3.19, LiteLLM 1.106.
 */
const owners: ReadonlyMap<string, 'openrouter' | 'litellm'> = new Map([
  ...(
    ['models', 'provider', 'route', 'transforms', 'plugins', 'usage', 'preset', 'include_reasoning', 'trace'] as const
  ).map((name) => [name, 'openrouter'] as const),
  ...(
    [
      'api_base',
      'api_key',
      'base_url',
      'user_config',
      'timeout',
      'stream_timeout',
      'custom_llm_provider',
      'specific_deployment',
      'fallbacks',
      'context_window_fallbacks',
      'content_policy_fallbacks',
      'context_window_fallback_dict',
      'disable_fallbacks',
      'num_retries',
      'max_retries',
      'max_fallbacks',
      'mock_response',
      'mock_testing_fallbacks',
      'mock_testing_rate_limit_error',
      'tags',
      'cache',
      'guardrails',
      'litellm_metadata',
      'litellm_session_id',
      'litellm_trace_id',
      'drop_params',
    ] as const
  ).map((name) => [name, 'litellm'] as const),
])

/** Fields of this body that would be strange to an upstream: a carrier's own, where another stands there, or none. */
export function foreignFields(json: Json, upstream: Pick<Upstream, 'carrier' | 'baseUrl'>): readonly string[] {
  const foreign = Object.keys(json).filter((name) => {
    const owner = owners.get(name)
    return owner !== undefined && !isAt(owner, upstream)
  })
  return hasLists(json['metadata']) && !isAt('litellm', upstream) ? [...foreign, 'metadata'] : foreign
}

/** A body without them. */
export function withoutForeign(json: Json, upstream: Pick<Upstream, 'carrier' | 'baseUrl'>): Json {
  const foreign = foreignFields(json, upstream)
  return foreign.length === 0
    ? json
    : Object.fromEntries(Object.entries(json).filter(([name]) => !foreign.includes(name)))
}

/** An upstream may be OpenRouter without saying so. */
function isAt(owner: string, { carrier, baseUrl }: Pick<Upstream, 'carrier' | 'baseUrl'>): boolean {
  return carrier?.name === owner || (carrier === undefined && baseUrl.includes(owner))
}

/** OpenAI's metadata are texts; LiteLLM's hold its tags. */
function hasLists(metadata: unknown): boolean {
  return (
    typeof metadata === 'object' &&
    metadata !== null &&
    !Array.isArray(metadata) &&
    Object.values(metadata).some((value) => typeof value === 'object' && value !== null)
  )
}
