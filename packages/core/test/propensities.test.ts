import {
  cascade,
  checks,
  explore,
  fallbacks,
  fastest,
  firstOf,
  rules,
  seededRandom,
  tier,
  weighted,
  type Constraints,
  type RouteRequest,
  type Snapshot,
  type Strategy,
} from '@signalbox/core'
import { describe, expect, it } from 'vitest'
import { ask, createWorld } from './fixture.ts'

const requests = 20_000
const weights = { weights: { economy: 3, frontier: 1 } }
const short = (use: string | Strategy): Strategy => rules([{ name: 'short', when: {}, use }], { otherwise: 'frontier' })
const onlyTools: Strategy = { name: 'of tools alone', choose: () => undefined, describe: () => 'of tools alone' }
const onlyOfEconomy: Constraints = { targets: { allow: ['a', 'b'] } }
const withoutEconomy: Constraints = { targets: { deny: ['a', 'b'] } }

/** How plans of a policy begin, by how each is said to be drawn: `x exploration`, with its share of requests and its probability. */
function tally(
  strategy: Strategy,
  more: Partial<RouteRequest> = {},
  health: Snapshot['health'] = {},
): Map<string, { count: number; propensities: Set<number | undefined> }> {
  const { router, clock } = createWorld({}, { strategy })
  const seen = new Map<string, { count: number; propensities: Set<number | undefined> }>()
  for (let index = 0; index < requests; index++) {
    const { steps, propensity } = router.decideAt(ask({ id: `r${index}`, ...more }), { nowMs: clock.nowMs(), health })
    const first = steps[0]?.target ?? 'nobody'
    const one = seen.get(first) ?? { count: 0, propensities: new Set() }
    seen.set(first, one)
    one.count++
    one.propensities.add(propensity)
  }
  return seen
}

const seenOf = (...targets: readonly string[]): Snapshot['health'] =>
  Object.fromEntries(targets.map((id, index) => [id, { isOpen: false, samples: 9, firstContentMs: 100 + index }]))

describe('each way a plan can begin is as frequent as it says, and all of them are one', () => {
  it.each<[string, Strategy, Partial<RouteRequest>?, Snapshot['health']?]>([
    ['a rule that explores', short(explore(tier('economy'), { share: 0.3 }))],
    ['exploring around rules', explore(short('economy'), { share: 0.3 })],
    ['around a cascade', explore(cascade({ tiers: ['economy', 'frontier'], gate: checks() }), { share: 0.4 })],
    ['around one target of a tier', explore(short('b'), { share: 0.4 })],
    ['around a chain', explore(fallbacks({ first: 'b', next: ['frontier'] }), { share: 0.4 })],
    ['at the head of a chain', fallbacks({ first: explore(tier('economy'), { share: 0.2 }), next: ['y'] })],
    ['the first of two', firstOf(explore(onlyTools, { share: 1 }), explore(tier('economy'), { share: 0.5 }))],
    ['among tiers of which some are none', explore(tier('economy'), { share: 0.5, among: ['economy', 'frontier'] })],
    ['to another tier alone', explore(tier('economy'), { share: 0.2, among: ['frontier'] })],
    ['all of it', explore(tier('frontier'), { share: 1 })],
    ['none of it, around weights', explore(weighted(weights), { share: 0 })],
    [
      'one tier is all there is',
      explore(weighted({ weights: { a: 1, b: 3 } }), { share: 0.4 }),
      { constraints: onlyOfEconomy },
    ],
    ['a tier is emptied', explore(tier('economy'), { share: 0.4 }), { constraints: withoutEconomy }],
    ['weights within a tier', weighted({ weights: { a: 1, b: 2, x: 1 } })],
    ['weights of which some may not serve', weighted(weights), { constraints: onlyOfEconomy }],
    ['what has not been observed is asked now and then', fastest(), {}, seenOf('x', 'y', 'b')],
    ['all have been observed', fastest(), {}, seenOf('x', 'y', 'b', 'a')],
    ['none has been observed', fastest()],
    ['a caller who names a tier', explore(tier('economy'), { share: 1 }), { model: 'tier:economy' }],
    ['a caller who names a model', explore(tier('economy'), { share: 1 }), { model: 'x' }],
    ['a caller who names a task', explore(tier('economy'), { share: 0.5 }), { model: 'task:code' }],
  ])('%s', (_, strategy, more, health) => {
    const seen = tally(strategy, more, health)
    let sum = 0
    for (const { count, propensities } of seen.values()) {
      expect([...propensities]).toHaveLength(1)
      const [p = Number.NaN] = propensities
      // Five standard deviations.
      expect(Math.abs(count / requests - p)).toBeLessThanOrEqual(5 * Math.sqrt((p * (1 - p)) / requests))
      sum += p
    }
    expect(sum).toBeCloseTo(1, 10)
  })
})

it('a tier that is named alone is drawn as often as was said', () => {
  const seen = tally(explore(tier('economy'), { share: 0.2, among: ['frontier'] }))
  expect([...(seen.get('x')?.propensities ?? [])]).toEqual([0.2])
})

it('around weights, a probability is that of the draw around: what the weights drew is given', () => {
  const { router, clock } = createWorld({}, { strategy: explore(weighted(weights), { share: 0.2 }) })
  const sums = { economy: 0, frontier: 0 }
  for (let index = 0; index < requests; index++) {
    const { steps, propensity } = router.decideAt(ask({ id: `r${index}` }), { nowMs: clock.nowMs(), health: {} })
    expect([0.1, 0.9]).toContain(Number(propensity?.toFixed(10)))
    sums[steps[0]?.tier as keyof typeof sums] += 1 / (propensity ?? Number.NaN)
  }
  // Weighed by it, each tier stands for all requests.
  for (const sum of Object.values(sums)) expect(Math.abs(sum / requests - 1)).toBeLessThan(0.05)
})

it('draws follow neither the order nor the likeness of ids', () => {
  const drawn = (id: string): number => seededRandom(id)()
  for (const toId of [
    (n: number) => `r${n}`,
    (n: number) => `${1_800_000_000_000 + n}`,
    (n: number) => 'x'.repeat(n % 97) + n,
  ]) {
    const list = Array.from({ length: requests }, (_, index) => drawn(toId(index)))
    const mean = list.reduce((sum, one) => sum + one, 0) / requests
    const together = list.reduce((sum, one, index) => sum + (one - 0.5) * ((list[index + 1] ?? 0.5) - 0.5), 0)
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.015)
    expect(Math.abs(together / requests / (1 / 12))).toBeLessThan(0.04)
  }
})
