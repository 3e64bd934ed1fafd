import { ConfigurationError, createRouter, tier, type RouteRequest } from '@signalbox/core'
import { fails, ok } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { createShadowWorld, policy } from '../../test/shadow-world.ts'
import type { ShadowOptions } from './shadow-options.ts'
import { withShadow } from './with-shadow.ts'

describe('what a shadow leaves in the record', () => {
  it('further attempts of the same request, of their own study and purpose, and their answers', async () => {
    const world = createShadowWorld(
      { x: [ok('from the frontier')] },
      { study: 'spring' },
      { scripts: { a: [fails(401)], b: [ok('from the economy')] }, router: { storeReplies: true } },
    )
    await world.ask({ id: 'r' })
    expect(
      world.ledger.intents.map(({ requestId, n, target, tier: name, purpose, study }) => [
        requestId,
        n,
        target,
        name,
        purpose,
        study,
      ]),
    ).toEqual([
      ['r', 1, 'a', 'economy', 'serve', undefined],
      ['r', 2, 'b', 'economy', 'serve', undefined],
      ['r', 3, 'x', 'frontier', 'shadow', 'spring'],
    ])
    expect(world.ledger.settlements.map(({ n, end }) => [n, end])).toEqual([
      [1, 'failed'],
      [2, 'done'],
      [3, 'done'],
    ])
    expect(world.replies.map(({ n, text }) => [n, text])).toEqual([
      [2, 'from the economy'],
      [3, 'from the frontier'],
    ])
    const [row, ...others] = world.ledger.outcomes
    expect(others).toEqual([])
    expect(row).toMatchObject({ servedTarget: 'b', attempts: 2, costNanoUsd: 140_000, evidenceCostNanoUsd: 1_400_000 })
    expect(world.router.shadow.counts()).toEqual({
      sent: 1,
      failed: 0,
      dropped: {},
      running: 0,
      costUsd: 0.0014,
      isCostLowerBound: false,
    })
  })

  it('the host is told of it by its number in the record', async () => {
    const world = createShadowWorld({})
    await world.ask({ id: 'r' })
    expect(world.shadows.calls[0]?.context).toMatchObject({
      attempt: { n: 2, purpose: 'shadow', target: 'x' },
      decision: { requestId: 'r' },
    })
  })

  it('a plain call needs no dialect', async () => {
    const world = createShadowWorld({})
    const request: RouteRequest = { id: 'r', messages: [{ role: 'user', content: 'hi' }] }
    const asked: string[] = []
    const work = world.router.run(request, ({ id }) => {
      asked.push(id)
      return { text: `of ${id}`, usage: { inputTokens: 1, outputTokens: 1 } }
    })
    expect((await world.clock.runUntil(work)).reply.text).toBe('of a')
    expect(asked).toEqual(['a'])
    await world.clock.advance(0)
    expect(asked).toEqual(['a', 'x'])
  })
})

describe('whom it leaves alone', () => {
  it.each<[string, Partial<ShadowOptions>, Partial<RouteRequest>, Record<string, number>]>([
    ['who asked for a model by its name', {}, { model: 'a' }, {}],
    ['who said so', {}, { shadow: false }, {}],
    ['other tasks', { tasks: ['extract'] }, {}, {}],
    ['what `when` turns down', { when: (_, { decision }) => decision.task === 'extract' }, {}, {}],
    ['who has not been served', {}, { constraints: { targets: { allow: [] } } }, {}],
    ['whom the same target has served', {}, { task: 'code' }, { 'same-target': 1 }],
    [
      'a request with limits that leave nobody',
      {},
      { constraints: { targets: { deny: ['x', 'y'] } } },
      { 'not-allowed': 1 },
    ],
    ['what the ceiling of the request does not cover', {}, { constraints: { maxCostUsd: 0.04 } }, { 'not-allowed': 1 }],
    ['what the budget does not cover', { budgetUsd: 0.01 }, {}, { budget: 1 }],
    ['all, at a share of none', { share: 0 }, {}, {}],
  ])('%s', async (_, options, request, dropped) => {
    const world = createShadowWorld({}, options)
    await world.ask(request)
    expect(world.shadows.calls).toEqual([])
    expect(world.router.shadow.counts()).toMatchObject({ sent: 0, dropped })
    expect(world.told.map(({ type }) => type)).toEqual(Object.keys(dropped).map(() => 'shadow-drop'))
  })

  it('the share of requests it takes is the one it was given, and always the same ones', async () => {
    const drawn = async (study: string): Promise<(string | undefined)[]> => {
      const world = createShadowWorld({}, { share: 0.25, study })
      for (let index = 0; index < 200; index++) await world.ask()
      return world.shadows.calls.map(({ context }) => context.decision.requestId)
    }
    const first = await drawn('one')
    expect(first.length).toBeGreaterThan(30)
    expect(first.length).toBeLessThan(70)
    expect(await drawn('one')).toEqual(first)
    expect(await drawn('two')).not.toEqual(first)
  })
})

it('another policy decides as it would, for the task the caller has named', async () => {
  const world = createShadowWorld({}, { to: undefined, policy: { ...policy, strategy: tier('frontier') } })
  await world.ask()
  expect(world.told).toMatchObject([
    { type: 'shadow-end', outcome: { decision: { task: 'chat', taskSource: 'caller', strategy: 'tier' } } },
  ])
})

describe('what cannot be a shadow is refused', () => {
  it.each<[string, Partial<ShadowOptions>, RegExp]>([
    ['a share', { share: 2 }, /share is 2; give a number from 0 to 1/],
    ['no answers at once', { maxConcurrent: 0 }, /maxConcurrent is 0; give a whole number from 1 on/],
    ['what is no number of answers', { maxConcurrent: Number.NaN }, /maxConcurrent is NaN/],
    ['a deadline', { deadlineMs: 0 }, /deadlineMs is 0\. It must be/],
    ['a budget', { budgetUsd: 0 }, /budgetUsd is 0; give more than 0/],
    ['a name', { to: 'tier:none' }, /no "tier:none" to ask\. Known: auto, tier:economy/],
    [
      'limits',
      { policy: { ...policy, constraints: { targets: { deny: ['x', 'y'] } } } },
      /leave no target in tier "frontier"/,
    ],
  ])('%s', (_, more, says) => {
    const options = { policy, to: 'tier:frontier', share: 0.1, budgetUsd: 1, ...more }
    expect(() => withShadow(createRouter(policy), options)).toThrow(ConfigurationError)
    expect(() => withShadow(createRouter(policy), options)).toThrow(says)
  })

  it('a second one', () => {
    const options = { policy, share: 0.1, budgetUsd: 1 }
    const router = withShadow(createRouter(policy), options)
    expect(() => withShadow(router, options)).toThrow(/has one already/)
  })
})
