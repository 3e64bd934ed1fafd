import type { ListedEndpoint, ListedModel } from './openrouter-listing.ts'
import type { OpenrouterPrice } from './openrouter-model.ts'

/** One entry of GET /models. Source: `Model` of npm `@openrouter/sdk` 1.3.19. */
export function toModelEntry(model: ListedModel): Record<string, unknown> {
  const [top] = model.endpoints
  return {
    id: model.id,
    canonical_slug: model.canonicalSlug,
    hugging_face_id: null,
    name: model.name,
    created: model.createdSeconds,
    description: model.description,
    context_length: top === undefined ? null : Math.max(...model.endpoints.map((one) => one.contextTokens)),
    architecture: toArchitecture(model),
    pricing: top === undefined ? { prompt: '0', completion: '0' } : toPricing(top.price),
    top_provider: {
      context_length: top?.contextTokens ?? null,
      max_completion_tokens: top?.maxOutputTokens ?? null,
      is_moderated: top?.moderate !== undefined,
    },
    per_request_limits: null,
    supported_parameters: [...new Set(model.endpoints.flatMap((one) => one.supportedParameters))].sort(),
    default_parameters: null,
    supported_voices: null,
    expiration_date: null,
    links: { details: `/api/v1/models/${model.canonicalSlug}/endpoints` },
  }
}

/** `data` of GET /models/AUTHOR/SLUG/endpoints. Source: `ListEndpointsResponse` of npm `@openrouter/sdk` 1.3.19. */
export function toEndpointsEntry(model: ListedModel): unknown {
  return {
    id: model.id,
    name: model.name,
    created: model.createdSeconds,
    description: model.description,
    architecture: toArchitecture(model),
    endpoints: model.endpoints.map((endpoint) => ({
      name: `${endpoint.provider} | ${model.id}`,
      model_id: model.canonicalSlug,
      model_name: model.name,
      provider_name: endpoint.provider,
      tag: endpoint.tag,
      quantization: endpoint.quantization ?? 'unknown',
      context_length: endpoint.contextTokens,
      max_completion_tokens: endpoint.maxOutputTokens,
      max_prompt_tokens: null,
      pricing: { ...toPricing(endpoint.price), discount: 0 },
      supported_parameters: endpoint.supportedParameters,
      supports_implicit_caching: endpoint.price.cacheReadPerMillionUsd !== undefined,
      supports_tool_choice: toToolChoice(endpoint),
      supports_voice_cloning: false,
      status: 0,
      uptime_last_5m: 100,
      uptime_last_30m: 100,
      uptime_last_1d: 100,
      latency_last_30m: toPercentiles(endpoint.latencySeconds, 1_000),
      throughput_last_30m: toPercentiles(endpoint.throughput, 1),
    })),
  }
}

/** USD per token, as OpenRouter writes it: a decimal without exponent. */
export function toPerToken(perMillionUsd: number): string {
  return (perMillionUsd / 1e6).toFixed(15).replace(/\.?0+$/, '')
}

function toPricing(price: OpenrouterPrice): Record<string, string> {
  return {
    prompt: toPerToken(price.inputPerMillionUsd),
    completion: toPerToken(price.outputPerMillionUsd),
    ...(price.cacheReadPerMillionUsd !== undefined && { input_cache_read: toPerToken(price.cacheReadPerMillionUsd) }),
    ...(price.searchUsd !== undefined && { web_search: String(price.searchUsd) }),
  }
}

function toArchitecture({ inputModalities, outputModalities }: ListedModel): unknown {
  return {
    modality: `${inputModalities.join('+')}->${outputModalities.join('+')}`,
    input_modalities: inputModalities,
    output_modalities: outputModalities,
    tokenizer: 'Other',
    instruct_type: null,
  }
}

function toToolChoice({ supportedParameters }: ListedEndpoint): unknown {
  const isSupported = supportedParameters.includes('tool_choice')
  return { auto: isSupported, function: isSupported, none: isSupported, required: isSupported }
}

/** A mock has one number, which stands for every percentile. */
function toPercentiles(value: number | undefined, factor: number): unknown {
  if (value === undefined) return null
  const one = value * factor
  return { p50: one, p75: one, p90: one, p99: one }
}
