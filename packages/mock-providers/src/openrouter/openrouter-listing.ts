import { createMockProvider, type MockProvider, type MockProviderOptions } from '../mock-provider.ts'
import type { ModelScript } from '../mock-script.ts'
import type { EndpointTraits, OpenrouterEndpoint, OpenrouterModel, OpenrouterPrice } from './openrouter-model.ts'

/** A model with its defaults filled in. */
export interface ListedModel extends Required<Omit<OpenrouterModel, 'endpoints'>> {
  readonly id: string
  readonly endpoints: readonly ListedEndpoint[]
}

/** An endpoint with its defaults filled in, and the mock that answers for it. */
export interface ListedEndpoint extends EndpointTraits {
  readonly modelId: string
  readonly isDistillable: boolean
  readonly slug: string
  readonly tag: string
  readonly price: OpenrouterPrice
  readonly contextTokens: number
  readonly maxOutputTokens: number
  readonly supportedParameters: readonly string[]
  readonly host: MockProvider
  readonly as: string
}

/** Each model by its id; a bare script is a model with one endpoint, whose provider has the name of the whole. */
export function listModels(
  models: Readonly<Record<string, OpenrouterModel | ModelScript>>,
  { name, sleep, nowMs }: Pick<MockProviderOptions, 'name' | 'sleep' | 'nowMs'>,
): ReadonlyMap<string, ListedModel> {
  return new Map(
    Object.entries(models).map(([id, given]) => {
      const model: OpenrouterModel = 'endpoints' in given ? given : { endpoints: [{ provider: name, script: given }] }
      const isDistillable = model.isDistillable ?? false
      const toListed = (endpoint: OpenrouterEndpoint): ListedEndpoint => {
        const { provider, quantization, contextTokens = 128_000 } = endpoint
        const slug = provider.toLowerCase().replaceAll(' ', '-')
        return {
          ...endpoint,
          modelId: id,
          isDistillable,
          slug,
          tag: quantization === undefined ? slug : `${slug}/${quantization}`,
          price: endpoint.price ?? defaultPrice,
          contextTokens,
          maxOutputTokens: endpoint.maxOutputTokens ?? contextTokens,
          supportedParameters: endpoint.supportedParameters ?? defaultParameters,
          ...(endpoint.script === undefined
            ? { host: endpoint.host, as: endpoint.as }
            : { host: createMockProvider({ name: slug, models: { [id]: endpoint.script }, sleep, nowMs }), as: id }),
        }
      }
      const listed: ListedModel = {
        id,
        name: model.name ?? id,
        canonicalSlug: model.canonicalSlug ?? id,
        description: model.description ?? '',
        createdSeconds: model.createdSeconds ?? 0,
        inputModalities: model.inputModalities ?? ['text'],
        outputModalities: model.outputModalities ?? ['text'],
        isDistillable,
        endpoints: model.endpoints.map(toListed),
      }
      return [id, listed]
    }),
  )
}

const defaultPrice: OpenrouterPrice = { inputPerMillionUsd: 1, outputPerMillionUsd: 2 }

const defaultParameters = [
  'frequency_penalty',
  'logprobs',
  'max_completion_tokens',
  'max_tokens',
  'parallel_tool_calls',
  'presence_penalty',
  'response_format',
  'seed',
  'stop',
  'structured_outputs',
  'temperature',
  'tool_choice',
  'tools',
  'top_logprobs',
  'top_p',
]
