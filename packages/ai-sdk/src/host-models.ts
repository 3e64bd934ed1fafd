import {
  InvalidArgumentError,
  type EmbeddingModelV4,
  type Experimental_DecisionModelV4,
  type LanguageModelV4,
} from '@ai-sdk/provider'
import { optionNamespaces } from './option-namespaces.ts'
import type { AnyEmbeddingModel, AnyLanguageModel, SignalboxOptions } from './signalbox-options.ts'

/** The models a provider was given, by target id. */
export interface HostModels {
  readonly language: ReadonlyMap<string, HostModel<AnyLanguageModel>>
  readonly embedding: ReadonlyMap<string, HostModel<AnyEmbeddingModel>>
  readonly decision: ReadonlyMap<string, Experimental_DecisionModelV4>
  /** Names of provider options that at least one of the models reads. */
  readonly claimed: ReadonlySet<string>
  /** Target id -> the policy's model. */
  readonly modelOf: ReadonlyMap<string, string>
}

export interface HostModel<Model> {
  readonly model: Model
  /** Names of provider options it reads. */
  readonly namespaces: ReadonlySet<string>
}

/** @throws InvalidArgumentError naming every target without a model, every model without a target, and what to do */
export function toHostModels(options: SignalboxOptions): HostModels {
  const namespaces = options.namespaces ?? {}
  const language = toMap(options.models, namespaces)
  const embedding = toMap(options.embeddingModels ?? {}, namespaces)
  const decision = new Map(Object.entries(options.decisionModels ?? {}))
  const given = [...language.keys(), ...embedding.keys(), ...decision.keys()]
  const modelOf = new Map(options.router.targets.map(({ id, model }) => [id, model]))
  const targets = [...modelOf.keys()]
  const problems = [
    ...targets
      .filter((id) => !given.includes(id))
      .map((id) => `The target "${id}" has no model. Add models["${id}"], or take the target out of the policy.`),
    ...[...given, ...Object.keys(namespaces)]
      .filter((id) => !targets.includes(id))
      .map((id) => `There is no target "${id}". The policy has: ${targets.join(', ')}.`),
  ]
  if (problems.length > 0) throw new InvalidArgumentError({ argument: 'models', message: problems.join('\n') })
  const all = [...language.values(), ...embedding.values()]
  return { language, embedding, decision, claimed: new Set(all.flatMap((one) => [...one.namespaces])), modelOf }
}

function toMap<Model extends { readonly provider: string }>(
  models: Readonly<Record<string, Model>>,
  namespaces: NonNullable<SignalboxOptions['namespaces']>,
): Map<string, HostModel<Model>> {
  return new Map(
    Object.entries(models).map(([id, model]) => {
      if (typeof model !== 'object' || model === null || typeof model.provider !== 'string') {
        throw new InvalidArgumentError({
          argument: `models["${id}"]`,
          message: `models["${id}"] is no model of the AI SDK. Give it what a provider's function returns, like openai('gpt-5.5').`,
        })
      }
      return [id, { model, namespaces: new Set([...optionNamespaces(model.provider), ...(namespaces[id] ?? [])]) }]
    }),
  )
}

/** A model as the current specification has it. Older ones go through the host's own adapter, loaded when one is first called. */
export async function toLanguageModelV4(model: AnyLanguageModel): Promise<LanguageModelV4> {
  if (model.specificationVersion === 'v4') return model
  const { wrapLanguageModel } = await import('ai')
  return wrapLanguageModel({ model, middleware: [] })
}

/** The same for embeddings. */
export async function toEmbeddingModelV4(model: AnyEmbeddingModel): Promise<EmbeddingModelV4> {
  if (model.specificationVersion === 'v4') return model
  const { wrapEmbeddingModel } = await import('ai')
  return wrapEmbeddingModel({ model, middleware: [] })
}
