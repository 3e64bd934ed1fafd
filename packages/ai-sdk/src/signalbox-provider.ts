import type { EmbeddingModelV4, LanguageModelV4, ProviderV4 } from '@ai-sdk/provider'

/** A provider of the AI SDK whose models are routes: `auto`, `task:NAME`, `tier:NAME`, a target or model id, an alias. */
export interface SignalboxProvider extends ProviderV4 {
  /** @throws NoSuchModelError naming the ids there are */
  (modelId: string): LanguageModelV4
  /** @throws NoSuchModelError naming the ids there are */
  readonly languageModel: (modelId: string) => LanguageModelV4
  /** An embedding model by target or model id; its other hosts stand in, never another model. @throws NoSuchModelError */
  readonly embeddingModel: (modelId: string) => EmbeddingModelV4
  /** Always throws: pictures are not routed. @throws NoSuchModelError */
  readonly imageModel: (modelId: string) => never
}
