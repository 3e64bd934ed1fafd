import { createCatalog, fallbacks, type Target } from '@signalbox/core'
import { fails, ok, scriptedDialect, silent, streams, type Script, type ScriptedPart } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { ask, card, createWorld, type World } from './fixture.ts'

const pooled = (scripts: Record<string, readonly Script[]>, more: Parameters<typeof createWorld>[1] = {}) =>
  createWorld(scripts, {
    catalog: createCatalog({ version: 't', models: ['v/a', 'v/b', 'w/x'].map((id) => card(id)) }),
    targets: (['a', 'b', 'x'] as const).map((id) => ({
      id,
      model: id === 'x' ? 'w/x' : `v/${id}`,
      ...(id !== 'x' && { pool: { name: 'host' } }),
    })),
    tiers: [
      { name: 'economy', targets: ['a', 'b'] },
      { name: 'frontier', targets: ['x'] },
    ],
    baseline: 'w/x',
    strategy: { name: 's', choose: () => undefined, describe: () => ({}) } as never,
    ...more,
  })
const onlyPool = {
  strategy: fallbacks({ first: 'economy' }),
  execution: { maxRetriesPerTarget: 0, firstTokenTimeoutMs: 1_000 },
}
const serve = (world: World, request = ask()) =>
  world.clock.runUntil(
    world.router.run<unknown, ScriptedPart>(request, world.models.call, {
      dialect: scriptedDialect,
      carriesPools: () => true,
    }),
  )
const sent = (world: World) =>
  world.models.calls.map(({ target, context }) => [target, ...context.alternates.map(({ id }) => id)].join(' '))

describe('a pooled call whose carrier cannot have tried the others', () => {
  it.each<[string, Script]>([
    ['the first one says nothing in time', silent],
    ['an error inside its stream', streams({ type: 'meta' }, { type: 'error', error: { status: 503 } })],
    ['a cut before content', streams({ type: 'meta' })],
    ['the connection failed', { kind: 'fail', error: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }],
  ])('%s: they are asked', async (_, script) => {
    const world = pooled({ a: [script], b: [ok('from b')] }, onlyPool)
    await expect(serve(world)).resolves.toMatchObject({ outcome: { servedBy: { target: 'b' } } })
  })
})

it('free first, paid second: the paid one is told by its exact name', async () => {
  const targets: Target[] = [
    { id: 'free', model: 'v/a', as: 'v/m:free', pool: { name: 'host' } },
    { id: 'paid', model: 'v/b', as: 'v/m', pool: { name: 'host' } },
    { id: 'x', model: 'w/x' },
  ]
  const world = pooled(
    {
      free: [
        streams(
          { type: 'served-model', id: 'v/m' },
          { type: 'text', text: 'x' },
          { type: 'finish', finish: { reason: 'stop' } },
        ),
      ],
    },
    {
      targets,
      tiers: [
        { name: 'economy', targets: ['free', 'paid'] },
        { name: 'frontier', targets: ['x'] },
      ],
      strategy: fallbacks({ first: 'economy' }),
    },
  )
  expect((await serve(world)).outcome.servedBy).toMatchObject({ target: 'paid' })
})

it('latency is that of the target that answered', async () => {
  const seen: unknown[] = []
  const inner = fallbacks({ first: 'economy' })
  const world = pooled(
    {
      a: [
        streams(
          { type: 'served-model', id: 'v/b' },
          { type: 'text', text: 'x' },
          { type: 'finish', finish: { reason: 'stop' } },
        ),
      ],
    },
    { strategy: { ...inner, choose: (input) => (seen.push(Object.keys(input.snapshot.health)), inner.choose(input)) } },
  )
  await serve(world)
  await world.router.decide(ask())
  expect(seen.at(-1)).toEqual(['b'])
})

it('a stream says who answered: what a gateway remembers as the maker of a turn', async () => {
  const world = pooled(
    {
      a: [
        streams(
          { type: 'served-model', id: 'v/b' },
          { type: 'text', text: 'x' },
          { type: 'finish', finish: { reason: 'stop' } },
        ),
      ],
    },
    { strategy: fallbacks({ first: 'economy' }) },
  )
  const run = await world.clock.runUntil(
    world.router.open<unknown, ScriptedPart>(ask(), world.models.call, {
      dialect: scriptedDialect,
      carriesPools: () => true,
    }),
  )
  for await (const _ of run);
  expect((await run.outcome).servedBy?.target).toBe('b')
  expect(run.target.id).toBe('b')
})

it('a half-open target is not let through with every call it is an alternate of (invariant 6)', async () => {
  const world = pooled(
    { a: [silent], b: [fails(503), fails(503), fails(503), fails(503), fails(503), fails(503), ok()] },
    {
      execution: { maxRetriesPerTarget: 0, firstTokenTimeoutMs: 100_000, deadlineMs: 200_000 },
      strategy: fallbacks({ first: 'economy' }),
    },
  )
  for (let n = 0; n < 6; n++) await serve(world, ask({ model: 'v/b' })).catch(() => {})
  expect((await world.router.decide(ask())).passedOver.map(({ reason }) => reason).join()).toContain('breaker is open')
  await world.clock.advance(300_000)
  expect((await world.router.decide(ask())).passedOver.map(({ reason }) => reason).join()).not.toContain(
    'breaker is open',
  )
  const before = world.models.calls.length
  for (let n = 0; n < 3; n++) void serve(world).catch(() => {})
  await world.clock.advance(10)
  expect(
    sent(world)
      .slice(before)
      .filter((one) => one === 'a b').length,
  ).toBeLessThanOrEqual(1)
})

const fromB = (...steps: ScriptedPart[]): Script =>
  streams({ type: 'served-model', id: 'v/b' }, { type: 'text', text: 'x' }, ...steps)
const finished: ScriptedPart = { type: 'finish', finish: { reason: 'stop' } }

it('a target is ill by its own failures, not by those of the one that answered in its place', async () => {
  const world = pooled(
    { a: [fromB()] },
    { strategy: fallbacks({ first: 'economy' }), execution: { maxRetriesPerTarget: 0 } },
  )
  for (let n = 0; n < 6; n++) await serve(world).catch(() => {})
  const open = world.events.flatMap((event) => (event.type === 'breaker-open' ? [event] : []))
  expect(open.length).toBeGreaterThan(0)
  expect(JSON.stringify(open)).not.toContain('target:a')
})

it('a reply of an alternate is a fall-back', async () => {
  const world = pooled({ a: [fromB(finished)] }, { strategy: fallbacks({ first: 'economy' }) })
  expect((await serve(world)).outcome).toMatchObject({ servedBy: { target: 'b' }, fallback: 'same-tier' })
})

it('none of the alternates is called again, where a reply that broke off is taken over', async () => {
  const world = pooled(
    { a: [fromB()], b: [ok('xy')], x: [ok('xy')] },
    { strategy: fallbacks({ first: 'economy', next: ['x'] }), execution: { maxRetriesPerTarget: 0, commit: 'resume' } },
  )
  const dialect = { ...scriptedDialect, splice: (_: readonly ScriptedPart[], part: ScriptedPart) => [part] }
  await world.clock.runUntil(
    (async () => {
      const run = await world.router.open<unknown, ScriptedPart>(ask(), world.models.call, {
        dialect,
        carriesPools: () => true,
      })
      for await (const _ of run);
    })(),
  )
  expect(sent(world)).toEqual(['a b', 'x'])
})

it.each([
  ['more than can be counted, which is no cost', [{ costUsd: 1e300 }], undefined],
  ['unknown in a later piece, which says nothing', [{ costUsd: 0.5 }, { costUsd: undefined, host: 'h' }], 500_000_000],
])('a carrier may say a cost that is %s', async (_, accounts, reported) => {
  const world = createWorld({
    a: [
      streams(
        { type: 'text', text: 'x' },
        ...accounts.map((account) => ({ type: 'account' as const, account })),
        finished,
      ),
    ],
  })
  expect((await serve(world)).outcome.attempts[0]?.reportedCostNanoUsd).toBe(reported)
})
