import { createMemoryBudgetStore } from '@signalbox/core'
import { fails, ok, silent } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { createShadowWorld, policy } from '../../test/shadow-world.ts'
import type { ShadowOptions } from './shadow-options.ts'

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
