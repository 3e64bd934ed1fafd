import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkProvider } from './check-provider.ts'
import { effectOfVariant, parseModelName, printModelName } from './variant.ts'

describe('a model name', () => {
  it.each([
    ['openai/gpt-5.5', 'openai/gpt-5.5', []],
    ['openai/gpt-5.5:nitro', 'openai/gpt-5.5', ['nitro']],
    ['openai/gpt-oss-20b:free:online', 'openai/gpt-oss-20b', ['free', 'online']],
    ['a/b:brand-new', 'a/b', ['brand-new']],
    ['~anthropic/claude-sonnet-latest:floor', '~anthropic/claude-sonnet-latest', ['floor']],
    ['a/b:', 'a/b', []],
    ['', '', []],
  ])('%j is %j with %j', (name, model, variants) => {
    expect(parseModelName(name)).toEqual({ model, variants })
  })

  it('comes back as it was', () => {
    const word = fc.stringMatching(/^[a-z0-9.-]{1,12}$/)
    fc.assert(
      fc.property(word, word, fc.array(word, { maxLength: 3 }), (author, slug, variants) => {
        const name = [`${author}/${slug}`, ...variants].join(':')
        expect(printModelName(parseModelName(name))).toBe(name)
      }),
    )
  })
})

describe('a variant', () => {
  it.each([
    ['floor', { kind: 'routing', price: 'same', provider: { sort: 'price' } }],
    ['nitro', { kind: 'routing', price: 'same', provider: { sort: 'throughput' } }],
    ['exacto', { kind: 'routing', price: 'same', provider: { sort: 'exacto' } }],
    ['online', { kind: 'plugin', price: 'lower-bound' }],
    ['free', { kind: 'entry', price: 'free', limits: { perMinute: 20, perDay: 50, perDayWithCredits: 1_000 } }],
    ['thinking', { kind: 'entry', price: 'own' }],
    ['extended', { kind: 'entry', price: 'own' }],
  ])('%s does %j', (variant, effect) => {
    expect(effectOfVariant(variant)).toMatchObject(effect)
    expect(checkProvider(effectOfVariant(variant)?.provider ?? {}).issues).toEqual([])
  })

  it.each(['brand-new', 'constructor', ''])('%j is not known', (variant) => {
    expect(effectOfVariant(variant)).toBeUndefined()
  })
})
