import type { BudgetHold, BudgetStore } from '@signalbox/core'
import { seededRandom } from '@signalbox/core/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

export interface BudgetStoreUnderTest {
  readonly store: BudgetStore
  readonly dispose: () => void | Promise<void>
}

const hold = (more: Partial<BudgetHold> = {}): BudgetHold => ({
  account: 'day',
  periodStartMs: 0,
  holdId: 'r1',
  nanoUsd: 10,
  limitNanoUsd: 100,
  nowMs: 1_000,
  leaseMs: 60_000,
  ...more,
})

/** What every store of budgets must do. */
export function testBudgetStore(name: string, make: () => BudgetStoreUnderTest | Promise<BudgetStoreUnderTest>): void {
  describe(`budget store: ${name}`, () => {
    let world: BudgetStoreUnderTest
    beforeEach(async () => {
      world = await make()
    })
    afterEach(() => world.dispose())
    const read = (periodStartMs = 0, nowMs = 1_000) => world.store.read('day', periodStartMs, nowMs)

    it('holds up to the limit and not a nano-dollar more', async () => {
      expect(await world.store.reserve(hold({ nanoUsd: 100 }))).toBe(true)
      expect(await world.store.reserve(hold({ holdId: 'r2', nanoUsd: 1 }))).toBe(false)
      expect(await world.store.reserve(hold({ holdId: 'r3', nanoUsd: 0 }))).toBe(true)
      expect(await read()).toEqual({ spentNanoUsd: 0, heldNanoUsd: 100, holds: 2 })
    })
    it('settles at what was really spent, once', async () => {
      await world.store.reserve(hold({ nanoUsd: 80 }))
      await world.store.settle('day', 'r1', 30)
      await world.store.settle('day', 'r1', 30)
      await world.store.settle('day', 'nobody', 30)
      expect(await read()).toEqual({ spentNanoUsd: 30, heldNanoUsd: 0, holds: 0 })
      expect(await world.store.reserve(hold({ holdId: 'r2', nanoUsd: 70 }))).toBe(true)
    })
    it('sets a hold of the same id anew, within the limit', async () => {
      await world.store.reserve(hold({ nanoUsd: 10 }))
      expect(await world.store.reserve(hold({ nanoUsd: 100 }))).toBe(true)
      expect(await world.store.reserve(hold({ nanoUsd: 101 }))).toBe(false)
      expect(await read()).toEqual({ spentNanoUsd: 0, heldNanoUsd: 100, holds: 1 })
    })
    it('counts a hold that outlives its lease as spent, whole', async () => {
      await world.store.reserve(hold({ nanoUsd: 60 }))
      expect(await read(0, 61_000)).toEqual({ spentNanoUsd: 60, heldNanoUsd: 0, holds: 0 })
      await world.store.settle('day', 'r1', 1)
      expect((await read(0, 61_000)).spentNanoUsd).toBe(60)
    })
    it('keeps accounts and periods apart', async () => {
      await world.store.reserve(hold({ nanoUsd: 100 }))
      expect(await world.store.reserve(hold({ account: 'month', holdId: 'r1', nanoUsd: 100 }))).toBe(true)
      expect(await world.store.reserve(hold({ holdId: 'r2', periodStartMs: 86_400_000, nanoUsd: 100 }))).toBe(true)
      await world.store.settle('day', 'r1', 100)
      expect(await read(86_400_000)).toEqual({ spentNanoUsd: 0, heldNanoUsd: 100, holds: 1 })
    })
    it.each([-1, 0.5, Number.NaN, Infinity, 2 ** 60])('refuses %s nano-dollars', async (nanoUsd) => {
      await expect((async () => world.store.reserve(hold({ nanoUsd })))()).rejects.toThrow(RangeError)
      expect(await read()).toEqual({ spentNanoUsd: 0, heldNanoUsd: 0, holds: 0 })
    })

    it('lets 1,000 at once through a room for 100 without overshoot, and keeps no phantom, a hundred times', async () => {
      const random = seededRandom(name)
      for (let round = 0; round < 100; round++) {
        const account = `round ${round}`
        let admitted = 0
        let peak = 0
        let spent = 0
        const one = async (n: number): Promise<void> => {
          const mine = hold({ account, holdId: `r${n}`, nanoUsd: 10, limitNanoUsd: 1_000 })
          for (let turns = Math.floor(random() * 4); turns > 0; turns--) await Promise.resolve()
          if (!(await world.store.reserve(mine))) return
          admitted++
          if (n % 20 === 0) {
            const { spentNanoUsd, heldNanoUsd } = await world.store.read(account, 0, 1_000)
            peak = Math.max(peak, spentNanoUsd + heldNanoUsd)
          }
          for (let turns = Math.floor(random() * 8); turns > 0; turns--) await Promise.resolve()
          const real = Math.floor(random() * 11)
          spent += real
          await world.store.settle(account, mine.holdId, real)
        }
        await Promise.all(Array.from({ length: 1_000 }, (_, n) => one(n)))
        expect(admitted).toBeGreaterThanOrEqual(100)
        expect(peak).toBeLessThanOrEqual(1_000)
        expect(await world.store.read(account, 0, 1_000)).toEqual({ spentNanoUsd: spent, heldNanoUsd: 0, holds: 0 })
        expect(spent).toBeLessThanOrEqual(1_000)
      }
    }, 120_000)
  })
}
