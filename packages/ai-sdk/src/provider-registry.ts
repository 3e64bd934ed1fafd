import { NoSuchModelError } from '@ai-sdk/provider'
import { createPolicyRegistry } from '@signalbox/core'
import type { SignalboxProvider } from './signalbox-provider.ts'

/** What a provider is found again by. */
export interface ProviderKey {
  readonly provider: string
  /** Version of its policy: two providers of one name are told apart by it. */
  readonly policy?: string | undefined
}

const providers = createPolicyRegistry<SignalboxProvider>()

export function registerProvider(name: string, policy: string, provider: SignalboxProvider): void {
  providers.add(name, policy, provider)
}

/** The provider a workflow that resumes asks for. @throws NoSuchModelError saying what has to be made before, or told apart */
export function providerOf({ provider: name, policy = '' }: ProviderKey, modelId: string): SignalboxProvider {
  const found = providers.find(name, policy)
  if (typeof found === 'object') return found.made
  const remedy =
    found === 'none'
      ? `which this process has not made. Call createSignalbox({ name: '${name}', … }) before the workflow resumes.`
      : 'and this process has several of that name, of other policies. Give each a `name` of its own.'
  throw new NoSuchModelError({
    modelId,
    modelType: 'languageModel',
    message: `The model "${modelId}" belongs to the provider "${name}", ${remedy}`,
  })
}
