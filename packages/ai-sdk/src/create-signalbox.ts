import { NoSuchModelError } from '@ai-sdk/provider'
import { createHostContext } from './host-context.ts'
import { toHostModels } from './host-models.ts'
import { registerProvider } from './provider-registry.ts'
import { SignalboxEmbeddingModel } from './signalbox-embedding-model.ts'
import { SignalboxLanguageModel } from './signalbox-language-model.ts'
import type { SignalboxOptions } from './signalbox-options.ts'
import type { SignalboxProvider } from './signalbox-provider.ts'

/**
 * A policy as a provider of the AI SDK: `signalbox('auto')` goes wherever a model does.
 * @throws InvalidArgumentError when a target has no model or a model no target
 */
export function createSignalbox(options: SignalboxOptions): SignalboxProvider {
  const host = createHostContext(options, toHostModels(options))
  const languageModel = (modelId: string): SignalboxLanguageModel => new SignalboxLanguageModel(modelId, host)
  const provider: SignalboxProvider = Object.assign((modelId: string) => languageModel(modelId), {
    specificationVersion: 'v4' as const,
    languageModel,
    embeddingModel: (modelId: string) => new SignalboxEmbeddingModel(modelId, host),
    imageModel: (modelId: string): never => {
      throw new NoSuchModelError({
        modelId,
        modelType: 'imageModel',
        message: `Signalbox routes language and embedding models. Ask a provider for the image model "${modelId}" itself.`,
      })
    },
  })
  registerProvider(host.name, options.router.policy.version, provider)
  return provider
}
