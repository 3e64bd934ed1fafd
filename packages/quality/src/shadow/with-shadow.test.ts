import { ConfigurationError, createMemoryBudgetStore, createRouter, tier, type RouteRequest } from '@signalbox/core'
import { fails, ok, scriptedDialect, silent, streams } from '@signalbox/core/testing'
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

describe('limits hold for it too', () => {
  it("those of the callers' policy, where the shadow's has none", async () => {
    const world = createShadowWorld(
      {},
      { to: 'tier:frontier', policy: { ...policy, constraints: undefined } },
      {
        router: { constraints: { jurisdictions: { deny: ['CN'] } } },
        scripts: {},
      },
    )
    await world.ask()
    await world.ask({ constraints: { targets: { deny: ['x'] } } })
    expect(world.shadows.calls.map(({ target }) => target)).toEqual(['x'])
    expect(world.router.shadow.counts()).toMatchObject({ sent: 1, dropped: { 'not-allowed': 1 } })
  })

  it('the budget is held before a call, and a day later there is a new one', async () => {
    const usage = { inputTokens: 100, outputTokens: 4_000 }
    const world = createShadowWorld({ x: [ok('long', usage)] }, { budgetUsd: 0.2 })
    for (let index = 0; index < 6; index++) await world.ask()
    expect(world.router.shadow.counts()).toMatchObject({ sent: 2, dropped: { budget: 4 }, costUsd: 0.162 })
    await world.clock.advance(86_400_000)
    await world.ask()
    expect(world.router.shadow.counts()).toMatchObject({ sent: 3 })
  })

  it('two processes share a budget that is kept in one store', async () => {
    const budgetStore = createMemoryBudgetStore()
    const usage = { inputTokens: 100, outputTokens: 4_000 }
    const worlds = [1, 2].map(() => createShadowWorld({ x: [ok('long', usage)] }, { budgetUsd: 0.2, budgetStore }))
    for (const world of worlds)
      for (let index = 0; index < 3; index++) await world.ask({ id: `${worlds.indexOf(world)}-${index}` })
    expect(worlds.map(({ router }) => router.shadow.counts().sent)).toEqual([2, 0])
  })

  it('a price that is not known cannot be held', async () => {
    const targets = (policy.targets ?? []).map((target) => ({ ...target, provider: `${target.id} by nobody` }))
    const world = createShadowWorld({}, { policy: { ...policy, targets } })
    await world.ask()
    expect(world.router.shadow.counts()).toMatchObject({ sent: 0, dropped: { 'price-unknown': 1 } })
  })

  it('nobody of another tier stands in for the one that was asked', async () => {
    const world = createShadowWorld({ x: [fails(500)], y: [fails(500)] })
    await world.ask()
    expect(new Set(world.shadows.calls.map(({ target }) => target))).toEqual(new Set(['x', 'y']))
    expect(world.router.shadow.counts()).toMatchObject({ sent: 1, failed: 1 })
  })
})

describe('what ails it', () => {
  it("opens no breaker of the callers'", async () => {
    const world = createShadowWorld({ x: [fails(500)], y: [fails(500)] })
    for (let index = 0; index < 12; index++) await world.ask()
    expect(world.router.breakers().states).toEqual({})
    expect(world.router.shadow.counts().dropped.ill).toBeGreaterThan(0)
    await world.ask({ task: 'code' })
    expect(world.models.calls.at(-1)?.target).toBe('x')
  })

  it('keeps away from what is ill for callers', async () => {
    const world = createShadowWorld({}, {}, { scripts: { x: [fails(401)] } })
    await world.ask({ task: 'code' })
    expect(Object.values(world.router.breakers().states).some(({ phase }) => phase === 'open')).toBe(true)
    await world.ask()
    expect(world.shadows.calls).toEqual([])
    expect(world.router.shadow.counts().dropped).toEqual({ ill: 2 })
  })

  it('silence ends at its deadline', async () => {
    const world = createShadowWorld({ x: [silent], y: [silent] }, { deadlineMs: 5_000 })
    await world.ask()
    expect(world.router.shadow.counts()).toMatchObject({ sent: 1, failed: 1, running: 0, isCostLowerBound: true })
    expect(world.clock.pending()).toBe(0)
  })

  it.each<[string, Partial<ShadowOptions>]>([
    [
      'when',
      {
        when: () => {
          throw new Error('of the operator')
        },
      },
    ],
    [
      'keepAlive',
      {
        keepAlive: () => {
          throw new Error('of the operator')
        },
      },
    ],
    [
      'onEvent',
      {
        onEvent: () => {
          throw new Error('of the operator')
        },
      },
    ],
  ])('a fault of %s is nobody else’s', async (_, options) => {
    const world = createShadowWorld({}, options)
    await world.ask()
    expect(world.ledger.outcomes).toMatchObject([{ kind: 'served' }])
  })
})

describe('how many at once, and until when', () => {
  const slow = streams(
    { type: 'wait', ms: 4_000 },
    { type: 'text', text: 'late' },
    { type: 'finish', finish: { reason: 'stop' } },
  )

  it('what is more is dropped and counted', async () => {
    const world = createShadowWorld({ x: [slow] }, { maxConcurrent: 2 })
    const requests = ['r1', 'r2', 'r3', 'r3', 'r4'].map((id) =>
      world.router.run({ id, messages: [] }, world.call, { dialect: scriptedDialect }),
    )
    await world.clock.runUntil(Promise.all(requests))
    await world.clock.advance(0)
    expect(world.router.shadow.counts()).toMatchObject({ running: 2, dropped: { busy: 3 } })
    await world.clock.advance(10_000)
    expect(world.router.shadow.counts()).toMatchObject({ running: 0, sent: 2 })
  })

  it('an id that is under way is not asked twice', async () => {
    const world = createShadowWorld({ x: [slow] })
    const requests = ['r', 'r'].map((id) =>
      world.router.run({ id, messages: [] }, world.call, { dialect: scriptedDialect }),
    )
    await world.clock.runUntil(Promise.all(requests))
    expect(world.router.shadow.counts().dropped).toEqual({ 'repeated-id': 1 })
  })

  it.each([
    [10_000, { sent: 1, failed: 0 }],
    [1_000, { sent: 1, failed: 1 }],
    [0, { sent: 1, failed: 1 }],
  ])('draining for %i ms', async (timeoutMs, counts) => {
    const kept: Promise<void>[] = []
    const world = createShadowWorld({ x: [slow] }, { keepAlive: (work) => void kept.push(work) })
    await world.clock.runUntil(world.router.run({ id: 'r', messages: [] }, world.call, { dialect: scriptedDialect }))
    await world.clock.advance(0)
    await world.clock.runUntil(world.router.shadow.drain(timeoutMs))
    expect(world.router.shadow.counts()).toMatchObject({ ...counts, running: 0 })
    expect(world.ledger.settlements).toHaveLength(2)
    expect(kept).toHaveLength(1)
    await kept[0]
    await world.ask()
    expect(world.router.shadow.counts().dropped).toEqual({ closing: 1 })
    await world.clock.advance(10_000)
    expect(world.clock.pending()).toBe(0)
  })

  it('begins after the outcome is in the record, though the caller is slow to read', async () => {
    const world = createShadowWorld({})
    const run = await world.clock.runUntil(
      world.router.open({ id: 'r', messages: [] }, world.call, { dialect: scriptedDialect }),
    )
    await world.clock.advance(5_000)
    expect(world.shadows.calls).toEqual([])
    for await (const _ of run);
    await run.outcome
    expect(world.ledger.outcomes).toHaveLength(1)
    expect(world.shadows.calls).toEqual([])
    await world.clock.advance(0)
    expect(world.shadows.calls).toHaveLength(1)
  })
})

describe('what cannot be a shadow is refused', () => {
  it.each<[string, Partial<ShadowOptions>, RegExp]>([
    ['a share', { share: 2 }, /share is 2; give a number from 0 to 1/],
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

it('another policy decides as it would, for the task the caller has named', async () => {
  const world = createShadowWorld({}, { to: undefined, policy: { ...policy, strategy: tier('frontier') } })
  await world.ask()
  expect(world.told).toMatchObject([
    { type: 'shadow-end', outcome: { decision: { task: 'chat', taskSource: 'caller', strategy: 'tier' } } },
  ])
})
