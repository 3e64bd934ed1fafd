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
      let requests = 0
      for (let index = 0; index < conversations; index++) {
        // Turns of one conversation resemble each other: B saves on all of them, or on none.
        const isCheap = random() < 0.7
        const turns = 1 + Math.floor(random() * 5)
        for (let turn = 0; turn < turns; turn++) {
          const a = Math.round(1_000 * (0.5 + random()))
          costs.add(`${run} ${index}`, a, isCheap ? Math.round(a / 10) : a)
          requests++
        }
      }
      const found = costs.toDifference()
      const truth = -630 * requests
      if (found.difference.low! <= truth && truth <= found.difference.high!) difference++
      if (found.relative!.low! <= -0.63 && -0.63 <= found.relative!.high!) relative++
    }
    expect(difference / runs).toBeGreaterThanOrEqual(0.92)
    expect(relative / runs).toBeGreaterThanOrEqual(0.92)
  })
})
