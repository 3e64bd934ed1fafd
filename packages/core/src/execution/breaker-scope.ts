import { providerOf } from '../catalog/provider-of.ts'
import type { Target } from '../catalog/target.ts'
import type { FailureScope } from '../failure/failure.ts'

/** The name of the thing that is ill, shared by every target it touches; undefined = no breaker (the client's own fault, or ours). */
export function toBreakerKey(target: Target, scope: FailureScope): string | undefined {
  const provider = providerOf(target)
  switch (scope) {
    case 'key':
      return `key:${provider}:${target.key ?? 'default'}:${target.model}`
    case 'model':
      return `model:${provider}:${target.model}`
    case 'target':
      return `target:${target.id}`
    case 'provider':
      return `provider:${provider}`
    case 'region':
      return `region:${provider}:${target.region ?? 'default'}`
    case 'request':
    case 'local':
      return undefined
  }
}

const scopes: readonly FailureScope[] = ['target', 'key', 'model', 'provider', 'region']

/** Every breaker a call to this target must pass. */
export function breakerKeysOf(target: Target): readonly string[] {
  return scopes.map((scope) => toBreakerKey(target, scope)).filter((key) => key !== undefined)
}
