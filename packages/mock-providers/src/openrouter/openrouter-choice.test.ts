import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseEndpoints } from './openrouter-choice.ts'
import { listModels } from './openrouter-listing.ts'
import type { EndpointTraits } from './openrouter-model.ts'

const script = { answer: 'Hello' }
const price = (inputPerMillionUsd: number) => ({ inputPerMillionUsd, outputPerMillionUsd: 2 * inputPerMillionUsd })
const traits: readonly EndpointTraits[] = [
  { provider: 'Dear', price: price(9), throughput: 300, latencySeconds: 0.2, keepsNothing: true },
  { provider: 'Cheap', price: price(1), throughput: 20, latencySeconds: 4, quantization: 'int4', collectsData: true },
  {
    provider: 'Deep Infra',
    price: price(3),
    throughput: 90,
    latencySeconds: 1,
    quantization: 'fp8',
    isExacto: true,
    supportedParameters: ['tools', 'tool_choice', 'temperature', 'max_tokens', 'top_k'],
  },
]
const models = listModels(
  {
    'a/large': { endpoints: traits.map((one) => ({ ...one, script })), canonicalSlug: 'a/large-2026-01-01' },
    'b/small': {
      endpoints: [
        { provider: 'Cheap', script, price: price(0.1), contextTokens: 50, supportedParameters: ['temperature'] },
      ],
      isDistillable: true,
    },
    'b/small:free': { endpoints: [{ provider: 'Gift', script, price: price(0) }] },
  },
  { name: 'openrouter' },
)
const messages = [{ role: 'user', content: 'Hi' }]
const long = [{ role: 'user', content: 'word '.repeat(100) }]

function choose(body: Record<string, unknown>): readonly string[] | string {
  const choice = chooseEndpoints(models, { messages, ...body })
  return 'status' in choice
    ? `${choice.status} ${choice.message}`
    : choice.endpoints.map(({ modelId, slug }) => `${modelId} ${slug}`)
}

const large = ['a/large dear', 'a/large cheap', 'a/large deep-infra']
const [dear, cheap, deep] = large as [string, string, string]
const small = 'b/small cheap'

describe('a request finds its endpoints', () => {
  it.each<[string, Record<string, unknown>, readonly string[]]>([
    ['as listed', {}, large],
    ['order, the rest behind', { provider: { order: ['cheap'] } }, [cheap, dear, deep]],
    ['order by display name', { provider: { order: ['Deep Infra', 'Cheap'] } }, [deep, cheap, dear]],
    ['order by tag', { provider: { order: ['deep-infra/fp8'] } }, [deep, dear, cheap]],
    ['order without fallbacks', { provider: { order: ['cheap', 'dear'], allow_fallbacks: false } }, [cheap, dear]],
    ['no fallbacks', { provider: { allow_fallbacks: false } }, [dear]],
    ['no fallbacks, sorted', { provider: { allow_fallbacks: false, sort: 'price' } }, [cheap]],
    ['only', { provider: { only: ['deep-infra'] } }, [deep]],
    ['ignore', { provider: { ignore: ['dear', 'cheap'] } }, [deep]],
    ['sort by price', { provider: { sort: 'price' } }, [cheap, deep, dear]],
    ['sort by throughput', { provider: { sort: { by: 'throughput' } } }, [dear, deep, cheap]],
    ['sort by latency', { provider: { sort: 'latency' } }, [dear, deep, cheap]],
    [':floor', { model: 'a/large:floor' }, [cheap, deep, dear]],
    [':nitro', { model: 'a/large:nitro' }, [dear, deep, cheap]],
    [':exacto', { model: 'a/large:exacto' }, [deep, dear, cheap]],
    [':online', { model: 'a/large:online' }, large],
    [':free', { model: 'b/small:free' }, ['b/small:free gift']],
    ['the dated name', { model: 'a/large-2026-01-01' }, large],
    ['data_collection', { provider: { data_collection: 'deny' } }, [dear, deep]],
    ['zdr', { provider: { zdr: true } }, [dear]],
    ['quantizations', { provider: { quantizations: ['fp8', 'int4'] } }, [cheap, deep]],
    ['max_price as number', { provider: { max_price: { prompt: 3 } } }, [cheap, deep]],
    ['max_price as string', { provider: { max_price: { completion: '2' } } }, [cheap]],
    ['require_parameters', { provider: { require_parameters: true }, top_k: 4 }, [deep]],
    ['parameters are not required otherwise', { top_k: 4 }, large],
    ['preferred_min_throughput', { provider: { preferred_min_throughput: 50 } }, [dear, deep, cheap]],
    ['preferred_max_latency', { provider: { preferred_max_latency: { p50: 1, p99: 0.5 } } }, [dear, cheap, deep]],
    ['models', { models: ['b/small', 'a/large'], model: undefined }, [small, ...large]],
    ['model before models', { models: ['b/small', 'a/large'] }, [...large, small]],
    ['a model without endpoints left is passed', { models: ['b/small'], provider: { only: ['dear'] } }, [dear]],
    ['a preferred model first', { models: ['b/small'], provider: { preferred_min_throughput: 1 } }, [...large, small]],
    [
      'partition none',
      { models: ['b/small'], provider: { sort: { by: 'price', partition: 'none' } } },
      [small, cheap, deep, dear],
    ],
    ['a prompt too long for one', { model: 'b/small', models: ['a/large'], messages: long }, large],
    ['tools', { model: 'b/small', models: ['a/large'], tools: [{}] }, large],
    ['enforce_distillable_text', { models: ['b/small'], provider: { enforce_distillable_text: true } }, [small]],
  ])('%s', (_, body, expected) => {
    expect(choose({ model: 'a/large', ...body })).toEqual(expected)
  })
})

describe('a request that finds none is told why', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['unknown model', { model: 'c/none' }, '400 c/none is not a valid model ID'],
    ['unknown model among models', { models: ['c/none'] }, '400 c/none is not a valid model ID'],
    ['unknown variant', { model: 'a/large:fast' }, '400 a/large:fast is not a valid model ID'],
    ['no free variant', { model: 'a/large:free' }, '404 No endpoints found for a/large:free.'],
    ['no model', { model: undefined }, '400 No models provided'],
    ['more than three models', { models: ['1', '2', '3', '4'] }, "400 'models' array must have 3 items or fewer."],
    ['only', { provider: { only: ['x'] } }, '404 No allowed providers are available for the selected model.'],
    ['ignore', { provider: { ignore: ['dear', 'cheap', 'deep-infra'] } }, '404 No allowed providers'],
    ['order', { provider: { order: ['x'], allow_fallbacks: false } }, '404 No allowed providers'],
    ['data', { provider: { data_collection: 'deny', only: ['cheap'] } }, '404 No endpoints found matching your data'],
    ['zdr', { provider: { zdr: true, only: ['cheap'] } }, '404 No endpoints available matching your guardrail'],
    ['quantization', { provider: { quantizations: ['fp4'] } }, '404 No endpoints found for a/large.'],
    ['price', { provider: { max_price: { prompt: 0.5 } } }, '404 No endpoints found for a/large.'],
    ['distillation', { provider: { enforce_distillable_text: true } }, '404 No endpoints found for a/large.'],
    ['output', { max_tokens: 1e9 }, '404 No endpoints found for a/large.'],
    ['tools', { model: 'b/small', tools: [{}] }, '404 No endpoints found that support tool use.'],
    [
      'parameters',
      { provider: { require_parameters: true }, top_a: 1 },
      '404 No endpoints found that can handle the requested parameters.',
    ],
    [
      'context',
      { model: 'b/small', messages: long, max_tokens: 7 },
      "400 This endpoint's maximum context length is 50 tokens. However, you requested about 141 tokens (134 of text input, 7 in the output).",
    ],
    [
      'the last of several speaks',
      { models: ['b/small'], provider: { zdr: true, only: ['cheap'] } },
      '404 No endpoints available',
    ],
  ])('%s', (_, body, expected) => {
    expect(choose({ model: 'a/large', ...body })).toContain(expected)
  })

  it('names who would have been there', () => {
    const body = { messages, model: 'a/large', provider: { only: ['x'] } }
    expect(chooseEndpoints(models, body)).toMatchObject({
      metadata: { available_providers: ['dear', 'cheap', 'deep-infra'], requested_providers: ['x'] },
    })
  })
})

it('never tries whom the wishes exclude, and none twice', () => {
  const slugs = fc.uniqueArray(fc.constantFrom('dear', 'cheap', 'deep-infra', 'nobody'))
  const wishes = fc.record(
    {
      order: slugs,
      only: slugs,
      ignore: slugs,
      allow_fallbacks: fc.boolean(),
      zdr: fc.boolean(),
      data_collection: fc.constantFrom('allow', 'deny'),
      sort: fc.constantFrom('price', 'throughput', 'latency', 'exacto'),
      preferred_min_throughput: fc.nat(400),
      max_price: fc.record({ prompt: fc.nat(10) }),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(wishes, (provider) => {
      const choice = chooseEndpoints(models, { messages, model: 'a/large', provider })
      if ('status' in choice) return void expect(choice.status).toBe(404)
      const found = choice.endpoints.map(({ slug }) => slug)
      expect(new Set(found).size).toBe(found.length)
      for (const endpoint of choice.endpoints) {
        if (provider.only !== undefined && provider.only.length > 0) expect(provider.only).toContain(endpoint.slug)
        expect(provider.ignore ?? []).not.toContain(endpoint.slug)
        if (provider.zdr === true) expect(endpoint.keepsNothing).toBe(true)
        if (provider.data_collection === 'deny') expect(endpoint.collectsData).not.toBe(true)
        expect(endpoint.price.inputPerMillionUsd).toBeLessThanOrEqual(provider.max_price?.prompt ?? Infinity)
      }
    }),
  )
})
