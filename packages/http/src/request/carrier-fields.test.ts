import { describe, expect, it } from 'vitest'
import type { Carrier } from '../call/carrier.ts'
import type { Upstream } from '../call/upstream.ts'
import { foreignFields, withoutForeign } from './carrier-fields.ts'

const at = (
  name: string | undefined,
  baseUrl = 'https://api.maker.example/v1',
): Pick<Upstream, 'carrier' | 'baseUrl'> => ({
  baseUrl,
  carrier: name === undefined ? undefined : ({ name, toBody: (body) => body } satisfies Carrier),
})

const openrouter = { models: ['a/b'], provider: { sort: 'price' }, route: 'fallback', usage: { include: true } }
const litellm = { fallbacks: ['b'], num_retries: 3, metadata: { tags: ['free'] } }
const plain = { model: 'm', messages: [], temperature: 0.5, odd: 1, metadata: { user: 'u-1' } }

describe('what is a word to one carrier alone', () => {
  it.each<[string, Readonly<Record<string, unknown>>, ReturnType<typeof at>, readonly string[]]>([
    ["OpenRouter's, at a provider", { ...plain, ...openrouter }, at(undefined), Object.keys(openrouter)],
    ["LiteLLM's, at a provider", { ...plain, ...litellm }, at(undefined), Object.keys(litellm)],
    ["OpenRouter's, at OpenRouter", { ...plain, ...openrouter }, at('openrouter'), []],
    ["LiteLLM's, at LiteLLM", { ...plain, ...litellm }, at('litellm'), []],
    ["OpenRouter's, at LiteLLM", { ...plain, ...openrouter }, at('litellm'), Object.keys(openrouter)],
    [
      'OpenRouter, by its address alone',
      { ...plain, ...openrouter },
      at(undefined, 'https://openrouter.ai/api/v1'),
      [],
    ],
    ['nothing of theirs', plain, at(undefined), []],
    ['null is a word too, to who does not know the field', { ...plain, models: null }, at(undefined), ['models']],
  ])('%s', (_, json, upstream, foreign) => {
    expect(foreignFields(json, upstream).toSorted()).toEqual(foreign.toSorted())
    const left = withoutForeign(json, upstream)
    expect(Object.keys(left)).toEqual(Object.keys(json).filter((name) => !foreign.includes(name)))
  })
})
