import { providerOf } from '../catalog/provider-of.ts'
import type { Target } from '../catalog/target.ts'
import type { Failure } from '../failure/failure.ts'

/** The name of the thing that is ill, shared by every target it touches; undefined = no breaker (the client's own fault, or ours). */
export function toBreakerKey(target: Target, { kind, scope }: Pick<Failure, 'kind' | 'scope'>): string | undefined {
  switch (scope) {
    // A rate limit is counted per key and model; credit and permission are the whole key's.
    case 'key':
      return kind === 'rate-limit' ? rateKeyOf(target) : keyOf(target)
    case 'model':
      return modelOf(target)
    case 'target':
      return `target:${target.id}`
    case 'provider':
      return `provider:${providerOf(target)}`
    case 'region':
      return regionOf(target)
    case 'request':
    case 'local':
      return undefined
  }
}

/** Every breaker a call to this target must pass. */
export function breakerKeysOf(target: Target): readonly string[] {
  return [
    `target:${target.id}`,
    rateKeyOf(target),
    keyOf(target),
    modelOf(target),
    `provider:${providerOf(target)}`,
    regionOf(target),
  ]
}

function keyOf(target: Target): string {
  return `key:${providerOf(target)}:${target.key ?? 'default'}`
}

function rateKeyOf(target: Target): string {
  return `rate:${providerOf(target)}:${target.key ?? 'default'}:${target.model}`
}

function modelOf(target: Target): string {
  return `model:${providerOf(target)}:${target.model}`
}

function regionOf(target: Target): string {
  return `region:${providerOf(target)}:${target.region ?? 'default'}`
}
