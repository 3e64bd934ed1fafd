import { cascade, createCatalog, judge, logprobs, RouteError, type RouteRequest } from '@signalbox/core'
import { fails, ok, rateLimited, scriptedDialect } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { ask, card, cheapA, cheapB, createWorld, frontA, frontB, type World } from './fixture.ts'

const decide = (world: World, request: Partial<RouteRequest>) => world.router.decide(ask(request))
const run = (world: World, request = ask()) =>
  world.clock.runUntil(world.router.run(request, world.models.call, { dialect: scriptedDialect }))

describe('the turn before', () => {
  it.each([
    ['bound: stays above what the rules want', { target: 'x', isBound: true }, 'auto', 'x'],
    ['bound: stays below it', { target: 'b', isBound: true }, 'task:code', 'b'],
    ['free: the rules decide', { target: 'x', isBound: false }, 'auto', 'a'],
    ['a tier the caller names wins', { target: 'x', isBound: true }, 'tier:economy', 'a'],
    ['a tier the caller names, same tier', { target: 'b', isBound: true }, 'tier:economy', 'b'],
    ['a target that is gone', { target: 'gone', isBound: true }, 'auto', 'a'],
  ])('%s', async (_title, lastTurn, model, target) => {
    const decision = await decide(createWorld({}), {
      lastTurn,
      model,
      task: model === 'auto' ? 'summarize' : undefined,
    })
    expect(decision.steps[0]?.target).toBe(target)
    expect(decision.steps).toHaveLength(4)
  })

  it('a bound turn moves on when its target is down', async () => {
    const world = createWorld({ x: [fails(500), fails(500)], a: [ok('moved')] })
    const { outcome } = await run(world, ask({ lastTurn: { target: 'x', isBound: true } }))
    expect(outcome.attempts[0]?.target).toBe('x')
    expect(outcome.servedBy?.target).not.toBe('x')
  })

  it('a bound turn does not stay where a constraint forbids it', async () => {
    const world = createWorld({}, { constraints: { vendors: { deny: ['front'] } } })
    const decision = await decide(world, { lastTurn: { target: 'x', isBound: true } })
    expect(decision.steps[0]?.target).toBe('a')
  })
})

it('a target the host cannot use is rejected with the reason it gives, on every hop', async () => {
  const world = createWorld({ b: [ok('b')] })
  const request = ask({ unfit: { a: 'has no model in this host' } })
  expect((await decide(world, request)).rejected).toMatchObject([
    { target: 'a', code: 'host', detail: 'has no model in this host' },
  ])
  const { outcome } = await run(world, request)
  expect(outcome.attempts.map(({ target }) => target)).toEqual(['b'])
})

describe('embeddings', () => {
  const embeds = (id: string) => card(id, { outputModalities: ['embedding'] })
  const catalog = createCatalog({
    version: 'test',
    models: [cheapA, cheapB, frontA, frontB, embeds('emb/one'), embeds('emb/two')],
  })
  const targets = [
    { id: 'a', model: 'cheap/a' },
    { id: 'b', model: 'cheap2/b' },
    { id: 'x', model: 'front/a' },
    { id: 'y', model: 'front2/b' },
    { id: 'host1/one', model: 'emb/one', provider: 'host1' },
    { id: 'host2/one', model: 'emb/one', provider: 'host2' },
    { id: 'host1/two', model: 'emb/two', provider: 'host1' },
  ]
  const world = (scripts = {}) => createWorld(scripts, { catalog, targets, pinnedMayFallBack: true })

  it('are served by the other hosts of the same model and by nobody else', async () => {
    const { steps } = await decide(world(), { model: 'host2/one', output: 'embedding' })
    expect(steps.map(({ target }) => target)).toEqual(['host2/one', 'host1/one'])
  })

  it('are never asked of a model that writes text, nor text of one that embeds', async () => {
    expect((await decide(world(), { model: 'front/a', output: 'embedding' })).steps).toEqual([])
    const { steps, rejected } = await decide(world(), { model: 'emb/one' })
    expect(steps.map(({ target }) => target)).not.toContain('host1/one')
    expect(rejected).toContainEqual(
      expect.objectContaining({ target: 'host1/one', code: 'output', detail: 'gives embedding, not text' }),
    )
  })

  it('need a model by name: vectors of two models cannot be compared', async () => {
    await expect(decide(world(), { model: 'auto', output: 'embedding' })).rejects.toThrow(
      'There is no model, target or tier "auto". Known: host1/one, host2/one, host1/two.',
    )
  })

  it('a target in no tier serves those who name it, and only them', async () => {
    const { rejected, steps } = await decide(world(), { model: 'auto' })
    expect([...steps, ...rejected].map(({ target }) => target)).toEqual(['a', 'b', 'x', 'y'])
  })
})

describe('whether asking again may help', () => {
  const failed = async (scripts: Parameters<typeof createWorld>[0], maxAttempts: number): Promise<RouteError> => {
    const world = createWorld(scripts, { execution: { maxAttempts, maxRetriesPerTarget: 0 } })
    return (await run(world).catch((error: unknown) => error)) as RouteError
  }
  const down = { a: [fails(503)], b: [fails(503)], x: [fails(503)], y: [fails(503)] }

  it('not when the attempts are spent', async () => {
    expect((await failed(down, 2)).isRetryable).toBe(false)
  })
  it("not for the caller's own fault", async () => {
    expect((await failed({ a: [fails(422)] }, 9)).isRetryable).toBe(false)
  })
  it('not when every target has failed, though more attempts were allowed: they would all be asked once more', async () => {
    expect((await failed(down, 90)).isRetryable).toBe(false)
  })
  it.each([
    ['when the last one said when to come back', 90, true],
    ['not when the attempts are spent all the same', 4, false],
  ])('%s', async (_title, maxAttempts, isRetryable) => {
    const limited = { a: [fails(503)], b: [fails(503)], x: [fails(503)], y: [rateLimited(60_000)] }
    expect((await failed(limited, maxAttempts)).isRetryable).toBe(isRetryable)
  })
})

describe('log-probabilities', () => {
  it.each([
    [logprobs({ atLeast: 0.5 }), [true, false]],
    [{ name: 'no-such-gate', params: {} }, [false, false]],
  ])('are asked for where a gate looks at them: %j', async (gate, wanted) => {
    const world = createWorld(
      { a: [ok('draft')], x: [ok('final')] },
      {
        strategy: cascade({ tiers: ['economy', 'frontier'], gate }),
      },
    )
    const seen: boolean[] = []
    await world.clock.runUntil(
      world.router.run(
        ask(),
        (target, context) => {
          seen.push(context.wantsLogprobs)
          return world.models.call(target, context)
        },
        { dialect: scriptedDialect },
      ),
    )
    expect(seen).toEqual(wanted)
  })
})

it.each([
  ['auto', 4],
  ['tier:frontier', 4],
  ['front/a', 1],
  ['b', 1],
  ['nope', undefined],
])('targets that may serve %s', (id, count) => {
  expect(createWorld({}).router.targetsOf(id)?.length).toBe(count)
})

describe('a judge', () => {
  const judged = async (verdict: string, more: Partial<RouteRequest> = {}) => {
    const world = createWorld(
      { a: [ok('a draft')], y: [ok(verdict)], x: [ok('the better answer')] },
      {
        strategy: cascade({ tiers: ['economy', 'frontier'], gate: judge({ target: 'y', atLeast: 0.7 }) }),
        constraints: { targets: { deny: ['b'] } },
      },
    )
    const seen: string[] = []
    const { outcome } = await world.clock.runUntil(
      world.router.run(
        ask(more),
        (target, context) => {
          if (context.ask?.kind === 'judge') seen.push(context.ask.prompt)
          return world.models.call(target, context)
        },
        { dialect: scriptedDialect },
      ),
    )
    return { outcome, seen }
  }

  it.each([
    ['{"probability": 0.9}', 'a', 'accepted'],
    ['{"probability": 0.7}', 'a', 'accepted'],
    ['Let me think. {"probability": 0.2}', 'x', 'rejected'],
    ['{"probability": 7}', 'x', 'rejected'],
    ['I like it.', 'x', 'rejected'],
  ])('says %s', async (verdict, target, gate) => {
    const { outcome, seen } = await judged(verdict)
    expect(outcome).toMatchObject({ servedBy: { target }, gate })
    expect(outcome.attempts.map(({ purpose }) => purpose)).toEqual(
      target === 'a' ? ['serve', 'judge'] : ['serve', 'judge', 'serve'],
    )
    expect(seen[0]).toContain('Summarize this.')
    expect(seen[0]).toContain('a draft')
  })

  it('need not be able to do what the prompt needs', async () => {
    const { outcome } = await judged('{"probability": 1}', { unfit: { y: 'only decides' } })
    expect(outcome.gate).toBe('accepted')
  })

  it.each([{}, { target: 'y' }, { target: 'y', atLeast: 2 }])('with %j abstains and says why', async (params) => {
    const gate = { name: 'judge', params }
    const world = createWorld(
      { a: [ok('draft')], x: [ok('final')] },
      {
        strategy: cascade({ tiers: ['economy', 'frontier'], gate }),
      },
    )
    const { outcome } = await run(world)
    expect(outcome.attempts[0]?.end).toMatchObject({ kind: 'rejected', reason: expect.stringContaining('atLeast') })
  })
})
