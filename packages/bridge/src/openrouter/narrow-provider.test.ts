import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coversHost } from './host-slug.ts'
import { narrowProvider } from './narrow-provider.ts'
import { openrouterProviderSchema } from './openrouter-provider-schema.ts'
import type { OpenrouterProvider } from './openrouter-provider.ts'
import { toPolicyProvider } from './policy-provider.ts'

interface Endpoint {
  readonly host: string
  readonly quantization: 'fp8' | 'bf16' | 'int4'
  readonly keeps: boolean
  readonly collects: boolean
  readonly takesAll: boolean
  readonly isDistillable: boolean
  readonly prompt: number
  readonly completion: number
}

/** What OpenRouter's document says an object lets through; its hard limits, not its preferences. */
function admits(provider: OpenrouterProvider, endpoint: Endpoint): boolean {
  const names = (hosts: readonly string[] | null | undefined): boolean =>
    (hosts ?? []).some((host) => coversHost(host, endpoint.host))
  const { only, order, quantizations, max_price: price } = provider
  return !(
    (only != null && only.length > 0 && !names(only)) ||
    names(provider.ignore) ||
    (provider.allow_fallbacks === false && order != null && order.length > 0 && !names(order)) ||
    (provider.require_parameters === true && !endpoint.takesAll) ||
    (provider.data_collection === 'deny' && endpoint.collects) ||
    (provider.zdr === true && endpoint.keeps) ||
    (provider.enforce_distillable_text === true && !endpoint.isDistillable) ||
    (quantizations != null && quantizations.length > 0 && !quantizations.includes(endpoint.quantization)) ||
    (price?.prompt != null && endpoint.prompt > Number(price.prompt)) ||
    (price?.completion != null && endpoint.completion > Number(price.completion))
  )
}

const slugs = ['azure', 'Azure', 'deepinfra', 'deepinfra/turbo', 'together', 'google-vertex/eu']
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> =>
  fc.oneof(one, fc.constantFrom(null, undefined))
const hosts = maybe(fc.uniqueArray(fc.constantFrom(...slugs), { maxLength: 4 }))
const amount = maybe(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom('0', '1.5', '4')))
const cutoff = maybe(
  fc.oneof(fc.integer({ min: 1, max: 9 }), fc.record({ p50: maybe(fc.integer({ min: 1, max: 9 })) })),
)

const provider: fc.Arbitrary<OpenrouterProvider> = fc.record(
  {
    order: hosts,
    only: hosts,
    ignore: hosts,
    allow_fallbacks: maybe(fc.boolean()),
    require_parameters: maybe(fc.boolean()),
    data_collection: maybe(fc.constantFrom('allow' as const, 'deny' as const)),
    zdr: maybe(fc.boolean()),
    enforce_distillable_text: maybe(fc.boolean()),
    quantizations: maybe(fc.uniqueArray(fc.constantFrom('fp8' as const, 'bf16' as const, 'int4' as const))),
    sort: maybe(fc.constantFrom('price' as const, 'latency' as const)),
    max_price: maybe(fc.record({ prompt: amount, completion: amount }, { requiredKeys: [] })),
    preferred_max_latency: cutoff,
    preferred_min_throughput: cutoff,
  },
  { requiredKeys: [] },
)

const endpoint: fc.Arbitrary<Endpoint> = fc.record({
  host: fc.constantFrom('azure', 'deepinfra', 'deepinfra/turbo', 'together', 'google-vertex/eu', 'google-vertex/us'),
  quantization: fc.constantFrom('fp8', 'bf16', 'int4'),
  keeps: fc.boolean(),
  collects: fc.boolean(),
  takesAll: fc.boolean(),
  isDistillable: fc.boolean(),
  prompt: fc.integer({ min: 0, max: 6 }),
  completion: fc.integer({ min: 0, max: 6 }),
})

const runs = { numRuns: 3_000 }

describe('joining', () => {
  it('never loosens', () => {
    fc.assert(
      fc.property(fc.array(provider, { minLength: 1, maxLength: 3 }), endpoint, (all, host) => {
        const joined = narrowProvider(...all)
        const isAdmitted = joined.kind === 'narrowed' && admits(joined.provider, host)
        if (isAdmitted) for (const one of all) expect(admits(one, host)).toBe(true)
      }),
      runs,
    )
  })

  it('is impossible only where no host suits all', () => {
    fc.assert(
      fc.property(provider, provider, endpoint, (first, second, host) => {
        if (narrowProvider(first, second).kind === 'impossible')
          expect(admits(first, host) && admits(second, host)).toBe(false)
      }),
      runs,
    )
  })

  it('makes what OpenRouter takes, with no empty list, and alone stays as it is', () => {
    fc.assert(
      fc.property(provider, provider, (first, second) => {
        const joined = narrowProvider(first, second)
        if (joined.kind === 'impossible') return
        expect(openrouterProviderSchema.safeParse(joined.provider).error).toBeUndefined()
        for (const value of Object.values(joined.provider)) {
          expect(value).not.toBeNull()
          if (Array.isArray(value)) expect(value).not.toHaveLength(0)
        }
        expect(narrowProvider(joined.provider)).toEqual(joined)
      }),
      runs,
    )
  })
})

describe('an operator’s object and a caller’s', () => {
  it.each<readonly [OpenrouterProvider, OpenrouterProvider, OpenrouterProvider]>([
    [{ only: ['a', 'b'] }, { only: ['b', 'c'] }, { only: ['b'] }],
    [{ only: ['deepinfra'] }, { only: ['deepinfra/turbo'] }, { only: ['deepinfra/turbo'] }],
    [{ only: ['a', 'b'] }, { ignore: ['a'] }, { only: ['b'], ignore: ['a'] }],
    [{ ignore: ['a'] }, { ignore: ['A', 'b'] }, { ignore: ['a', 'b'] }],
    [{ order: ['a', 'b'] }, { order: ['c'] }, { order: ['a', 'b'] }],
    [{ order: ['a', 'b'] }, { ignore: ['a'] }, { order: ['b'], ignore: ['a'] }],
    [{ order: ['a'] }, { only: ['b'] }, { only: ['b'] }],
    [{ order: ['a'] }, { order: ['c', 'b'], allow_fallbacks: false }, { order: ['c', 'b'], allow_fallbacks: false }],
    [
      { order: ['a', 'b'], allow_fallbacks: false },
      { order: ['b', 'c'], allow_fallbacks: false },
      { order: ['b'], allow_fallbacks: false },
    ],
    [{ allow_fallbacks: true }, {}, { allow_fallbacks: true }],
    [{ zdr: true }, { zdr: false }, { zdr: true }],
    [{ data_collection: 'allow' }, { data_collection: 'deny' }, { data_collection: 'deny' }],
    [{ sort: 'price' }, { sort: 'latency' }, { sort: 'price' }],
    [
      { max_price: { prompt: 2, completion: '4' } },
      { max_price: { prompt: '1.5', completion: 5, image: 1 } },
      { max_price: { prompt: '1.5', completion: '4', image: 1 } },
    ],
    [{ preferred_max_latency: 3 }, { preferred_max_latency: 5 }, { preferred_max_latency: 3 }],
    [
      { preferred_max_latency: 3 },
      { preferred_max_latency: { p50: 2, p90: 9 } },
      { preferred_max_latency: { p50: 2, p90: 9 } },
    ],
    [{ preferred_min_throughput: 30 }, { preferred_min_throughput: 50 }, { preferred_min_throughput: 50 }],
    [{ new_field: 1 }, { new_field: 2, other: 3 }, { new_field: 1, other: 3 }],
  ])('%j and %j are %j', (operator, caller, provider) => {
    expect(narrowProvider(operator, caller)).toEqual({ kind: 'narrowed', provider })
  })

  it.each<readonly [OpenrouterProvider, OpenrouterProvider, string]>([
    [{ only: ['a'] }, { only: ['b'] }, 'only'],
    [{ only: ['a'] }, { ignore: ['a'] }, 'only'],
    [{ order: ['a'], allow_fallbacks: false }, { ignore: ['a'] }, 'order'],
    [{ quantizations: ['fp8'] }, { quantizations: ['bf16'] }, 'quantization'],
  ])('%j and %j leave nobody', (operator, caller, says) => {
    expect(narrowProvider(operator, caller)).toEqual({
      kind: 'impossible',
      reasons: [expect.stringContaining(says)],
    })
  })
})

describe('a policy', () => {
  it.each([
    [{}, undefined],
    [{ jurisdictions: { allow: ['US'] } }, undefined],
    [{ maxRetentionDays: 0 }, { zdr: true, data_collection: 'deny' }],
    [{ maxRetentionDays: 30 }, { zdr: true, data_collection: 'deny' }],
    [{ maxCostUsd: 0.25 }, { max_price: { prompt: 3, completion: 15 } }],
  ])('%j demands %j', (constraints, provider) => {
    expect(toPolicyProvider(constraints, { inputPerMillionUsd: 3, outputPerMillionUsd: 15 })).toEqual(provider)
  })

  it('has no highest price to tell where none is known', () => {
    expect(toPolicyProvider({ maxCostUsd: 1 })).toBeUndefined()
  })
})
