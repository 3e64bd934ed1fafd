import { intersectHosts, uniteHosts, withoutHosts } from './host-slug.ts'
import type { OpenrouterMaxPrice, OpenrouterProvider, PercentileCutoffs } from './openrouter-provider.ts'

export type NarrowedProvider =
  | { readonly kind: 'narrowed'; readonly provider: OpenrouterProvider }
  /** No host could serve what all of them ask for. */
  | { readonly kind: 'impossible'; readonly reasons: readonly string[] }

/**
 * Joins `provider` objects so that the result admits no host that any of them does not: the operator's first, then the caller's, then
 * what a policy demands. Preferences (order, sort, unknown fields) are the first one's that has them. Empty lists count as none.
 */
export function narrowProvider(...providers: readonly (OpenrouterProvider | undefined)[]): NarrowedProvider {
  let joined: OpenrouterProvider = {}
  for (const provider of providers) {
    if (provider === undefined) continue
    const { provider: next, reasons } = join(joined, provider)
    if (reasons.length > 0) return { kind: 'impossible', reasons }
    joined = next
  }
  return { kind: 'narrowed', provider: joined }
}

interface Joined {
  readonly provider: OpenrouterProvider
  readonly reasons: readonly string[]
}

function join(first: OpenrouterProvider, second: OpenrouterProvider): Joined {
  const only = both(first.only, second.only, intersectHosts)
  const ignore = uniteHosts(first.ignore ?? [], second.ignore ?? [])
  const allowed = only && withoutHosts(only, ignore)
  const quantizations = both(first.quantizations, second.quantizations, (one, other) =>
    one.filter((each) => other.includes(each)),
  )
  const isClosed = first.allow_fallbacks === false || second.allow_fallbacks === false
  const closed = both(closedOrder(first), closedOrder(second), intersectHosts)
  const wished = closed ?? list(first.order) ?? list(second.order)
  const order = wished && withoutHosts(allowed === undefined ? wished : intersectHosts(wished, allowed), ignore)
  const reasons = [
    ...(allowed?.length === 0 ? ['no host is left of only, less those ignored'] : []),
    ...(closed !== undefined && order?.length === 0 ? ['no host is left of an order that allows no others'] : []),
    ...(quantizations?.length === 0 ? ['no quantization is left'] : []),
  ]
  const provider = defined({
    ...defined(second),
    ...defined(first),
    order: list(order),
    only: allowed,
    ignore: list(ignore),
    allow_fallbacks: isClosed ? false : (first.allow_fallbacks ?? second.allow_fallbacks),
    require_parameters: either(first.require_parameters, second.require_parameters),
    data_collection: [first, second].some((one) => one.data_collection === 'deny')
      ? 'deny'
      : (first.data_collection ?? second.data_collection),
    zdr: either(first.zdr, second.zdr),
    enforce_distillable_text: either(first.enforce_distillable_text, second.enforce_distillable_text),
    quantizations,
    sort: first.sort ?? second.sort,
    max_price: lowest(first.max_price, second.max_price),
    preferred_min_throughput: stricter(first.preferred_min_throughput, second.preferred_min_throughput, Math.max),
    preferred_max_latency: stricter(first.preferred_max_latency, second.preferred_max_latency, Math.min),
  })
  return { provider, reasons }
}

/** An order that is a limit too. */
function closedOrder({ order, allow_fallbacks }: OpenrouterProvider): string[] | undefined {
  return allow_fallbacks === false ? list(order) : undefined
}

function list<T>(items: readonly T[] | null | undefined): T[] | undefined {
  return items == null || items.length === 0 ? undefined : [...items]
}

function both<T>(
  first: readonly T[] | null | undefined,
  second: readonly T[] | null | undefined,
  intersect: (first: readonly T[], second: readonly T[]) => T[],
): T[] | undefined {
  const [one, other] = [list(first), list(second)]
  return one === undefined || other === undefined ? (one ?? other) : intersect(one, other)
}

/** true is the stricter. */
function either(first: boolean | null | undefined, second: boolean | null | undefined): boolean | null | undefined {
  return first === true || second === true ? true : (first ?? second)
}

function lowest(
  first: OpenrouterMaxPrice | null | undefined,
  second: OpenrouterMaxPrice | null | undefined,
): OpenrouterMaxPrice | undefined {
  const joined: OpenrouterMaxPrice = { ...defined(second ?? {}), ...defined(first ?? {}) }
  for (const key of ['prompt', 'completion', 'request', 'image', 'audio'] as const) {
    const [one, other] = [first?.[key], second?.[key]]
    if (one != null && other != null && Number(other) < Number(one)) joined[key] = other
  }
  return filled(joined)
}

type Cutoff = number | PercentileCutoffs

function stricter(
  first: Cutoff | null | undefined,
  second: Cutoff | null | undefined,
  pick: (one: number, other: number) => number,
): Cutoff | undefined {
  if (typeof first === 'number' && typeof second === 'number') return pick(first, second)
  // One number alone stays one.
  if (first == null && typeof second === 'number') return second
  if (second == null && typeof first === 'number') return first
  const [one, other] = [byPercentile(first), byPercentile(second)]
  const joined = { ...other, ...one }
  for (const key of ['p50', 'p75', 'p90', 'p99'] as const) {
    const [mine, theirs] = [one[key], other[key]]
    if (mine != null && theirs != null) joined[key] = pick(mine, theirs)
  }
  return filled(joined)
}

/** A number counts for the median. */
function byPercentile(cutoff: Cutoff | null | undefined): PercentileCutoffs {
  return typeof cutoff === 'number' ? { p50: cutoff } : defined(cutoff ?? {})
}

/** Without fields that say nothing: null is as good as absent. */
function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value != null)) as T
}

function filled<T extends object>(object: T): T | undefined {
  return Object.keys(object).length === 0 ? undefined : object
}
