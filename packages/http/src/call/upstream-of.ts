import { providerOf, type Target } from '@signalbox/core'
import type { Upstream } from './upstream.ts'
import { UpstreamError } from './upstream-error.ts'

/** The account a target is called through. @throws UpstreamError where there is none */
export function upstreamOf(target: Target, upstreams: readonly Upstream[]): Upstream {
  const name = target.upstream ?? providerOf(target)
  const upstream = upstreams.find((one) => one.name === name)
  if (upstream === undefined)
    throw new UpstreamError(`target ${target.id} names the upstream "${name}", which is not configured`)
  return upstream
}

/** The model's name on the wire. */
export function wireModelOf({ as, model }: Pick<Target, 'as' | 'model'>): string {
  return as ?? model.slice(model.indexOf('/') + 1)
}
