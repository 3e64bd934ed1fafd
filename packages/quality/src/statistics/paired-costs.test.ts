import { seededRandom } from '@signalbox/core'
import { describe, expect, test } from 'vitest'
import { PairedCosts } from './paired-costs.ts'

describe('costs of the same requests', () => {
  test('nothing differs: no spread', () => {
    const costs = new PairedCosts()
    for (let index = 0; index < 50; index++) costs.add(`c${index}`, 100 * index, 100 * index)
    const none = { value: 0, low: 0, high: 0 }
    expect(costs.toDifference()).toMatchObject({ requests: 50, difference: none, relative: none })
  })
  test('one conversation says nothing of the spread, and no cost has no share', () => {
    const costs = new PairedCosts()
    costs.add('c', 0, 5)
    costs.add('c', 0, 7)
    expect(costs.toDifference()).toEqual({
      requests: 2,
      a: 0,
      b: 12,
      difference: { value: 12, low: undefined, high: undefined },
      relative: undefined,
    })
  })
  test.each([
    ['three requests', [1_000, 1_000, 1_000]],
    ['one conversation outweighs fifty', [1e9, ...Array.from({ length: 50 }, () => 1_000)]],
  ])('too few to say how far the change may be off: %s', (_, amounts) => {
    const costs = new PairedCosts()
    for (const [index, amount] of amounts.entries()) costs.add(`c${index}`, amount, index === 0 ? 0 : amount / 10)
    const { difference, relative } = costs.toDifference()
    const unknown = { low: undefined, high: undefined }
    expect([difference, relative]).toMatchObject([unknown, unknown])
  })
  test('no cost falls by more than all of it', () => {
    const costs = new PairedCosts()
    for (let index = 0; index < 12; index++) costs.add(`c${index}`, 1_000, index === 0 ? 900 : 1)
    const { relative } = costs.toDifference()
    expect(relative!.low).toBeGreaterThan(-1)
    expect(relative!.low).toBeLessThan(relative!.value)
    const free = new PairedCosts()
    for (let index = 0; index < 12; index++) free.add(`c${index}`, 1_000, 0)
    expect(free.toDifference().relative).toEqual({ value: -1, low: -1, high: -1 })
  })
  test('two parts put together are the whole', () => {
    const [whole, one, other] = [new PairedCosts(), new PairedCosts(), new PairedCosts()]
    for (let index = 0; index < 200; index++) {
      whole.add(`c${index}`, index, 2 * index + (index % 7))
      ;(index % 2 === 0 ? one : other).add(`c${index}`, index, 2 * index + (index % 7))
    }
    one.absorb(other)
    expect(one.toDifference()).toEqual(whole.toDifference())
  })
  test.each([
    ['few conversations', 40],
    ['more conversations than groups', 3_000],
  ])('intervals have the truth nineteen times of twenty: %s', (_, conversations) => {
    const runs = 300
    let [difference, relative] = [0, 0]
    for (let run = 0; run < runs; run++) {
      const random = seededRandom(`${conversations} ${run}`)
      const costs = new PairedCosts()
      for (let index = 0; index < conversations; index++) {
        // Turns of one conversation resemble each other: B saves on all of them, or on none.
        const isCheap = random() < 0.7
        const turns = 1 + Math.floor(random() * 5)
        for (let turn = 0; turn < turns; turn++) {
          const a = Math.round(1_000 * (0.5 + random()))
          costs.add(`${run} ${index}`, a, isCheap ? Math.round(a / 10) : a)
        }
      }
      const found = costs.toDifference()
      const truth = -0.63 * found.a
      if (found.difference.low! <= truth && truth <= found.difference.high!) difference++
      if (found.relative!.low! <= -0.63 && -0.63 <= found.relative!.high!) relative++
    }
    expect(difference / runs).toBeGreaterThanOrEqual(0.92)
    expect(relative / runs).toBeGreaterThanOrEqual(0.92)
  })
  test('intervals have the truth where a few conversations are dear, fifty times the median and more', () => {
    const runs = 400
    let [known, covered] = [0, 0]
    for (let run = 0; run < runs; run++) {
      const random = seededRandom(`dear ${run}`)
      const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
      const costs = new PairedCosts()
      for (let index = 0; index < 100; index++) {
        const level = 1_000_000 * Math.exp(1.5 * normal())
        for (let turn = random(); turn < 0.75; turn = random()) {
          const a = Math.round(level * Math.exp(0.5 * normal()))
          costs.add(`${run} ${index}`, a, Math.round(a * (random() < 0.2 ? 1.15 : 0.12)))
        }
      }
      const { relative } = costs.toDifference()
      if (relative?.low === undefined || relative.high === undefined) continue
      known++
      if (relative.low <= 0.326 - 1 && 0.326 - 1 <= relative.high) covered++
    }
    expect(known).toBeGreaterThan(runs / 2)
    expect(covered / known).toBeGreaterThanOrEqual(0.92)
  })
})
