import { scriptedDialect, streams } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { createShadowWorld } from '../../test/shadow-world.ts'

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

  it.each(['run', 'open'] as const)('requests of one decision are each their own: %s', async (how) => {
    const world = createShadowWorld({ x: [slow] })
    const request = { messages: [] }
    const decision = await world.router.decide(request)
    const ask = async (id: string): Promise<void> => {
      const options = { dialect: scriptedDialect, decision }
      if (how === 'run') await world.router.run({ ...request, id }, world.call, options)
      else for await (const _ of await world.router.open({ ...request, id }, world.call, options));
    }
    await world.clock.runUntil(Promise.all([ask('r1'), ask('r2')]))
    await world.clock.advance(10_000)
    expect(world.router.shadow.counts()).toMatchObject({ sent: 2, dropped: {} })
    expect(world.told.map(({ requestId }) => requestId).toSorted()).toEqual(
      world.ledger.outcomes.map(({ requestId }) => requestId).toSorted(),
    )
  })

  it('of one decision the same share is drawn as of many', async () => {
    const world = createShadowWorld({}, { share: 0.5, maxConcurrent: 100 })
    const request = { messages: [] }
    const decision = await world.router.decide(request)
    for (let index = 0; index < 40; index++)
      await world.clock.runUntil(
        world.router.run({ ...request, id: `r${index}` }, world.call, { dialect: scriptedDialect, decision }),
      )
    await world.clock.advance(1_000)
    const { sent } = world.router.shadow.counts()
    expect(sent).toBeGreaterThan(8)
    expect(sent).toBeLessThan(32)
  })

  it('who reads no more is closed, and nobody is asked beside', async () => {
    const world = createShadowWorld({}, {}, { router: { execution: { idleReaderMs: 5_000 } } })
    const run = await world.clock.runUntil(
      world.router.open({ id: 'r', messages: [] }, world.call, { dialect: scriptedDialect }),
    )
    await world.clock.advance(60_000)
    expect((await run.outcome).kind).not.toBe('served')
    expect(world.router.shadow.counts()).toMatchObject({ sent: 0, running: 0, dropped: {} })
    expect(world.clock.pending()).toBe(0)
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
