import { NoSuchModelError } from '@ai-sdk/provider'
import type { SignalboxProvider } from './signalbox-provider.ts'

/** Providers made in this process, by name: where a workflow that resumes finds them again. The latest of a name counts. */
const providers = new Map<string, SignalboxProvider>()

export function registerProvider(name: string, provider: SignalboxProvider): void {
  providers.set(name, provider)
}

/** @throws NoSuchModelError saying what has to be made before */
export function providerByName(name: string, modelId: string): SignalboxProvider {
  const provider = providers.get(name)
  if (provider !== undefined) return provider
  throw new NoSuchModelError({
    modelId,
    modelType: 'languageModel',
    message: `The model "${modelId}" belongs to the provider "${name}", which this process has not made. Call createSignalbox({ name: '${name}', … }) before the workflow resumes.`,
  })
}
