import type { OpenrouterError } from './openrouter-error.ts'
import type { ListedEndpoint } from './openrouter-listing.ts'
import { isNamed, type ProviderPreferences } from './openrouter-preferences.ts'
import { countPromptTokens, outputLimitOf } from './openrouter-prompt.ts'

/** The endpoints of one model that may serve a request, or why none may: what left nobody over is what OpenRouter says. */
export function filterEndpoints(
  endpoints: readonly ListedEndpoint[],
  modelId: string,
  body: Readonly<Record<string, unknown>>,
  preferences: ProviderPreferences,
): readonly ListedEndpoint[] | OpenrouterError {
  let left = endpoints
  for (const { keeps, refusal } of rules) {
    const kept = left.filter((endpoint) => keeps(endpoint, preferences, body))
    if (kept.length === 0) return refusal({ modelId, left, preferences, body })
    left = kept
  }
  return left
}

interface Rule {
  readonly keeps: (
    endpoint: ListedEndpoint,
    preferences: ProviderPreferences,
    body: Readonly<Record<string, unknown>>,
  ) => boolean
  readonly refusal: (context: {
    readonly modelId: string
    readonly left: readonly ListedEndpoint[]
    readonly preferences: ProviderPreferences
    readonly body: Readonly<Record<string, unknown>>
  }) => OpenrouterError
}

const rules: readonly Rule[] = [
  {
    keeps: (endpoint, { only, ignore, order, allow_fallbacks }) => {
      const isIn = (names: readonly string[]): boolean => names.some((name) => isNamed(endpoint, name))
      if (isIn(ignore ?? []) || (only != null && only.length > 0 && !isIn(only))) return false
      return allow_fallbacks !== false || order == null || order.length === 0 || isIn(order)
    },
    refusal: ({ left, preferences: { only, order } }) => ({
      status: 404,
      message: 'No allowed providers are available for the selected model.',
      metadata: {
        available_providers: [...new Set(left.map(({ slug }) => slug))],
        requested_providers: only ?? order ?? [],
      },
    }),
  },
  {
    keeps: (endpoint, { data_collection }) => data_collection !== 'deny' || endpoint.collectsData !== true,
    refusal: () => notFound(`No endpoints found matching your data policy. Configure: ${privacyPage}`),
  },
  {
    keeps: (endpoint, { zdr }) => zdr !== true || endpoint.keepsNothing === true,
    refusal: () =>
      notFound(
        `No endpoints available matching your guardrail restrictions and data policy. Configure: ${privacyPage}`,
      ),
  },
  {
    keeps: ({ isDistillable }, { enforce_distillable_text }) => enforce_distillable_text !== true || isDistillable,
    refusal: ({ modelId }) => noEndpoints(modelId),
  },
  {
    keeps: ({ quantization = 'unknown' }, { quantizations }) => quantizations?.includes(quantization) ?? true,
    refusal: ({ modelId }) => noEndpoints(modelId),
  },
  {
    keeps: ({ price }, { max_price }) =>
      price.inputPerMillionUsd <= Number(max_price?.prompt ?? Infinity) &&
      price.outputPerMillionUsd <= Number(max_price?.completion ?? Infinity),
    refusal: ({ modelId }) => noEndpoints(modelId),
  },
  {
    keeps: ({ supportedParameters }, _, { tools }) => tools === undefined || supportedParameters.includes('tools'),
    refusal: () => notFound(`No endpoints found that support tool use. ${learnMore}`),
  },
  {
    keeps: ({ supportedParameters }, { require_parameters }, body) =>
      require_parameters !== true || parametersOf(body).every((parameter) => supportedParameters.includes(parameter)),
    refusal: () => notFound(`No endpoints found that can handle the requested parameters. ${learnMore}`),
  },
  {
    keeps: ({ maxOutputTokens }, _, body) => (outputLimitOf(body) ?? 0) <= maxOutputTokens,
    refusal: ({ modelId }) => noEndpoints(modelId),
  },
  {
    keeps: ({ contextTokens }, _, body) => countPromptTokens(body) + (outputLimitOf(body) ?? 0) <= contextTokens,
    refusal: ({ left, body }) => {
      const [input, output] = [countPromptTokens(body), outputLimitOf(body)]
      const parts = `${input} of text input${output === undefined ? '' : `, ${output} in the output`}`
      return {
        status: 400,
        message:
          `This endpoint's maximum context length is ${Math.max(...left.map((endpoint) => endpoint.contextTokens))} tokens. ` +
          `However, you requested about ${input + (output ?? 0)} tokens (${parts}). ` +
          'Please reduce the length of either one, or use the "middle-out" transform to compress your prompt automatically.',
        metadata: { provider_name: null, error_type: 'context_length_exceeded' },
      }
    },
  },
]

/** Whatever else empties the list has no words of its own. */
export function noEndpoints(modelId: string): OpenrouterError {
  return notFound(`No endpoints found for ${modelId}.`)
}

function notFound(message: string): OpenrouterError {
  return { status: 404, message }
}

const privacyPage = 'https://openrouter.ai/settings/privacy'
const learnMore =
  'To learn more about provider routing, visit: https://openrouter.ai/docs/guides/routing/provider-selection'

/** The parameters a request uses, as `supported_parameters` names them. */
export function parametersOf(body: Readonly<Record<string, unknown>>): readonly string[] {
  const { response_format } = body as { response_format?: { type?: unknown } }
  return [
    ...Object.keys(body).filter((key) => parameters.has(key) && body[key] != null),
    ...(response_format?.type === 'json_schema' ? ['structured_outputs'] : []),
  ]
}

/** `Parameter` of npm `@openrouter/sdk` 1.3.19. */
const parameters = new Set([
  'frequency_penalty',
  'include_reasoning',
  'logit_bias',
  'logprobs',
  'max_completion_tokens',
  'max_tokens',
  'min_p',
  'parallel_tool_calls',
  'prediction',
  'presence_penalty',
  'reasoning',
  'reasoning_effort',
  'repetition_penalty',
  'response_format',
  'seed',
  'stop',
  'structured_outputs',
  'temperature',
  'tool_choice',
  'tools',
  'top_a',
  'top_k',
  'top_logprobs',
  'top_p',
  'verbosity',
  'web_search_options',
])
