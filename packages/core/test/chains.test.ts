import { createCatalog, fallbacks, type StrategyInput } from '@signalbox/core'
import { fails, ok, scriptedDialect, type Script, type ScriptedPart } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { ask, card, createWorld } from './fixture.ts'

const tooLong = fails(400, { code: 'context_length_exceeded' })
const refused = fails(400, { code: 'content_policy_violation' })
const noRetry = { maxRetriesPerTarget: 0 }

async function run(
  scripts: Record<string, readonly Script[]>,
  options: Parameters<typeof fallbacks>[0],
  execution: object = noRetry,
) {
  const world = createWorld(scripts, { strategy: fallbacks(options), execution })
  await world.clock
    .runUntil(world.router.run<unknown, ScriptedPart>(ask(), world.models.call, { dialect: scriptedDialect }))
    .catch(() => {})
  return world.models.calls.map(({ target }) => target)
}

describe('a list for one kind of failure', () => {
  it('its second name follows its first, whatever the first failed with', async () => {
    expect(await run({ a: [tooLong], x: [fails(503)] }, { first: 'a', contextLength: ['x', 'y'] })).toEqual([
      'a',
      'x',
      'y',
    ])
    expect(await run({ a: [refused], x: [fails(503)] }, { first: 'a', contentPolicy: ['x', 'y'] })).toEqual([
      'a',
      'x',
      'y',
    ])
  })
  it('instead of next: next is not asked after its own names failed', async () => {
    expect(await run({ a: [refused], x: [fails(503)] }, { first: 'a', contentPolicy: ['x'], next: ['b'] })).toEqual([
      'a',
      'x',
    ])
  })
  it('follows a failure of next too', async () => {
    expect(await run({ a: [fails(503)], b: [tooLong] }, { first: 'a', next: ['b'], contextLength: ['x'] })).toEqual([
      'a',
      'b',
      'x',
    ])
    expect(await run({ a: [fails(503)], b: [refused] }, { first: 'a', next: ['b'], contentPolicy: ['x'] })).toEqual([
      'a',
      'b',
      'x',
    ])
  })
  it('takes no retry away from failures it is not for (invariant 7)', async () => {
    const execution = { maxAttempts: 2, maxRetriesPerTarget: 1 }
    expect(await run({ a: [fails(503), ok()] }, { first: 'a' }, execution)).toEqual(['a', 'a'])
    expect(await run({ a: [fails(503), ok()] }, { first: 'a', contextLength: ['x'] }, execution)).toEqual(['a', 'a'])
  })
  it('stands in for a prompt too long for the first only, not for one too long for somebody else', () => {
    const input = {
      candidates: [
        { target: { id: 'b' }, tier: 't' },
        { target: { id: 'x' }, tier: 'u' },
      ],
      rejected: [
        { target: 'a', code: 'tools' },
        { target: 'unrelated', code: 'context-window' },
      ],
    }
    const choice = fallbacks({ first: 'a', next: ['b'], contextLength: ['x'] }).choose(
      input as unknown as StrategyInput,
    )
    expect(choice?.steps.map(({ target }) => target)).toEqual(['b'])
  })
})

it('a name twice in a chain is one step, or an error', async () => {
  expect(await run({ a: [fails(401)], b: [fails(401)] }, { first: 'a', next: ['b', 'a', 'b'] })).toEqual(['a', 'b'])
})

it('sentences of a chain are true', async () => {
  const world = createWorld({}, { strategy: fallbacks({ first: 'a', next: ['b'], contextLength: ['x'] }) })
  const { passedOver } = await world.router.decide(ask())
  const reasonOf = (id: string) => passedOver.find(({ target }) => target === id)?.reason
  expect(reasonOf('y')).not.toContain('the caller named another model')
  expect(reasonOf('x')).toMatch(/too long|context/)
})

it('a decision that went through JSON pools the same steps', async () => {
  const world = createWorld(
    { a: [tooLong] },
    {
      catalog: createCatalog({ version: 't', models: ['v/a', 'v/b', 'v/c'].map((id) => card(id)) }),
      targets: ['a', 'b', 'c'].map((id) => ({ id, model: `v/${id}`, pool: id === 'a' ? undefined : { name: 'h' } })),
      tiers: [
        { name: 'economy', targets: ['a'] },
        { name: 'long', targets: ['b', 'c'] },
      ],
      baseline: 'v/a',
      strategy: fallbacks({ first: 'a', contextLength: ['long'] }),
      execution: noRetry,
    },
  )
  const decision = JSON.parse(JSON.stringify(await world.router.decide(ask({ id: 'r' }))))
  await world.clock.runUntil(
    world.router.run<unknown, ScriptedPart>(ask({ id: 'r' }), world.models.call, {
      dialect: scriptedDialect,
      carriesPools: () => true,
      decision,
    }),
  )
  expect(
    world.models.calls.map(({ target, context }) => [target, ...context.alternates.map(({ id }) => id)].join(' ')),
  ).toEqual(['a', 'b c'])
})
