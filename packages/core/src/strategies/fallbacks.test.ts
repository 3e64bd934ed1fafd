import { describe, expect, it } from 'vitest'
import type { StrategyInput } from './strategy.ts'
import { fallbacks, type FallbacksOptions } from './fallbacks.ts'
import { strategyFromData } from './from-data.ts'
import { weighted } from './weighted.ts'

const candidates = [
  ['a1', 'a'],
  ['a2', 'a'],
  ['b1', 'b'],
  ['c1', 'c'],
].map(([id, tier]) => ({ target: { id }, tier }))

function choose(options: FallbacksOptions, without: readonly string[] = [], code?: string) {
  const input = {
    candidates: candidates.filter(({ target }) => !without.includes(target.id ?? '')),
    rejected: code === undefined ? [] : [{ target: 'c1', tier: 'c', code }],
    random: () => 0.99,
  }
  return fallbacks(options).choose(input as unknown as StrategyInput)
}

const plan = (...parts: Parameters<typeof choose>): readonly string[] | undefined =>
  choose(...parts)?.steps.map(({ target, role, onlyAfter, notAfter }) =>
    [target, role, onlyAfter && `+${onlyAfter.join()}`, notAfter && `-${notAfter.join()}`].filter(Boolean).join(' '),
  )

describe('a chain', () => {
  it.each<[string, Parameters<typeof choose>, readonly string[] | undefined]>([
    ['alone', [{ first: 'a' }], ['a1 chosen', 'a2 fallback']],
    ['then a tier and a target', [{ first: 'c', next: ['b', 'a2'] }], ['c1 chosen', 'b1 fallback', 'a2 fallback']],
    [
      'a list of its own for a kind of failure keeps the others off it',
      [{ first: 'c', next: ['b'], contextLength: ['a1'] }],
      ['c1 chosen', 'b1 fallback -context-length', 'a1 fallback +context-length'],
    ],
    [
      'the same target in two lists',
      [{ first: 'c', next: ['b'], contextLength: ['b'], contentPolicy: ['a1'] }],
      [
        'c1 chosen',
        'b1 fallback -context-length,content-policy',
        'b1 fallback +context-length',
        'a1 fallback +content-policy',
      ],
    ],
    [
      'an empty list: nothing follows',
      [{ first: 'c', next: ['b'], contextLength: [] }],
      ['c1 chosen', 'b1 fallback -context-length'],
    ],
    [
      'a strategy first',
      [{ first: weighted({ weights: { a1: 1, a2: 9 } }), next: ['b'] }],
      ['a2 chosen', 'a1 fallback', 'b1 fallback'],
    ],
    [
      'nothing of the first is left',
      [{ first: 'c', next: ['b'], contextLength: ['a'] }, ['c1'], 'tools'],
      ['b1 chosen'],
    ],
    [
      'nothing of it is left, for prompts too long',
      [{ first: 'c', next: ['b'], contextLength: ['a'] }, ['c1'], 'context-window'],
      ['a1 chosen', 'a2 fallback'],
    ],
    ['nothing is left at all', [{ first: 'c', next: ['b'] }, ['c1', 'b1']], undefined],
  ])('%s', (_, given, expected) => {
    expect(plan(...given)).toEqual(expected)
    if (expected !== undefined) expect(choose(...given)?.isWhole).toBe(true)
  })

  it('names all that it refers to', () => {
    const data = { fallbacks: { first: { tier: 'a' }, next: ['b'], contextLength: ['c'], contentPolicy: ['c1'] } }
    expect(strategyFromData(data).references?.().tiers).toEqual(['a', 'b', 'c', 'c1'])
    expect(strategyFromData(data).describe()).toMatchObject({ fallbacks: { next: ['b'] } })
  })
})
