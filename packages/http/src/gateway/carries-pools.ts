import type { Target } from '@signalbox/core'
import type { GatewayContext } from './endpoint.ts'

/** Whose carrier falls back among alternates. */
export function carriesPools({ upstreamOf }: Pick<GatewayContext, 'upstreamOf'>): (target: Target) => boolean {
  return ({ id }) => upstreamOf(id)?.carrier?.takesAlternates === true
}
