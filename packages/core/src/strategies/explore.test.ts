import { describe, expect, it } from 'vitest'
import { ask, card, cheapB, createWorld, frontA, frontB } from '../../test/fixture.ts'
import { createCatalog } from '../catalog/create-catalog.ts'
import type { Decision } from '../decision/decision.ts'
import { explore } from './explore.ts'
import { rules } from './rules.ts'
import type { Strategy } from './strategy.ts'
import { sticky } from './sticky.ts'
import { tier } from './tier.ts'
import { weighted } from './weighted.ts'

/** What a policy made of so many requests, by how each plan begins: the share of it, and the probabilities it was said to have. */
function tally(strategy: Strategy, requests = 4_000): Map<string, { share: number; propensities: Set<number> }> {
  const { router, clock } = createWorld({}, { strategy })
  const snapshot = { nowMs: clock.nowMs(), health: {} }
  const seen = new Map<string, { share: number; propensities: Set<number> }>()
  for (let index = 0; index < requests; index++) {
    const { steps, propensity } = router.decideAt(ask({ id: `r${index}` }), snapshot)
    const one = seen.get(steps[0]?.target ?? '') ?? { share: 0, propensities: new Set() }
    seen.set(steps[0]?.target ?? '', one)
    one.share += 1 / requests
    one.propensities.add(propensity ?? Number.NaN)
  }
  return seen
}

describe('explore', () => {
  it.each<[string, Strategy, Record<string, number>]>([
    ['a share over all tiers', explore(tier('economy'), { share: 0.2 }), { a: 0.9, x: 0.1 }],
    ['everything', explore(tier('economy'), { share: 1 }), { a: 0.5, x: 0.5 }],
    ['nothing', explore(tier('economy'), { share: 0 }), { a: 1 }],
    ['among one tier alone', explore(tier('economy'), { share: 0.2, among: ['economy'] }), { a: 1 }],
    ['weights, by themselves', weighted({ weights: { economy: 3, frontier: 1 } }), { a: 0.75, x: 0.25 }],
    ['a target beside its own tier', weighted({ weights: { economy: 3, a: 1 } }), { a: 1 }],
  ])('%s: the probability said is the share seen', (_, strategy, expected) => {
    const seen = tally(strategy)
    expect([...seen.keys()].toSorted()).toEqual(Object.keys(expected))
    for (const [target, { share, propensities }] of seen) {
      expect(propensities.size).toBe(1)
      expect([...propensities][0]).toBeCloseTo(expected[target] ?? 0, 10)
      expect(Math.abs(share - (expected[target] ?? 0))).toBeLessThan(0.025)
    }
  })

  it('says that it drew, from what, and what would have been done', () => {
    const { router, clock } = createWorld(
      {},
      {
        strategy: explore(rules([{ name: 'short', when: {}, use: 'economy' }], { otherwise: 'frontier' }), {
          share: 0.07,
        }),
      },
    )
    const decisions = Array.from({ length: 400 }, (_, index) =>
      router.decideAt(ask({ id: `r${index}` }), { nowMs: clock.nowMs(), health: {} }),
    )
    const drawn = decisions.find(({ cause }) => cause === 'exploration')
    expect(drawn).toMatchObject({ strategy: 'explore', rule: undefined, propensity: 0.035 })
    expect(drawn?.reason).toMatch(/^one of 7 % drawn at random, to tier frontier; as a rule: short holds/)
    expect(decisions.find(({ cause }) => cause === 'rule')).toMatchObject({ rule: 'short', propensity: 0.965 })
  })

  it('draws only from what may serve', () => {
    const strategy = explore(tier('economy'), { share: 1 })
    const { router, clock } = createWorld({}, { strategy })
    const constraints = { targets: { deny: ['x', 'y'] } }
    const decision = router.decideAt(ask({ id: 'r', constraints }), { nowMs: clock.nowMs(), health: {} })
    expect(decision).toMatchObject({ propensity: 1, cause: 'default' })
  })

  it.each([-0.1, 1.1, Number.NaN])('refuses a share of %d', (share) => {
    expect(() => explore(tier('economy'), { share })).toThrow(/share is .*from 0 to 1/)
  })
})

describe('what undoes a draw', () => {
  const drawing = explore(tier('economy'), { share: 1 })
  const decide = (strategy: Strategy, more: Parameters<typeof ask>[0] = {}): Decision => {
    const { router, clock } = createWorld({}, { strategy })
    const session = { target: 'a', model: 'cheap/a', inputTokens: 20, atMs: clock.nowMs() }
    return router.decideAt(ask({ id: 'r', ...more }), { nowMs: clock.nowMs(), health: {}, session })
  }

  it('a conversation that may be held where its cache is: nobody can tell the probability', () => {
    expect(decide(sticky(drawing)).propensity).toBeUndefined()
    expect(decide(sticky(tier('economy'))).propensity).toBe(1)
  })

  it.each([
    ['frontier', ['default']],
    ['economy', ['default', 'exploration']],
  ])(
    'a conversation held in the frontier where the rule is %s: a draw led it there only if it drew it',
    (usual, causes) => {
      const models = [cheapB, frontA, frontB, card('cheap/a', { input: 30, output: 60 })]
      const catalog = createCatalog({ version: 'test', models })
      const { router, clock } = createWorld({}, { strategy: sticky(explore(tier(usual), { share: 1 })), catalog })
      const session = { target: 'y', model: 'front2/b', inputTokens: 20, atMs: clock.nowMs() }
      const decisions = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'].map((id) =>
        router.decideAt(ask({ id }), { nowMs: clock.nowMs(), health: {}, session }),
      )
      expect(new Set(decisions.map(({ strategy, steps }) => `${strategy} ${steps[0]?.target}`))).toEqual(
        new Set(['sticky y']),
      )
      expect([...new Set(decisions.map(({ cause }) => cause))].toSorted()).toEqual(causes)
    },
  )

  it('a turn that only its own model takes back: it was certain', () => {
    const lastTurn = { target: 'a', isBound: true }
    for (const id of ['r1', 'r2', 'r3', 'r4']) {
      const decision = decide(drawing, { id, lastTurn })
      expect(decision).toMatchObject({ propensity: 1, cause: 'default', steps: [{ target: 'a' }, {}, {}, {}] })
    }
  })
})

it('rules inside rules are named from the outside in', () => {
  const inner = rules([{ name: 'inner', when: {}, use: 'economy' }], { otherwise: 'frontier' })
  const outer = rules([{ name: 'outer', when: { task: 'summarize' }, use: inner }], { otherwise: inner })
  const { router, clock } = createWorld({}, { strategy: outer })
  const snapshot = { nowMs: clock.nowMs(), health: {} }
  expect(router.decideAt(ask(), snapshot).rule).toBe('outer, inner')
  expect(router.decideAt(ask({ task: 'code' }), snapshot).rule).toBe('otherwise, inner')
})
