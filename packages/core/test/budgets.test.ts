import { createBatchLedger, createMemoryBudgetStore, type BudgetStore, type LedgerEntry } from '@signalbox/core'
import { fails, ok, scriptedDialect, streams } from '@signalbox/core/testing'
import { describe, expect, it } from 'vitest'
import { ask, createWorld, type World } from './fixture.ts'

const usage = { inputTokens: 100, outputTokens: 20 }
const run = (world: World, more: Parameters<typeof ask>[0] = {}) =>
  world.router.run(ask({ maxOutputTokens: 1_000, ...more }), world.models.call, { dialect: scriptedDialect })
const dayOf = (store: BudgetStore, account = 'app') =>
  store.read(account, Date.UTC(2026, 10, 24), Date.UTC(2026, 10, 24, 1))
const daily = (limitUsd: number) => ({ name: 'app', limitUsd, period: 'day' }) as const

describe('a budget', () => {
  it('admits a thousand at once up to its limit, overshoots by nothing and keeps nothing held', async () => {
    const budgetStore = createMemoryBudgetStore()
    const limitUsd = 0.21
    const world = createWorld(
      {
        a: [
          streams(
            { type: 'wait', ms: 50 },
            { type: 'text', text: 'x' },
            { type: 'finish', finish: { reason: 'stop' }, usage },
          ),
        ],
      },
      { budgets: [daily(limitUsd)], budgetStore, execution: { maxAttempts: 1 } },
    )
    const all = Promise.allSettled(Array.from({ length: 1_000 }, () => run(world)))
    const ended = await world.clock.runUntil(all)
    const served = ended.filter(({ status }) => status === 'fulfilled').length
    expect(served).toBeGreaterThan(5)
    expect(served).toBeLessThan(1_000)
    const cost = world.ledger.outcomes.reduce((sum, { costNanoUsd }) => sum + costNanoUsd, 0)
    expect(cost).toBeLessThanOrEqual(limitUsd * 1e9)
    expect(await dayOf(budgetStore)).toEqual({ spentNanoUsd: cost, heldNanoUsd: 0, holds: 0 })
    expect(world.ledger.outcomes).toHaveLength(1_000)
  })

  it('holds at the dearest target the plan can reach, and gives back what was not spent', async () => {
    const budgetStore = createMemoryBudgetStore()
    const seen: number[] = []
    const watching: BudgetStore = {
      ...budgetStore,
      reserve: (hold) => {
        seen.push(hold.nanoUsd)
        return budgetStore.reserve(hold)
      },
    }
    const world = createWorld({ a: [ok('x', usage)] }, { budgets: [daily(1)], budgetStore: watching })
    await run(world)
    const dearest = Math.max(
      ...(await world.router.decide(ask({ maxOutputTokens: 1_000 }))).steps.map(
        ({ maxCostNanoUsd = 0 }) => maxCostNanoUsd,
      ),
    )
    expect(seen).toEqual([dearest])
    expect((await dayOf(budgetStore)).spentNanoUsd).toBe(140_000)
  })

  it('counts an attempt that may be billed at its hold when nobody said what it cost', async () => {
    const budgetStore = createMemoryBudgetStore()
    const world = createWorld({ a: [fails(504)], b: [ok('x', usage)] }, { budgets: [daily(1)], budgetStore })
    await world.clock.runUntil(run(world))
    const { spentNanoUsd, heldNanoUsd } = await dayOf(budgetStore)
    expect(heldNanoUsd).toBe(0)
    expect(spentNanoUsd).toBeGreaterThan(140_000 + 2_000_000)
  })

  it('is one for each tenant where it says so', async () => {
    const world = createWorld({ a: [ok('x', usage)] }, { budgets: [{ ...daily(0.005), per: 'tenant' }] })
    const tryOnce = (tenant: string) =>
      run(world, { tenant }).then(
        () => 'served',
        (error: Error) => error.name,
      )
    const first = [await tryOnce('one')]
    for (let n = 0; n < 40; n++) first.push(await tryOnce('one'))
    expect(first[0]).toBe('served')
    expect(first.at(-1)).toBe('RouteError')
    expect(await tryOnce('two')).toBe('served')
  })

  it('begins anew with its period', async () => {
    const world = createWorld({ a: [ok('x', usage)] }, { budgets: [{ name: 'app', limitUsd: 0.0021, period: 'hour' }] })
    await run(world)
    await expect(run(world)).rejects.toThrow(/no target may serve|not served/i)
    await world.clock.advance(3_600_000)
    await run(world)
  })

  it.each([
    ['closed', 'failed'],
    ['open', 'served'],
  ] as const)('is %s while its store is down: %s', async (whenStoreFails, kind) => {
    const down = (): never => {
      throw new Error('connection refused')
    }
    const world = createWorld(
      { a: [ok('x', usage)] },
      { budgets: [{ ...daily(1), whenStoreFails }], budgetStore: { reserve: down, settle: down, read: down } },
    )
    await run(world).catch(() => {})
    expect(world.ledger.outcomes.map((row) => row.kind)).toEqual([kind])
    expect(world.events.map(({ type }) => type)).toContain('budget-error')
    expect(world.models.calls.length).toBe(kind === 'served' ? 1 : 0)
  })
})

it.each([
  ['to its end', false],
  ['and left', true],
])('a slow store keeps no row from a ledger that is flushed once a stream was read %s', async (_title, leaves) => {
  const store = createMemoryBudgetStore()
  const sent: LedgerEntry[] = []
  const ledger = createBatchLedger({ send: async (entries) => void sent.push(...entries) })
  const world = createWorld(
    { a: [ok('fine')] },
    {
      ledger,
      budgets: [daily(1)],
      budgetStore: {
        ...store,
        settle: async (...given) => {
          await new Promise<void>((resolve) => void world.clock.setTimer(() => resolve(), 10))
          return store.settle(...given)
        },
      },
    },
  )
  const run = await world.clock.runUntil(world.router.open(ask(), world.models.call, { dialect: scriptedDialect }))
  if (leaves) await run.return?.()
  else for await (const _ of run);
  await ledger.flush()
  expect(sent.map(({ kind }) => kind)).toEqual(['intent', 'settlement', 'outcome'])
  expect((await world.clock.runUntil(run.outcome)).kind).toBe(leaves ? 'aborted' : 'served')
})
