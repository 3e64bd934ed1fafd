import { catalog as ownCatalog } from '@signalbox/catalog'
import { priceOfTarget } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { auto, entry, nova, novaFree, sonnet } from './fixtures/sample-models.ts'
import type { ModelList } from './model-list.ts'
import { fromOpenrouterModel, toOpenrouterModel } from './model-names.ts'
import { parseModelList } from './parse-model-list.ts'
import { toOpenrouterCatalog } from './to-openrouter-catalog.ts'

const fetchedAtMs = Date.UTC(2026, 10, 25, 12)
const source = { name: 'https://openrouter.ai/api/v1/models', date: '2026-11-25' }

function listOf(...entries: readonly unknown[]): ModelList {
  const parsed = parseModelList(entries)
  if (parsed === undefined) throw new Error('No entry is good.')
  return { ...parsed, source: source.name, fetchedAtMs, isStale: false }
}

const { catalog, unpriced } = toOpenrouterCatalog(listOf(sonnet, nova, novaFree, auto))

const priceAtOpenrouter = (model: string) => {
  const card = catalog.find(model)
  return card && priceOfTarget({ id: 't', model, provider: 'openrouter' }, card, fetchedAtMs)
}

describe('a model that the catalogue knows', () => {
  const own = ownCatalog.find('anthropic/claude-sonnet-4.6')
  const folded = catalog.find('anthropic/claude-sonnet-4.6')

  it('keeps its facts', () => {
    expect({ ...folded, prices: [] }).toEqual({ ...own, prices: [] })
  })

  it('has their price at OpenRouter and its vendor’s at the vendor', () => {
    expect(priceAtOpenrouter('anthropic/claude-sonnet-4.6')).toMatchObject({
      provider: 'openrouter',
      tiers: [
        { aboveInputTokens: 0, inputPerMillionUsd: 3, outputPerMillionUsd: 15, cacheWritePerMillionUsd: 3.75 },
        { aboveInputTokens: 200_000, inputPerMillionUsd: 6, outputPerMillionUsd: 22.5, cacheReadPerMillionUsd: 0.3 },
      ],
      source,
    })
    const vendors = ({ prices }: { prices: readonly { provider: string }[] }) =>
      prices.filter(({ provider }) => provider !== 'openrouter')
    expect(folded && vendors(folded)).toEqual(own && vendors(own))
    expect(folded?.prices.filter(({ provider }) => provider === 'openrouter')).toHaveLength(1)
  })

  it('loses an older price of theirs when the list has none', () => {
    const pricing = { prompt: '-1', completion: '-1' }
    const { catalog: other } = toOpenrouterCatalog(listOf({ ...sonnet, pricing }))
    expect(other.find('anthropic/claude-sonnet-4.6')?.prices.map(({ provider }) => provider)).not.toContain(
      'openrouter',
    )
  })
})

describe('a model that it does not know', () => {
  it('is added with the list’s facts', () => {
    expect(catalog.find('some-lab/nova-mini')).toMatchObject({
      name: 'Some Lab: Nova Mini',
      vendor: 'some-lab',
      contextTokens: 131_072,
      maxOutputTokens: 16_384,
      capabilities: { tools: true, jsonSchema: true, jsonMode: true, logprobs: false, reasoning: false },
      inputModalities: ['text', 'image'],
      outputModalities: ['text'],
      licence: undefined,
      openWeights: undefined,
      jurisdiction: undefined,
      availableFrom: '2026-09-21',
      availableUntil: '2027-03-01',
      sources: { limits: source, capabilities: source, availability: source },
    })
    expect(priceAtOpenrouter('some-lab/nova-mini')?.tiers[0]).toMatchObject({ inputPerMillionUsd: 0.1 })
  })

  it('costs nothing, and this is known, where it is free', () => {
    expect(priceAtOpenrouter('some-lab/nova-mini:free')?.tiers[0]).toMatchObject({
      inputPerMillionUsd: 0,
      outputPerMillionUsd: 0,
    })
    expect(catalog.find('some-lab/nova-mini:free')).toMatchObject({
      contextTokens: 32_768,
      capabilities: { tools: false, jsonSchema: false },
    })
  })

  it('has an unknown price where that depends on who answers', () => {
    expect(priceAtOpenrouter('openrouter/auto')).toBeUndefined()
    expect(unpriced).toEqual([{ model: 'openrouter/auto', reason: expect.stringContaining('depends') }])
  })

  it('takes the seat of its vendor, and licence from the model it is', () => {
    const { catalog: folded } = toOpenrouterCatalog(
      listOf(
        entry('anthropic/claude-next'),
        entry('z-ai/glm-5.2:free'),
        entry('~anthropic/claude-sonnet-latest', { alias_target: { name: 'x', slug: 'anthropic/claude-sonnet-4.6' } }),
        entry('x/embedder', { architecture: { input_modalities: ['text'], output_modalities: ['embeddings'] } }),
        entry('x/bare', { architecture: null, top_provider: null, supported_parameters: null, created: null }),
      ),
    )
    expect(folded.find('anthropic/claude-next')).toMatchObject({ jurisdiction: 'US', licence: undefined })
    expect(folded.find('z-ai/glm-5.2:free')).toMatchObject({ jurisdiction: 'CN', licence: 'MIT', openWeights: true })
    expect(folded.find('~anthropic/claude-sonnet-latest')).toMatchObject({
      vendor: 'anthropic',
      licence: 'proprietary',
    })
    expect(folded.find('x/embedder')?.outputModalities).toEqual(['embedding'])
    expect(folded.find('x/bare')).toMatchObject({
      capabilities: {},
      inputModalities: ['text'],
      availableFrom: undefined,
    })
  })
})

describe('names', () => {
  it('differ only where the data says so, and lead back', () => {
    expect(toOpenrouterModel('mistralai/mistral-medium-2508')).toBe('mistralai/mistral-medium-3.1')
    expect(toOpenrouterModel('z-ai/glm-5.2')).toBe('z-ai/glm-5.2')
    for (const { id } of ownCatalog.models) expect(fromOpenrouterModel(toOpenrouterModel(id))).toContain(id)
  })

  it('lead to all of our cards', () => {
    const { catalog: folded } = toOpenrouterCatalog(listOf(entry('anthropic/claude-opus-4'), entry('cohere/command-a')))
    for (const id of ['anthropic/claude-opus-4', 'anthropic/claude-opus-4.0', 'cohere/command-a-03-2025'])
      expect(folded.find(id)?.prices.map(({ provider }) => provider)).toContain('openrouter')
    expect(folded.find('cohere/command-a')).toBeUndefined()
  })
})
