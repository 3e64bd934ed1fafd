import { NoSuchModelError } from '@ai-sdk/provider'
import type { SignalboxProvider } from './signalbox-provider.ts'

/** What a provider is found again by. */
export interface ProviderKey {
  readonly provider: string
  /** Version of its policy: two providers of one name are told apart by it. */
  readonly policy?: string | undefined
}

/** Providers made in this process, by name and policy: where a workflow that resumes finds them again. The latest of a key counts. */
const providers = new Map<string, Map<string, SignalboxProvider>>()

export function registerProvider(name: string, policy: string, provider: SignalboxProvider): void {
  const named = providers.get(name) ?? new Map<string, SignalboxProvider>()
  providers.set(name, named.set(policy, provider))
}

/**
 * The provider of that name and policy; a policy that has changed since is stood in for by the only one of the name.
 * @throws NoSuchModelError saying what has to be made before, or told apart
 */
export function providerOf({ provider: name, policy = '' }: ProviderKey, modelId: string): SignalboxProvider {
  const named = providers.get(name) ?? new Map<string, SignalboxProvider>()
  const [only, ...others] = named.values()
  const found = named.get(policy) ?? (others.length === 0 ? only : undefined)
  if (found !== undefined) return found
  const remedy =
    only === undefined
      ? `which this process has not made. Call createSignalbox({ name: '${name}', … }) before the workflow resumes.`
      : 'and this process has several of that name, of other policies. Give each a `name` of its own.'
  throw new NoSuchModelError({
    modelId,
    modelType: 'languageModel',
    message: `The model "${modelId}" belongs to the provider "${name}", ${remedy}`,
  })
}
