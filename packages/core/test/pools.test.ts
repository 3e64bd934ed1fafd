import { createCatalog, fallbacks, RouteError, type Target } from '@signalbox/core'
import { fails, ok, scriptedDialect, streams, type Script, type ScriptedPart } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { ask, card, createWorld, type World } from './fixture.ts'

const models = ['v/a', 'v/b', 'v/c', 'w/x']
const names = ['a', 'b', 'c', 'x'] as const

/** Three targets of one pool in a tier, one of another host above it. */
function createPooled(scripts: Record<string, readonly Script[]>, more: Partial<Target> = {}, most?: number): World {
  return createWorld(scripts, {
    catalog: createCatalog({
      version: 'test',
      models: models.map((id, n) => card(id, { input: n + 1, output: n + 1 })),
    }),
    targets: names.map((id, n) => ({
      id,
      model: models[n] ?? '',
      ...(id === 'x' ? {} : { pool: { name: 'host', most } }),
      ...(id === 'b' ? more : {}),
    })),
    tiers: [
      { name: 'economy', targets: ['a', 'b', 'c'] },
      { name: 'frontier', targets: ['x'] },
    ],
    baseline: 'w/x',
    execution: { maxRetriesPerTarget: 0 },
  })
}

const serve = (world: World, request = ask(), carriesPools = true) =>
  world.clock.runUntil(
    world.router.run<unknown, ScriptedPart>(request, world.models.call, {
      dialect: scriptedDialect,
      carriesPools: () => carriesPools,
    }),
  )

const sent = (world: World) =>
  world.models.calls.map(({ target, context }) => [target, ...context.alternates.map(({ id }) => id)].join(' '))

describe('targets of one pool', () => {
  it('go out as one call, and the decision says so beforehand', async () => {
    const world = createPooled({ a: [ok('hello')] })
    const decision = await world.router.decide(ask())
    expect(decision.passedOver.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('step 2 of 4: goes out in one call with step 1'),
      expect.stringContaining('step 3 of 4: goes out in one call with step 1'),
      expect.stringContaining('is above what was chosen'),
    ])
    const { outcome } = await serve(world)
    expect(sent(world)).toEqual(['a b c'])
    expect(outcome.attempts).toMatchObject([{ target: 'a', alternates: ['b', 'c'] }])
    expect(outcome.servedBy).toMatchObject({ target: 'a' })
  })

  it('a call that fails has failed for all of them: the next one goes elsewhere', async () => {
    const world = createPooled({ a: [fails(503)], x: [ok('from above')] })
    const { outcome } = await serve(world)
    expect(sent(world)).toEqual(['a b c', 'x'])
    expect(outcome).toMatchObject({ servedBy: { target: 'x' }, escalationCause: 'fallback' })
  })

  it.each([
    ['v/b', 'b'],
    ['b', 'b'],
    ['b:floor', 'b'],
    ['v/c-2026-11-01', 'c'],
    ['v/a', 'a'],
    ['somebody/else', 'a'],
  ])('who answered is read from the model named: %s', async (model, target) => {
    const usage = { inputTokens: 1_000, outputTokens: 0 }
    const world = createPooled({
      a: [
        streams(
          { type: 'served-model', id: model },
          { type: 'text', text: 'hello' },
          { type: 'finish', finish: { reason: 'stop' }, usage },
        ),
      ],
    })
    const { outcome } = await serve(world)
    expect(outcome.servedBy).toMatchObject({ target, tier: 'economy' })
    // Its price, not that of the target the call was made for.
    expect(outcome.cost.nanoUsd).toBe(1_000_000 * (names.indexOf(target as 'a') + 1))
    expect(world.ledger.outcomes).toMatchObject([{ servedTarget: target }])
  })

  it.each([
    ['a host that cannot carry them calls each on its own', ask(), false, {}, ['a', 'b', 'c', 'x']],
    [
      'what a request rules out is not in the list',
      ask({ constraints: { targets: { deny: ['b'] } } }),
      true,
      {},
      ['a c', 'x'],
    ],
    ['one of another pool parts them', ask(), true, { pool: { name: 'other' } }, ['a', 'b', 'c', 'x']],
  ])('%s', async (_, request, carries, more, expected) => {
    const world = createPooled({ a: [fails(404)], b: [fails(404)], c: [fails(404)], x: [fails(404)] }, more)
    await expect(serve(world, request, carries)).rejects.toBeInstanceOf(RouteError)
    expect(sent(world)).toEqual(expected)
  })

  it('a host that takes two at once gets the rest in a second call', async () => {
    const world = createPooled({ a: [fails(503)], c: [fails(503)] }, {}, 2)
    const { passedOver } = await world.router.decide(ask())
    expect(passedOver.map(({ reason }) => reason.slice(0, 60))).toEqual([
      expect.stringContaining('goes out in one call with step 1'),
      expect.stringContaining('same tier, stands in'),
      expect.stringContaining('is above what was chosen'),
    ])
    await serve(world)
    expect(sent(world)).toEqual(['a b', 'c', 'x'])
  })

  it('money is held for the dearest of them', async () => {
    const world = createPooled({ a: [ok('hello')] })
    const dear = ask({ maxOutputTokens: 1_000, constraints: { maxCostUsd: 0.0025 } })
    await serve(world, dear)
    // c may cost 0.003 and more: it is left out, whoever would fall back to it.
    expect(sent(world)).toEqual(['a b'])
  })
})

describe('a chain for two kinds of failure', () => {
  const tooLong = fails(400, { code: 'context_length_exceeded' })
  const refused = fails(400, { code: 'content_policy_violation' })
  const chain = fallbacks({ first: 'a', next: ['b'], contextLength: ['x'], contentPolicy: ['y'] })

  it.each<[string, Record<string, readonly Script[]>, readonly string[], string | undefined]>([
    ['all is well', {}, ['a'], 'a'],
    ['any other failure', { a: [fails(401)] }, ['a', 'b'], 'b'],
    ['a prompt too long', { a: [tooLong] }, ['a', 'x'], 'x'],
    ['content refused', { a: [refused] }, ['a', 'y'], 'y'],
    // b has no larger window than a, so it is not asked.
    ['the list for long prompts fails as well', { a: [tooLong], x: [fails(404)] }, ['a', 'x'], undefined],
    ['the first list fails with content refused', { a: [tooLong], x: [refused] }, ['a', 'x', 'y'], 'y'],
    ['nothing else of the policy stands in', { a: [fails(401)], b: [fails(401)] }, ['a', 'b'], undefined],
    ['a refusal of the last one is the answer', { a: [refused], y: [refused] }, ['a', 'y'], undefined],
    ["the client's own fault stays his", { a: [fails(400)] }, ['a'], undefined],
  ])('%s', async (_, scripts, calls, target) => {
    const world = createWorld(scripts, { strategy: chain, execution: { maxRetriesPerTarget: 0 } })
    const work = world.clock.runUntil(
      world.router.run<unknown, ScriptedPart>(ask(), world.models.call, { dialect: scriptedDialect }),
    )
    if (target === undefined) await expect(work).rejects.toBeInstanceOf(RouteError)
    else
      expect((await work).outcome).toMatchObject({
        servedBy: { target },
        fallback: target === 'a' ? 'no' : expect.any(String),
      })
    expect(world.models.calls.map((call) => call.target)).toEqual(calls)
  })

  it('a refusal without a list is the answer', async () => {
    const world = createWorld({ a: [refused] }, { strategy: fallbacks({ first: 'a', next: ['b'] }) })
    await expect(
      world.clock.runUntil(
        world.router.run<unknown, ScriptedPart>(ask(), world.models.call, { dialect: scriptedDialect }),
      ),
    ).rejects.toMatchObject({ outcome: { failure: { kind: 'content-policy' } } })
  })
})
