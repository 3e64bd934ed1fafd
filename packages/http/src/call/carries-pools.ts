import { providerOf, type Target } from '@signalbox/core'
import type { Upstream } from './upstream.ts'

/** For `carriesPools` of a router's `open` and `run`: the targets whose carrier falls back among alternates. */
export function carriesPools(upstreams: readonly Upstream[]): (target: Target) => boolean {
  const names = new Set(upstreams.flatMap(({ name, carrier }) => (carrier?.takesAlternates === true ? [name] : [])))
  return (target) => names.has(target.upstream ?? providerOf(target))
}
