import { seededRandom } from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { distinguish, type DistinctTrait } from './distinguish.ts'
import { createTraitTally } from './trait-tally.ts'
import type { Trait } from './traits-of.ts'

const trait = (condition: string): Trait => ({ condition, words: condition, isFromRecord: true })

/** @param rates trait -> how often requests inside have it, and the rest */
function compare(
  seed: string,
  counts: readonly [inside: number, rest: number],
  rates: Readonly<Record<string, readonly [inside: number, rest: number]>>,
): DistinctTrait | undefined {
  const random = seededRandom(seed)
  const [inside, all] = [createTraitTally(), createTraitTally()]
  counts.forEach((count, index) => {
    for (let n = 0; n < count; n++) {
      const traits = Object.entries(rates).flatMap(([name, both]) =>
        random() < (both[index] ?? 0) ? [trait(name)] : [],
      )
      all.add(traits, true)
      if (index === 0) inside.add(traits, true)
    }
  })
  return distinguish(inside, all)
}

describe('what sets some requests apart', () => {
  it('is what most of them have and few others, not what is rare and theirs alone', () => {
    const found = compare('planted', [500, 2_000], { tools: [0.93, 0.08], rare: [0.05, 0], common: [0.9, 0.85] })
    expect(found?.condition).toBe('tools')
    expect(found?.inside.value).toBeCloseTo(0.93, 1)
    expect(found?.outside.value).toBeCloseTo(0.08, 1)
    expect(found?.inside.denominator).toBe(500)
    expect(found?.outside.denominator).toBe(2_000)
  })

  it('is nothing where they differ by chance: 300 traits, in no more than 5 % of 200 times', () => {
    const rates = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`trait ${n}`, [n / 300, n / 300] as const]))
    const found = Array.from({ length: 200 }, (_, n) => compare(`chance ${n}`, [40, 80], rates))
    expect(found.filter((one) => one !== undefined).length).toBeLessThanOrEqual(10)
  })

  it.each([
    ['two requests, a thousand others', 2, 1_000, 1],
    ['twenty requests, a thousand others', 20, 1_000, 1],
    ['a hundred requests in five conversations', 100, 2_000, 20],
  ])('is not whose requests they happen to be, of two hundred callers: %s', (name, count, rest, turns) => {
    let found = 0
    for (let run = 0; run < 100; run++) {
      const random = seededRandom(`${name} ${run}`)
      const [inside, all] = [createTraitTally(), createTraitTally()]
      for (let n = 0; n < count + rest; n += turns) {
        const caller = `tenant: t${Math.floor(200 * random() ** 2)}`
        for (let turn = 0; turn < turns; turn++) {
          const tallies = n < count ? [inside, all] : [all]
          for (const tally of tallies) tally.add([{ ...trait(caller), isFromRecord: false }], true, `c${run} ${n}`)
        }
      }
      if (distinguish(inside, all) !== undefined) found++
    }
    expect(found).toBeLessThanOrEqual(5)
  })

  it('is nothing where there is no rest', () => {
    expect(compare('all', [500, 0], { tools: [1, 0] })).toBeUndefined()
    expect(compare('none', [0, 500], { tools: [0, 1] })).toBeUndefined()
  })

  it('callers that invent names crowd out other names, never what a policy can know', () => {
    const [inside, all] = [createTraitTally(), createTraitTally()]
    const named = (n: number): Trait => ({ condition: `tenant: t${n}`, words: '', isFromRecord: false })
    for (let n = 0; n < 5_000; n++) all.add([named(n)], true)
    for (let n = 5_000; n < 5_200; n++) {
      all.add([named(6_000), trait('tools')], true)
      inside.add([named(6_000), trait('tools')], true)
    }
    expect(distinguish(inside, all)?.condition).toBe('tools')
    expect(all.traits().length).toBeLessThanOrEqual(301)
  })
})
