import type { BaseChatModel } from '@langchain/core/language_models/chat_models'

/** Settings of a chat model that no call option sets. */
export interface Overrides {
  readonly maxTokens?: number | undefined
  readonly temperature?: number | undefined
  readonly logprobs?: true | undefined
}

/** What providers call the output limit. */
const limitNames = ['maxTokens', 'maxOutputTokens', 'numPredict']

/**
 * A view of a model with other settings for one call; the model itself stays as it is. Models that hand calls on to models inside
 * them are seen through. A limit of the model's own that is lower stays.
 */
export function withOverrides(model: BaseChatModel, overrides: Overrides): BaseChatModel {
  const properties: Record<string, unknown> = {}
  const settings = model as unknown as Readonly<Record<string, unknown>>
  if (overrides.maxTokens !== undefined) {
    const name = limitNames.find((one) => one in model)
    const own = name === undefined ? undefined : settings[name]
    if (name !== undefined && !(typeof own === 'number' && own >= 0 && own <= overrides.maxTokens))
      properties[name] = overrides.maxTokens
  }
  if (overrides.temperature !== undefined && 'temperature' in model) properties['temperature'] = overrides.temperature
  if (overrides.logprobs === true && 'logprobs' in model && settings['logprobs'] === undefined)
    properties['logprobs'] = true
  if (Object.keys(properties).length === 0) return model
  for (const [name, value] of Object.entries(model)) {
    if (typeof value === 'object' && value !== null && '_generate' in value)
      properties[name] = withOverrides(value as BaseChatModel, overrides)
  }
  const view = Object.create(model) as BaseChatModel
  for (const [name, value] of Object.entries(properties)) Object.defineProperty(view, name, { value })
  return view
}
