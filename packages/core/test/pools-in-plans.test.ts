import { cascade, checks, createCatalog, createMemoryBudgetStore, fallbacks, type Budget } from '@signalbox/core'
import { fails, ok, scriptedDialect, silent, streams, type Script, type ScriptedPart } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { ask, card, createWorld, type World } from './fixture.ts'

// What simulated worlds found, made small. a, b and c are of one pool, x and y of none.
const ids = ['a', 'b', 'c', 'x', 'y'] as const
const pooled = (scripts: Record<string, readonly Script[]>, more: Parameters<typeof createWorld>[1] = {}): World =>
  createWorld(scripts, {
    catalog: createCatalog({
      version: 't',
      models: ids.map((id, n) =>
        card(`v/${id}`, { input: n + 1, output: n + 1, contextTokens: id === 'x' ? 2e5 : 1e5 }),
      ),
    }),
    targets: ids.map((id) => ({ id, model: `v/${id}`, ...('abc'.includes(id) && { pool: { name: 'host' } }) })),
    tiers: [
      { name: 'pool', targets: ['a', 'b', 'c'] },
      { name: 'alone', targets: ['x', 'y'] },
    ],
    baseline: 'v/x',
    strategy: fallbacks({ first: 'pool' }),
    ...more,
    execution: { maxRetriesPerTarget: 0, firstTokenTimeoutMs: 1_000, ...more.execution },
  })
const how = { dialect: scriptedDialect, carriesPools: () => true }
const start = (world: World, request = ask(), carriesPools: () => boolean = how.carriesPools) =>
  world.router.run<unknown, ScriptedPart>(request, world.models.call, { ...how, carriesPools }).catch(() => undefined)
const serve = (world: World, ...more: [ReturnType<typeof ask>?, (() => boolean)?]) =>
  world.clock.runUntil(start(world, ...more))
const sent = (world: World) =>
  world.models.calls.map(({ target, context }) => [target, ...context.alternates.map(({ id }) => id)].join(' '))

const by = (id: string, ...steps: readonly ScriptedPart[]): Script =>
  streams({ type: 'served-model', id: `v/${id}` }, ...steps)
const broken: ScriptedPart = { type: 'error', error: { status: 503 } }
const text: ScriptedPart = { type: 'text', text: 'x' }
const finish: ScriptedPart = { type: 'finish', finish: { reason: 'stop' } }
const tooLong = fails(400, { code: 'context_length_exceeded' })
const refused = fails(400, { code: 'content_policy_violation' })

describe('what a carrier has tried is not called again', () => {
  it.each<[string, Script, readonly string[]]>([
    ['the one that answered, and broke off', by('b', text), ['a b c', 'c']],
    ['those before it', by('c', text), ['a b c']],
    ['nobody, where nobody was named', streams({ type: 'meta' }, broken), ['a b c', 'b c']],
  ])('%s', async (_, script, expected) => {
    const world = pooled({ a: [script], b: [fails(503)], c: [fails(503)] })
    await serve(world)
    expect(sent(world)).toEqual(expected)
  })

  it('nor along with a retry', async () => {
    const world = pooled({ a: [by('c', broken), ok()] }, { execution: { maxRetriesPerTarget: 1 } })
    await serve(world)
    expect(sent(world)).toEqual(['a b c', 'a'])
  })

  it('nor where another list of a chain has it too', async () => {
    const strategy = fallbacks({ first: 'x', next: ['a', 'b'], contextLength: ['b', 'y'] })
    const world = pooled({ x: [fails(503)], a: [tooLong] }, { strategy })
    await serve(world)
    expect(sent(world)).toEqual(['x', 'a b', 'y'])
  })

  it('nor where its reply does not begin with what was shown', async () => {
    const world = pooled(
      { x: [streams(text)], a: [by('b', { type: 'text', text: 'another' }, finish)] },
      { strategy: fallbacks({ first: 'x', next: ['a', 'b'] }), execution: { commit: 'resume' } },
    )
    await read(world)
    expect(sent(world)).toEqual(['x', 'a b'])
  })

  it('and what was called on its own does not go along with what comes after it', async () => {
    // b was asked while a was held closed for a moment; a comes last, and b has said that it does not take such a request.
    const world = pooled(
      { a: [fails(429, { headers: { 'retry-after-ms': '2000' } }), fails(413)], b: [ok(), fails(413)] },
      { strategy: fallbacks({ first: 'a', next: ['b'] }), execution: { retryWaitMs: 0 } },
    )
    await serve(world, ask(), () => false)
    await serve(world)
    expect(sent(world).slice(2)).toEqual(['b', 'a'])
  })
})

describe('an alternate that nobody has asked is asked', () => {
  it('where a hedge failed too', async () => {
    const world = pooled(
      { a: [silent], x: [fails(503)], b: [ok()] },
      { strategy: fallbacks({ first: 'pool', next: ['x'] }), execution: { hedge: { delayMs: 100 } } },
    )
    await serve(world)
    expect(sent(world)).toEqual(['a b c', 'x', 'b c'])
  })

  it('where the last call would else have gone out unpeeked', async () => {
    const world = pooled({ a: [streams({ type: 'meta' }, broken)], b: [ok()] })
    await read(world, 'open')
    expect(sent(world)).toEqual(['a b c', 'b c'])
  })
})

describe('money', () => {
  const budgets: readonly Budget[] = [{ name: 'app', limitUsd: 1, period: 'day' }]
  it('that does not cover the dearest covers the call without it', async () => {
    const store = createMemoryBudgetStore()
    const mostNanoUsd = 1_300_000
    const budgetStore = {
      ...store,
      reserve: (hold: Parameters<typeof store.reserve>[0]) => hold.nanoUsd <= mostNanoUsd && store.reserve(hold),
    }
    const world = pooled({}, { budgets, budgetStore })
    await serve(world, ask({ maxOutputTokens: 1_000 }))
    expect(sent(world)).toEqual(['a'])
  })
})

describe('breakers', () => {
  it('of a target hear nothing of a reply that an alternate gave, and that was not what was shown', async () => {
    const world = pooled(
      { x: [streams(text)], a: [fails(503), by('b', { type: 'text', text: 'another' }, finish)] },
      { strategy: fallbacks({ first: 'x', next: ['a', 'b'] }), execution: { commit: 'resume' } },
    )
    await serve(world, ask({ model: 'v/a' }))
    await read(world)
    expect(world.router.breakers().states['target:a']).toMatchObject({ consecutiveFailures: 1 })
  })

  it('hear nothing more of a reply whose reader has left', async () => {
    const late = streams(text, { type: 'wait', ms: 500 }, finish)
    const world = pooled({ a: [fails(503), late] }, { execution: { commit: { holdback: { ms: 100 } } } })
    await serve(world, ask({ model: 'v/a' }))
    const run = await world.clock.runUntil(
      world.router.open<unknown, ScriptedPart>(ask({ model: 'v/a' }), world.models.call, how),
    )
    await run.next()
    await run.return?.()
    await world.clock.advance(1_000)
    expect(world.ledger.settlements.map(({ end }) => end)).toEqual(['failed', 'aborted'])
    expect(world.router.breakers().states['target:a']).toMatchObject({ consecutiveFailures: 1 })
  })

  it('let one probe through, whatever a call that is none comes to (invariant 6)', async () => {
    const slow = streams({ type: 'wait', ms: 500 }, text, finish)
    const world = pooled(
      { a: [fails(401), slow, fails(503)] },
      { strategy: fallbacks({ first: 'a' }), execution: { maxAttempts: 1, firstTokenTimeoutMs: 10_000 } },
    )
    await serve(world)
    const heldMs = world.router.breakers().states['key:v:default']?.openUntilMs ?? 0
    await world.clock.advance(heldMs - world.clock.monotonicMs())
    const probeStart = () => world.router.breakers().states['key:v:default']?.probeStartMs
    const probing = start(world)
    await world.clock.advance(10)
    const startMs = probeStart()
    expect(startMs).toBeDefined()
    // The last target there is: it is tried in spite of its breaker, and fails for itself.
    void start(world)
    await world.clock.advance(10)
    expect(world.models.calls).toHaveLength(3)
    expect(probeStart()).toBe(startMs)
    await world.clock.runUntil(probing)
  })
})

describe('a chain', () => {
  it('goes back to the list for long prompts, from the one for refused content', async () => {
    const world = pooled(
      { a: [refused], y: [tooLong] },
      { strategy: fallbacks({ first: 'a', contextLength: ['x'], contentPolicy: ['y'] }) },
    )
    await serve(world)
    expect(sent(world)).toEqual(['a', 'y', 'x'])
  })

  it('asks all of a list, also where what leads to it was passed over before', async () => {
    const world = pooled(
      { a: [fails(429, { headers: { 'retry-after': '30' } }), tooLong], b: [ok(), fails(503)], x: [fails(503)] },
      { strategy: fallbacks({ first: 'a', next: ['b'], contextLength: ['x', 'y'] }), execution: { retryWaitMs: 0 } },
    )
    await serve(world, ask(), () => false)
    await serve(world, ask(), () => false)
    expect(sent(world).slice(2)).toEqual(['b', 'a', 'x', 'y'])
  })
})

it('who has waited for a held target looks again who is well (invariant 6)', async () => {
  const held = (ms: number) => fails(429, { headers: { 'retry-after-ms': String(ms) } })
  const world = pooled(
    { a: [held(1_000)], c: [held(300), ok()] },
    {
      targets: ['a', 'b', 'c', 'x', 'y'].map((id) => ({ id, model: id === 'b' ? 'v/a' : `v/${id}` })),
      execution: { retryWaitMs: 2_000 },
    },
  )
  await serve(world, ask({ model: 'v/c' }))
  await serve(world)
  expect(sent(world)).toEqual(['c', 'a', 'c'])
})

it('after a rejected draft the plan goes on from there, and not back to what was passed over below it', async () => {
  const world = pooled(
    {
      a: [fails(429, { headers: { 'retry-after': '30' } })],
      b: [ok(), streams({ type: 'meta' }, finish)],
      x: [fails(401)],
      y: [fails(401)],
    },
    { strategy: cascade({ tiers: ['pool', 'alone'], gate: checks() }), execution: { retryWaitMs: 0 } },
  )
  await serve(world)
  await serve(world)
  expect(sent(world)).toEqual(['a', 'b', 'b', 'x', 'y'])
  expect(world.ledger.outcomes[1]).toMatchObject({ kind: 'served', gate: 'overruled' })
})

it('a constraint that comes to break while a held target is waited for is kept (invariant 2)', async () => {
  const world = pooled(
    { a: [fails(429, { headers: { 'retry-after-ms': '1500' } }), ok()] },
    {
      catalog: createCatalog({
        version: 't',
        models: ids.map((id) => card(`v/${id}`, id === 'a' ? { availableUntil: '2026-11-25' } : {})),
      }),
      strategy: fallbacks({ first: 'a' }),
      execution: { maxRetriesPerTarget: 0, retryWaitMs: 2_000 },
    },
  )
  await world.clock.advance(Date.UTC(2026, 10, 25) - 1_000 - world.clock.nowMs())
  await serve(world)
  await serve(world)
  expect(sent(world)).toEqual(['a'])
})

async function read(world: World, last: 'held' | 'open' = 'held'): Promise<void> {
  const dialect = { ...scriptedDialect, splice: (_: readonly ScriptedPart[], part: ScriptedPart) => [part] }
  const work = async (): Promise<void> => {
    const run = await world.router.open<unknown, ScriptedPart>(ask(), world.models.call, { ...how, dialect, last })
    for await (const _ of run);
  }
  await world.clock.runUntil(work().catch(() => {}))
}
