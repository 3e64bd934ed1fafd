import type { SignalboxConfig } from '@signalbox/config'
import type { ModelCard } from '@signalbox/core'

type ModelConfig = NonNullable<SignalboxConfig['models']>[number]

const inputs = ['text', 'image', 'audio', 'video', 'file'] as const
const outputs = ['text', 'embedding'] as const

/** A card as a config file has it; its prices stand with the targets. @throws Error where its context is not known: a file must have it */
export function toModelConfig(card: ModelCard): ModelConfig {
  const { id, name, contextTokens, maxOutputTokens, licence, openWeights, jurisdiction } = card
  if (contextTokens === undefined)
    throw new Error(`OpenRouter does not say how long the context of ${id} is. Declare the model under models.`)
  const { tools, jsonSchema, logprobs } = card.capabilities
  return Object.fromEntries(
    Object.entries({
      id,
      name,
      contextTokens,
      maxOutputTokens,
      tools,
      jsonSchema,
      logprobs,
      inputModalities: inputs.filter((one) => card.inputModalities.includes(one)),
      outputModalities: outputs.filter((one) => card.outputModalities.includes(one)),
      licence,
      openWeights,
      jurisdiction,
      availableFrom: card.availableFrom,
      availableUntil: card.availableUntil,
    } satisfies ModelConfig).filter(([, value]) => value !== undefined),
  ) as unknown as ModelConfig
}
