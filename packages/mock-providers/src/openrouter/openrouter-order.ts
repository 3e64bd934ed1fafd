import type { ListedEndpoint } from './openrouter-listing.ts'
import { isNamed, type Cutoff, type ProviderPreferences, type Sort } from './openrouter-preferences.ts'

/** The endpoints of one model in the order they are tried. `order` goes before `sort`; neither = as listed. */
export function orderEndpoints(
  endpoints: readonly ListedEndpoint[],
  { order, sort, allow_fallbacks }: ProviderPreferences,
  variantSort: Sort | undefined,
): readonly ListedEndpoint[] {
  const by = variantSort ?? (typeof sort === 'string' ? sort : sort?.by)
  if (order != null && order.length > 0) return [...endpoints].sort(ascending((one) => rankIn(order, one)))
  const sorted = by == null ? endpoints : sortEndpoints(endpoints, by)
  return allow_fallbacks === false ? sorted.slice(0, 1) : sorted
}

export function sortEndpoints(endpoints: readonly ListedEndpoint[], by: Sort): readonly ListedEndpoint[] {
  return [...endpoints].sort(ascending(keys[by]))
}

/** Endpoints beyond a preferred latency or throughput go last, behind other models' too; nobody is left out. */
export function deprioritize(
  endpoints: readonly ListedEndpoint[],
  { preferred_max_latency, preferred_min_throughput }: ProviderPreferences,
): readonly ListedEndpoint[] {
  const [latencies, throughputs] = [toNumbers(preferred_max_latency), toNumbers(preferred_min_throughput)]
  const isSlow = ({ latencySeconds = Infinity, throughput = 0 }: ListedEndpoint): boolean =>
    latencies.some((most) => latencySeconds > most) || throughputs.some((least) => throughput < least)
  return [...endpoints].sort(ascending((endpoint) => (isSlow(endpoint) ? 1 : 0)))
}

const keys: Readonly<Record<Sort, (endpoint: ListedEndpoint) => number>> = {
  price: ({ price }) => price.inputPerMillionUsd + price.outputPerMillionUsd,
  throughput: ({ throughput = 0 }) => -throughput,
  latency: ({ latencySeconds = Number.MAX_VALUE }) => latencySeconds,
  exacto: ({ isExacto }) => (isExacto === true ? 0 : 1),
}

function rankIn(order: readonly string[], endpoint: ListedEndpoint): number {
  const rank = order.findIndex((name) => isNamed(endpoint, name))
  return rank === -1 ? order.length : rank
}

function ascending(key: (endpoint: ListedEndpoint) => number) {
  return (a: ListedEndpoint, b: ListedEndpoint): number => key(a) - key(b)
}

/** A mock has one number per endpoint, so every percentile is held against it. */
function toNumbers(cutoff: Cutoff | null | undefined): readonly number[] {
  if (cutoff == null) return []
  return typeof cutoff === 'number' ? [cutoff] : Object.values(cutoff).filter((value) => value != null)
}
