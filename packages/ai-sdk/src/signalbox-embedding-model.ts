import {
  LoadSettingError,
  NoSuchModelError,
  type EmbeddingModelV4,
  type EmbeddingModelV4CallOptions,
  type EmbeddingModelV4Result,
} from '@ai-sdk/provider'
import { type Call, type Dialect, toMetadata } from '@signalbox/core'
import { checkCallOptions } from './check-call-options.ts'
import type { HostContext } from './host-context.ts'
import { toEmbeddingModelV4, type HostModel } from './host-models.ts'
import { callOptionsFor, callOptionsOf } from './provider-options.ts'
import type { AnyEmbeddingModel } from './signalbox-options.ts'
import { toFacts } from './to-facts.ts'
import { toHostError } from './to-host-error.ts'

/** A result is there or it is not: vectors have no beginning one could show. */
const embeddingDialect: Dialect<EmbeddingModelV4Result> = {
  open: () => ({
    read: ({ embeddings, usage }, notes) => {
      if (embeddings.length > 0) notes.content()
      if (usage !== undefined) notes.usage({ inputTokens: usage.tokens, outputTokens: 0 })
      notes.end({ reason: 'stop' })
    },
  }),
  toFacts,
}

/** An embedding model that other hosts of the same model stand in for, never another model: its vectors could not be compared. */
export class SignalboxEmbeddingModel implements EmbeddingModelV4 {
  readonly specificationVersion = 'v4'
  readonly provider: string
  readonly modelId: string
  readonly maxEmbeddingsPerCall: Promise<number | undefined>
  readonly supportsParallelCalls: Promise<boolean>
  // Not a #field: those break behind the proxies that tracing tools put around models.
  private readonly host: HostContext

  /** @throws NoSuchModelError */
  constructor(modelId: string, host: HostContext) {
    const { router, models, name } = host
    const named = router.targetsOf(modelId) ?? []
    const model = router.targets.find(({ id }) => id === modelId)?.model ?? modelId
    const hosts = named.filter((target) => target.model === model).flatMap(({ id }) => models.embedding.get(id) ?? [])
    if (hosts.length === 0) {
      const known = [...models.embedding.keys()].join(', ') || 'none; give createSignalbox embeddingModels'
      throw new NoSuchModelError({
        modelId,
        modelType: 'embeddingModel',
        message: `There is no embedding model "${modelId}". Name one target or model, since vectors of two models cannot be compared. Known: ${known}.`,
      })
    }
    this.modelId = modelId
    this.provider = `${name}.embedding`
    this.host = host
    this.maxEmbeddingsPerCall = least(hosts)
    this.supportsParallelCalls = every(hosts)
    // Whoever reads them hears of a failure; nobody may ever.
    this.maxEmbeddingsPerCall.catch(() => {})
    this.supportsParallelCalls.catch(() => {})
  }

  async doEmbed(options: EmbeddingModelV4CallOptions): Promise<EmbeddingModelV4Result> {
    const { router, metadata, models } = this.host
    checkCallOptions(options.providerOptions, models.modelOf)
    const { requestId, task, tenant, tags, session } = callOptionsOf(options.providerOptions)
    try {
      const { reply, outcome } = await router.run(
        {
          id: requestId,
          model: this.modelId,
          output: 'embedding',
          messages: options.values.map((content) => ({ role: 'user' as const, content })),
          task: task ?? 'embed',
          tenant,
          tags,
          session,
        },
        this.#call(options),
        { dialect: embeddingDialect, signal: options.abortSignal },
      )
      if (metadata === 'none') return reply
      return { ...reply, providerMetadata: { ...reply.providerMetadata, signalbox: toMetadata(outcome) } }
    } catch (error) {
      throw toHostError(error, 'embeddingModel')
    }
  }

  #call(options: EmbeddingModelV4CallOptions): Call<undefined, EmbeddingModelV4Result> {
    const { models } = this.host
    return async ({ id }, { signal }) => {
      const given = models.embedding.get(id)
      if (given === undefined) throw new LoadSettingError({ message: `The target "${id}" has no embedding model.` })
      const model = await toEmbeddingModelV4(given.model)
      const { namespaces } = given
      const providerOptions = callOptionsFor(options.providerOptions, { id, namespaces, claimed: models.claimed })
      return { head: undefined, parts: [await model.doEmbed({ ...options, providerOptions, abortSignal: signal })] }
    }
  }
}

type Hosts = readonly HostModel<AnyEmbeddingModel>[]

async function least(hosts: Hosts): Promise<number | undefined> {
  const limits = await Promise.all(hosts.map(({ model }) => model.maxEmbeddingsPerCall))
  const known = limits.filter((limit) => limit !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

async function every(hosts: Hosts): Promise<boolean> {
  return (await Promise.all(hosts.map(({ model }) => model.supportsParallelCalls))).every(Boolean)
}
