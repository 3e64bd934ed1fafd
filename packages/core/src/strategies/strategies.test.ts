import { describe, expect, it } from 'vitest'
import { ask, cheapA, cheapB, createWorld, frontA, frontB } from '../../test/fixture.ts'
import { createCatalog } from '../catalog/create-catalog.ts'
import { checks } from '../gates/checks.ts'
import type { RouteRequest } from '../request/route-request.ts'
import type { RouterOptions } from '../router-options.ts'
import { cascade } from './cascade.ts'
import { cheapest } from './cheapest.ts'
import { fastest } from './fastest.ts'
import { firstOf } from './first-of.ts'
import { rules } from './rules.ts'
import { sticky } from './sticky.ts'
import type { Strategy } from './strategy.ts'
import { tier } from './tier.ts'
import { weighted } from './weighted.ts'

const decide = (strategy: Strategy, request: Partial<RouteRequest> = {}, more: Partial<RouterOptions> = {}) =>
  createWorld({}, { strategy, ...more }).router.decide(ask(request))
const plan = async (...args: Parameters<typeof decide>) => (await decide(...args)).steps.map(({ target }) => target)

describe('rules', () => {
  const long = 'word '.repeat(3_000)
  it.each<[string, Parameters<typeof rules>[0], Partial<RouteRequest>, string]>([
    [
      'the first that holds',
      [
        { when: { task: 'summarize' }, use: 'economy' },
        { when: {}, use: 'frontier' },
      ],
      {},
      'a',
    ],
    ['otherwise', [{ when: { task: 'code' }, use: 'economy' }], {}, 'x'],
    ['a tenant', [{ when: { tenant: ['gold', 'silver'] }, use: 'economy' }], { tenant: 'silver' }, 'a'],
    ['a tag', [{ when: { tag: { app: 'shop' } }, use: 'economy' }], { tags: { app: 'shop' } }, 'a'],
    ['a tag that differs', [{ when: { tag: { app: 'shop' } }, use: 'economy' }], { tags: { app: 'desk' } }, 'x'],
    [
      'the language',
      [{ when: { language: 'de' }, use: 'economy' }],
      { messages: [{ role: 'user', content: 'Bitte fasse das zusammen, und zwar auf eine Seite.' }] },
      'a',
    ],
    [
      'the prompt size',
      [{ when: { inputTokens: { below: 1_000 } }, use: 'economy' }],
      { messages: [{ role: 'user', content: long }] },
      'x',
    ],
    [
      'turns',
      [{ when: { turns: { atLeast: 2 } }, use: 'economy' }],
      {
        messages: [
          { role: 'user', content: 'a' },
          { role: 'user', content: 'b' },
        ],
      },
      'a',
    ],
    ['tools', [{ when: { needsTools: true }, use: 'economy' }], { tools: [{ name: 'x' }] }, 'a'],
    [
      'JSON',
      [{ when: { needsJson: 'schema' }, use: 'economy' }],
      { responseFormat: { type: 'json', schema: {} } },
      'a',
    ],
    ['several at once', [{ when: { task: 'summarize', tenant: 'gold' }, use: 'economy' }], {}, 'x'],
    ['a function', [{ when: ({ request }) => request.session === 's', use: 'economy' }], { session: 's' }, 'a'],
    ['a target', [{ when: {}, use: 'b' }], {}, 'b'],
    ['a strategy of its own', [{ when: {}, use: cheapest() }], {}, 'a'],
  ])('%s', async (_, list, request, first) => {
    expect((await plan(rules(list, { otherwise: 'frontier' }), request))[0]).toBe(first)
  })

  it('says which rule held, and what an unknown task does', async () => {
    const strategy = rules([{ name: 'short work', when: { task: 'summarize' }, use: 'economy' }], {
      otherwise: 'frontier',
    })
    expect(await decide(strategy)).toMatchObject({
      cause: 'rule',
      reason: expect.stringContaining('short work') as string,
    })
    const unknown = await decide(strategy, { task: undefined, messages: [{ role: 'user', content: '…' }] })
    expect(unknown).toMatchObject({ task: 'unknown', cause: 'unknown-task' })
    expect(unknown.steps[0]?.tier).toBe('frontier')
  })

  it('a tier emptied by a constraint gives way upwards, and says so', async () => {
    const blind = [cheapA, cheapB].map((card) => ({ ...card, capabilities: {} }))
    const catalog = createCatalog({ version: 'test', models: [...blind, frontA, frontB] })
    const decision = await decide(tier('economy'), { tools: [{ name: 'find' }] }, { catalog })
    expect(decision).toMatchObject({ cause: 'constraint', steps: [{ target: 'x' }, { target: 'y' }] })
    expect(decision.reason).toContain('no target of tier economy')
    expect(decision.rejected.map(({ target }) => target)).toEqual(['a', 'b'])
  })
})

describe('the others', () => {
  it('cheapest takes the lowest expected cost; an unknown price stands last', async () => {
    const catalogue = createWorld({})
    expect(catalogue.router.ids).toContain('a')
    expect(await plan(cheapest())).toEqual(['a', 'b', 'x', 'y'])
  })

  it('cascade gates every tier but the last', async () => {
    const { steps } = await decide(cascade({ tiers: ['economy', 'frontier'], gate: checks() }))
    expect(steps.map(({ target, role, gate, escalateTo }) => [target, role, gate?.name, escalateTo])).toEqual([
      ['a', 'chosen', 'checks', 2],
      ['b', 'fallback', 'checks', 2],
      ['x', 'escalation', undefined, undefined],
      ['y', 'escalation', undefined, undefined],
    ])
  })

  it('firstOf asks the next when one has no opinion', async () => {
    const silent: Strategy = { name: 'silent', choose: () => undefined, describe: () => 'silent' }
    expect((await plan(firstOf(silent, tier('frontier'))))[0]).toBe('x')
  })

  it('weighted keeps a tenant on its draw and comes close to its weights', async () => {
    const strategy = weighted({ weights: { economy: 9, frontier: 1 }, stickyBy: 'tenant' })
    const world = createWorld({}, { strategy })
    const first = new Map<string, string | undefined>()
    for (let index = 0; index < 600; index++) {
      const tenant = `tenant ${index % 300}`
      const { steps } = await world.router.decide(ask({ tenant, id: `r${index}` }))
      const tierName = steps[0]?.tier
      expect(first.get(tenant) ?? tierName).toBe(tierName)
      first.set(tenant, tierName)
    }
    const frontier = [...first.values()].filter((name) => name === 'frontier').length
    expect(frontier).toBeGreaterThan(10)
    expect(frontier).toBeLessThan(60)
  })

  it('fastest prefers what it saw to be fast', async () => {
    const wait = (ms: number) =>
      ({
        kind: 'reply',
        steps: [
          { type: 'wait', ms },
          { type: 'text', text: 'hi' },
          { type: 'finish', finish: { reason: 'stop' } },
        ],
      }) as const
    const world = createWorld(
      { a: [wait(300)], b: [wait(20)], x: [wait(400)], y: [wait(500)] },
      {
        strategy: firstOf(
          {
            name: 'pick',
            describe: () => 0,
            choose: (input) =>
              input.request.tags?.['to'] === undefined
                ? undefined
                : {
                    strategy: 'pick',
                    cause: 'default',
                    reason: '',
                    steps: [{ target: input.request.tags['to'], role: 'chosen' }],
                  },
          },
          fastest(),
        ),
      },
    )
    const { scriptedDialect } = await import('../testing/index.ts')
    for (const to of ['a', 'b', 'x', 'y'])
      for (let index = 0; index < 4; index++)
        await world.clock.runUntil(
          world.router.run(ask({ tags: { to } }), world.models.call, { dialect: scriptedDialect }),
        )
    expect((await world.router.decide(ask())).steps.map(({ target }) => target)).toEqual(['b', 'a', 'x', 'y'])
  })

  it('sticky stays where the cached prefix is worth more, never below the tier asked for', async () => {
    const { scriptedDialect, ok } = await import('../testing/index.ts')
    const inner = rules([{ when: { tag: { hard: 'yes' } }, use: 'frontier' }], { otherwise: 'economy' })
    const world = createWorld(
      { a: [ok('hi', { inputTokens: 50_000, outputTokens: 5 })], x: [ok('hi')] },
      { strategy: sticky(inner) },
    )
    const long = { session: 's', messages: [{ role: 'user', content: 'word '.repeat(20_000) }] } as const
    await world.clock.runUntil(world.router.run(ask(long), world.models.call, { dialect: scriptedDialect }))
    expect((await world.router.decide(ask(long))).steps[0]?.target).toBe('a')
    expect((await world.router.decide(ask({ ...long, tags: { hard: 'yes' } }))).steps[0]?.tier).toBe('frontier')
  })
})

it('the same policy, request, snapshot and seed: the same decision, byte for byte', async () => {
  for (const strategy of [weighted({ weights: { economy: 1, frontier: 1 } }), fastest(), cheapest(), tier('economy')]) {
    const [one, two] = await Promise.all([decide(strategy, { id: 'r1' }), decide(strategy, { id: 'r1' })])
    expect(JSON.stringify(one)).toBe(JSON.stringify(two))
  }
})
