import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { createCatalog, createRouter, RoutedChatModel, tier, type ModelCard } from '@signalbox/langchain'
import * as real from 'langchain'

/** The host's own entry, with the model of every agent behind one that is down. */
export * from 'langchain'

const facts: Omit<ModelCard, 'id' | 'name'> = {
  vendor: 'v',
  contextTokens: 10_000_000,
  capabilities: { tools: true, jsonMode: true, jsonSchema: true },
  inputModalities: ['text', 'image', 'audio', 'video', 'file'],
  outputModalities: ['text'],
  prices: [],
  sources: {},
}

class DeadModel extends BaseChatModel {
  private readonly promises: object
  /** It promises what the one behind it does: what all candidates can do is then that. */
  constructor(promises: object) {
    super({})
    this.promises = promises
  }
  override _llmType(): string {
    return 'dead'
  }
  override bindTools(): this {
    return this
  }
  override get profile(): object {
    return this.promises
  }
  override async _generate(): Promise<never> {
    throw Object.assign(new Error('Service Unavailable'), { status: 503 })
  }
}

function route(model: unknown): unknown {
  if (typeof model !== 'object' || model === null || !('_generate' in model) || model instanceof RoutedChatModel)
    return model
  const router = createRouter({
    catalog: createCatalog({
      version: 'suite',
      models: ['dead', 'alive'].map((id) => ({ ...facts, id: `v/${id}`, name: id })),
    }),
    targets: [
      { id: 'dead', model: 'v/dead' },
      { id: 'alive', model: 'v/alive' },
    ],
    tiers: [{ name: 'only', targets: ['dead', 'alive'] }],
    strategy: tier('only'),
    execution: { maxRetriesPerTarget: 0 },
  })
  return new RoutedChatModel({
    router,
    models: { dead: new DeadModel((model as BaseChatModel).profile ?? {}), alive: model as BaseChatModel },
  })
}

export const createAgent = ((options: { readonly model?: unknown }) =>
  real.createAgent({ ...options, model: route(options.model) } as never)) as unknown as typeof real.createAgent
