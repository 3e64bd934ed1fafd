import { coversHost, intersectHosts, withoutHosts } from './host-slug.ts'
import { openrouterProviderSchema } from './openrouter-provider-schema.ts'
import type { OpenrouterProvider } from './openrouter-provider.ts'

export interface ProviderIssue {
  /** `invalid`: not as documented. `contradiction`: no host, or another than is meant, could serve. `unknown`: sent on as it is. */
  readonly kind: 'invalid' | 'contradiction' | 'unknown'
  /** Within the object: `max_price.prompt`. */
  readonly path: string
  /** What is wrong, and a remedy. Of an invalid value: what it must be, to be read after its place (`must be true or false. …`). */
  readonly message: string
}

export interface CheckedProvider {
  /** undefined where something is invalid. */
  readonly provider: OpenrouterProvider | undefined
  readonly issues: readonly ProviderIssue[]
}

/** Reads a `provider` object and says all that is wrong with it. */
export function checkProvider(value: unknown): CheckedProvider {
  const { data, error } = openrouterProviderSchema.safeParse(value)
  if (error !== undefined) {
    const issues = error.issues.map(({ path, message }) => ({
      kind: 'invalid' as const,
      path: path.map(String).join('.'),
      message,
    }))
    return { provider: undefined, issues }
  }
  return { provider: data, issues: [...contradictions(data), ...unknowns(data)] }
}

function contradictions(provider: OpenrouterProvider): ProviderIssue[] {
  const order = provider.order ?? []
  const ignore = provider.ignore ?? []
  const only = provider.only ?? []
  const isClosed = provider.allow_fallbacks === false
  const found: (readonly [path: string, holds: boolean, message: string])[] = [
    ['only', provider.only?.length === 0, 'An empty list allows no host, or is ignored. Leave it out.'],
    ['quantizations', provider.quantizations?.length === 0, 'An empty list allows none, or is ignored. Leave it out.'],
    [
      'order',
      isClosed && provider.order?.length === 0,
      'allow_fallbacks is false and the order is empty: name a host.',
    ],
    [
      'data_collection',
      provider.zdr === true && provider.data_collection === 'allow',
      'zdr asks for hosts that keep nothing, and data_collection allows those that do. Leave one out.',
    ],
    [
      'only',
      only.length > 0 && withoutHosts(only, ignore).length === 0,
      'Every host of only is ignored too: nobody is left. Take one out of ignore.',
    ],
    [
      'order',
      isClosed && order.length > 0 && only.length > 0 && intersectHosts(order, only).length === 0,
      'allow_fallbacks is false and no host of the order is in only: nobody is left.',
    ],
    ['sort', provider.sort != null && order.length > 0, 'sort counts only without an order. Leave one out.'],
  ]
  return [
    ...found.filter(([, holds]) => holds).map(([path, , message]) => contradiction(path, message)),
    ...named('only', only, ignore),
    ...named('order', order, ignore),
    ...outside(order, only),
  ]
}

function named(path: string, hosts: readonly string[], ignore: readonly string[]): ProviderIssue[] {
  return hosts
    .filter((host) => ignore.some((one) => coversHost(one, host)))
    .map((host) => contradiction(path, `"${host}" is ignored too. Take it out of ${path} or of ignore.`))
}

function outside(order: readonly string[], only: readonly string[]): ProviderIssue[] {
  if (only.length === 0) return []
  return order
    .filter((host) => intersectHosts([host], only).length === 0)
    .map((host) =>
      contradiction('order', `"${host}" is not in only and will not be tried. Add it there or take it out.`),
    )
}

function contradiction(path: string, message: string): ProviderIssue {
  return { kind: 'contradiction', path, message }
}

const known: Readonly<Record<string, readonly string[]>> = {
  '': [
    'order',
    'only',
    'ignore',
    'allow_fallbacks',
    'require_parameters',
    'data_collection',
    'zdr',
    'enforce_distillable_text',
    'quantizations',
    'sort',
    'max_price',
    'preferred_min_throughput',
    'preferred_max_latency',
  ],
  max_price: ['prompt', 'completion', 'request', 'image', 'audio'],
  sort: ['by', 'partition'],
  preferred_min_throughput: ['p50', 'p75', 'p90', 'p99'],
  preferred_max_latency: ['p50', 'p75', 'p90', 'p99'],
}

function unknowns(provider: OpenrouterProvider): ProviderIssue[] {
  return Object.entries(known).flatMap(([place, keys]) => {
    const object: unknown = place === '' ? provider : provider[place]
    if (typeof object !== 'object' || object === null) return []
    return Object.keys(object)
      .filter((key) => !keys.includes(key))
      .map((key) => ({
        kind: 'unknown' as const,
        path: place === '' ? key : `${place}.${key}`,
        message: `"${key}" is not a field that OpenRouter documents; it is sent on as it is. Check its spelling.`,
      }))
  })
}
