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
