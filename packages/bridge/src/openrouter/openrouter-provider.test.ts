import type { ProviderPreferences$Outbound } from '@openrouter/sdk/models'
import { Quantization } from '@openrouter/sdk/models'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { checkProvider } from './check-provider.ts'
import { openrouterProviderSchema } from './openrouter-provider-schema.ts'
import type { OpenrouterProvider } from './openrouter-provider.ts'

type Known<T> = keyof { [Key in keyof T as string extends Key ? never : Key]: T[Key] }
type Published = ProviderPreferences$Outbound
/** Text is published for prices, their document shows numbers: we take both. */
type Comparable<T> = Omit<T, 'max_price'>

describe('the type', () => {
  it('has the fields of ProviderPreferences in their SDK, no more and no less', () => {
    expectTypeOf<Known<OpenrouterProvider>>().toEqualTypeOf<Known<Published>>()
    expectTypeOf<Known<NonNullable<OpenrouterProvider['max_price']>>>().toEqualTypeOf<
      Known<NonNullable<Published['max_price']>>
    >()
  })

  it('takes nothing that their SDK would not send', () => {
    expectTypeOf<Comparable<Pick<OpenrouterProvider, Known<OpenrouterProvider>>>>().toExtend<Comparable<Published>>()
  })

  it('has the quantizations of their SDK', () => {
    const quantizations = Object.values(Quantization)
    expect(openrouterProviderSchema.safeParse({ quantizations }).error).toBeUndefined()
  })
})

const whole: OpenrouterProvider = {
  order: ['anthropic', 'deepinfra/turbo'],
  only: ['Anthropic', 'deepinfra', 'together'],
  ignore: ['azure'],
  allow_fallbacks: true,
  require_parameters: true,
  data_collection: 'deny',
  zdr: true,
  enforce_distillable_text: false,
  quantizations: ['fp8', 'bf16'],
  max_price: { prompt: 1, completion: '2.5', request: 0, image: 0.01, audio: 1 },
  preferred_min_throughput: { p50: 50, p90: 20 },
  preferred_max_latency: 3,
}

describe('an object', () => {
  it('with everything is taken as it is', () => {
    expect(checkProvider(whole)).toEqual({ provider: whole, issues: [] })
  })

  it.each([
    {},
    { sort: 'price' },
    { sort: { by: 'exacto', partition: 'none' } },
    { order: null, sort: null, zdr: null },
  ])('%j is good', (provider) => {
    expect(checkProvider(provider)).toEqual({ provider, issues: [] })
  })

  it.each([
    ['', 'anthropic'],
    ['order', { order: 'anthropic' }],
    ['only.0', { only: [''] }],
    ['ignore', { ignore: Array.from({ length: 301 }, (_, n) => `host-${n}`) }],
    ['quantizations', { quantizations: Array.from({ length: 51 }, () => 'fp8') }],
    ['allow_fallbacks', { allow_fallbacks: 'no' }],
    ['data_collection', { data_collection: 'never' }],
    ['quantizations.0', { quantizations: ['int2'] }],
    ['sort', { sort: 'cheap' }],
    ['max_price.prompt', { max_price: { prompt: -1 } }],
    ['max_price.completion', { max_price: { completion: 'dear' } }],
    ['max_price.request', { max_price: { request: '-0.1' } }],
    ['preferred_max_latency', { preferred_max_latency: 0 }],
  ])('is invalid at %j', (path, value) => {
    const { provider, issues } = checkProvider(value)
    expect(provider).toBeUndefined()
    expect(issues).toEqual([
      { kind: 'invalid', path, message: expect.stringMatching(/^must be [^"].*\. Correct it\.$|^must be ".*" or ".*/) },
    ])
  })

  it('says which values there are', () => {
    expect(checkProvider({ sort: 'cheap' }).issues[0]?.message).toBe(
      'must be "price", "throughput", "latency" or "exacto", or a map with one as by and "model" or "none" as partition. Correct it.',
    )
  })

  it.each([
    ['only', { only: ['together', 'azure'], ignore: ['Azure'] }, '"azure" is ignored too'],
    ['only', { only: ['deepinfra/turbo'], ignore: ['deepinfra'] }, 'nobody is left'],
    ['order', { order: ['azure'], ignore: ['azure'] }, '"azure" is ignored too'],
    ['order', { order: ['azure'], only: ['openai'] }, '"azure" is not in only'],
    ['order', { order: ['azure'], only: ['openai'], allow_fallbacks: false }, 'nobody is left'],
    ['order', { order: [], allow_fallbacks: false }, 'name a host'],
    ['only', { only: [] }, 'Leave it out'],
    ['quantizations', { quantizations: [] }, 'Leave it out'],
    ['data_collection', { zdr: true, data_collection: 'allow' }, 'zdr'],
    ['sort', { sort: 'price', order: ['azure'] }, 'without an order'],
  ])('contradicts itself at %s: %j', (path, value, says) => {
    const { provider, issues } = checkProvider(value)
    expect(provider).toEqual(value)
    expect(issues).toContainEqual({ kind: 'contradiction', path, message: expect.stringContaining(says) })
  })

  it('keeps and tells what it does not know', () => {
    const value = { oder: ['azure'], max_price: { video: 1 }, sort: { by: 'price', reverse: true } }
    const { provider, issues } = checkProvider(value)
    expect(provider).toEqual(value)
    expect(issues.map(({ kind, path }) => [kind, path])).toEqual([
      ['unknown', 'oder'],
      ['unknown', 'max_price.video'],
      ['unknown', 'sort.reverse'],
    ])
  })
})
