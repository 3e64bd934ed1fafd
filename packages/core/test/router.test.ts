import { ConfigurationError, tier, UnknownModelError } from '@signalbox/core'
import { fails, ok, scriptedDialect } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { ask, createWorld, type World } from './fixture.ts'

const run = (world: World, request = ask()) =>
  world.clock.runUntil(world.router.run(request, world.models.call, { dialect: scriptedDialect }))

describe('what a caller may ask for', () => {
  it.each([
    ['auto', 'a', true],
    ['tier:frontier', 'x', true],
    ['task:summarize', 'a', true],
    ['task:code', 'x', true],
    ['gpt-4', 'x', true],
    ['front2/b', 'y', false],
    ['b', 'b', false],
  ])('%s is decided for %s', async (model, target, isVirtual) => {
    const world = createWorld({}, { aliases: { 'gpt-4': 'tier:frontier' } })
    const decision = await world.router.decide(ask({ model, task: undefined }))
    expect(decision.steps[0]?.target).toBe(target)
    expect(decision).toMatchObject({ requested: model, isVirtual })
  })

  it("a step says the most its target gives at once: the tighter of its own limit and the model's", async () => {
    const targets = [
      { id: 'a', model: 'cheap/a' },
      { id: 'b', model: 'cheap2/b', maxOutputTokens: 500 },
      { id: 'x', model: 'front/a', maxOutputTokens: 9_000 },
      { id: 'y', model: 'front2/b' },
    ]
    const { steps } = await createWorld({}, { targets }).router.decide(ask())
    expect(steps.map((step) => [step.target, step.maxOutputTokens])).toEqual([
      ['a', 8_000],
      ['b', 500],
      ['x', 8_000],
      ['y', 8_000],
    ])
  })

  it('an unknown id is refused with what there is, and nothing is written', async () => {
    const world = createWorld({})
    const error = await world.router.decide(ask({ model: 'gpt-99' })).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UnknownModelError)
    expect(String(error)).toMatch(/gpt-99.*auto/s)
    expect(world.ledger.intents).toEqual([])
  })

  it('a pinned model gives way to another only where the policy says so', async () => {
    const scripts = { x: [fails(401)], y: [ok('y')] }
    await expect(run(createWorld(scripts), ask({ model: 'front/a' }))).rejects.toThrow(/x/)
    const { outcome } = await run(createWorld(scripts, { pinnedMayFallBack: true }), ask({ model: 'front/a' }))
    expect(outcome.servedBy?.target).not.toBe('x')
  })
})

describe('what is kept', () => {
  it.each([
    [undefined, undefined],
    [true, '[{"role":"user","content":"Summarize this."}]'],
  ])('storePrompts %s', async (storePrompts, promptJson) => {
    const world = createWorld({ a: [ok('hi')] }, { storePrompts })
    await run(world)
    expect(world.ledger.outcomes[0]?.promptJson).toBe(promptJson)
    if (storePrompts === undefined) expect(JSON.stringify(world.ledger)).not.toContain('Summarize this')
  })

  it('a ledger that fails stops nothing, and is heard of', async () => {
    const broken = {
      writeIntent: () => Promise.reject(new Error('disk full')),
      writeSettlement: () => {
        throw new Error('disk full')
      },
      writeOutcome: () => Promise.reject(new Error('disk full')),
    }
    const world = createWorld({ a: [ok('hi')] }, { ledger: broken })
    const { outcome } = await run(world)
    expect(outcome.kind).toBe('served')
    expect(world.events.filter(({ type }) => type === 'ledger-error').length).toBeGreaterThanOrEqual(3)
  })

  it('an escalation is counted by its cause, a named model is not', async () => {
    const world = createWorld({ a: [fails(401)], b: [fails(401)], x: [ok('x')] }, { strategy: tier('economy') })
    await run(world)
    await run(world, ask({ model: 'x' }))
    const { total } = world.ledger.report()
    expect(total.escalation).toMatchObject({ numerator: 1, denominator: 1 })
    expect(total.escalationByCause).toEqual({ fallback: 1 })
  })
})

describe('a policy that cannot work is refused at once', () => {
  const options = (more: object) => () => createWorld({}, more)
  it.each([
    ['an unknown tier', { strategy: tier('nope') }, /nope/],
    ['an empty tier', { tiers: [{ name: 'economy', targets: [] }] }, /economy/],
    ['an unknown target in a tier', { tiers: [{ name: 'economy', targets: ['z'] }] }, /"z"/],
    [
      'an unknown model',
      {
        targets: [{ id: 'a', model: 'no/such' }],
        tiers: [{ name: 'economy', targets: ['a'] }],
        strategy: tier('economy'),
      },
      /no\/such/,
    ],
    ['a cycle of aliases', { aliases: { one: 'two', two: 'one' } }, /one/],
    ['a negative ceiling', { constraints: { maxCostUsd: -1 } }, /maxCostUsd/],
    ['no attempt at all', { execution: { maxAttempts: 0 } }, /maxAttempts/],
    ['an unknown baseline', { baseline: 'no/such' }, /no\/such/],
  ])('%s', (_, more, says) => {
    expect(options(more)).toThrow(ConfigurationError)
    expect(options(more)).toThrow(says)
  })

  it('names every problem, not only the first', () => {
    expect(options({ strategy: tier('nope'), baseline: 'no/such' })).toThrow(/nope[\s\S]*no\/such|no\/such[\s\S]*nope/)
  })
})
