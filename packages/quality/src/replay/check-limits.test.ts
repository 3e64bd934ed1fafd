import { createCatalog, logprobs, rules } from '@signalbox/core'
import { describe, expect, test } from 'vitest'
import {
  actual,
  allEconomy,
  allFrontier,
  answer,
  byTarget,
  card,
  features,
  gated,
  past,
  side,
} from '../../test/replay-world.ts'
import { areHeld, checkLimits } from './check-limits.ts'
import type { PastRequest } from './past-request.ts'
import type { ReplayLimits } from './replay-limits.ts'
import { replay } from './replay.ts'
import type { Side } from './side.ts'
import { withoutSuppliers, type Gone } from './without-suppliers.ts'

const labelled: Partial<PastRequest> = {
  answers: [answer(byTarget('a'), { labels: [{ source: 'human', versusN: undefined, score: 1 }] })],
}
const rows = (more: Partial<PastRequest> = {}, count = 100): readonly PastRequest[] =>
  Array.from({ length: count }, (_, index) => past(`r${index}`, more))
const unsure = gated(logprobs({ atLeast: 0.9 }))

describe('limits', () => {
  test.each<[string, Side, Partial<PastRequest>, ReplayLimits, boolean | 'unknown']>([
    ['escalation below', allEconomy, {}, { maxEscalation: 0.2 }, true],
    ['escalation above', allFrontier, {}, { maxEscalation: 0.2 }, false],
    ['escalation that hangs on a gate', unsure, {}, { maxEscalation: 0.2 }, 'unknown'],
    ['a limit that either way keeps', unsure, {}, { maxEscalation: 1 }, true],
    ['the same cost', allEconomy, {}, { maxCostChange: 0.05 }, true],
    ['ten times the cost', allFrontier, {}, { maxCostChange: 0.05 }, false],
    ['cost that hangs on a gate', unsure, {}, { maxCostChange: 0.05 }, 'unknown'],
    ['cost of requests nobody served', allEconomy, { actual: undefined }, { maxCostChange: 0.05 }, 'unknown'],
    ['dollars enough', allEconomy, {}, { maxCostUsd: 0.15 }, true],
    ['dollars too many', allFrontier, {}, { maxCostUsd: 0.15 }, false],
    ['quality shown', allEconomy, labelled, { minQuality: 0.9 }, true],
    ['quality not shown', allEconomy, labelled, { minQuality: 0.99 }, 'unknown'],
    ['quality of which nothing is known', allFrontier, labelled, { minQuality: 0.1 }, 'unknown'],
    ['fast enough', allEconomy, {}, { maxP95Ms: 1_100 }, true],
    ['too slow', allEconomy, {}, { maxP95Ms: 900 }, false],
    ['never seen', allFrontier, {}, { maxP95Ms: 900 }, 'unknown'],
    ['all have a route', allEconomy, {}, { maxNoRoute: 0 }, true],
  ])('%s', async (_, to, more, limits, expected) => {
    const [routes, check] = checkLimits(await replay({ past: rows(more), to }), limits)
    expect(routes?.holds).toBe(true)
    expect(check?.holds).toBe(expected)
    expect(check?.sentence).toMatch(/\.$/)
  })
  test('what B fails to serve makes it no cheaper', async () => {
    const down = past('down', { actual: actual({ failedTargets: ['x', 'y', 'b'] }) })
    const gone = withoutSuppliers(allFrontier, [{ what: 'target', value: 'a' }])
    const report = await replay({ past: [...rows({}, 4), down], to: gone })
    expect(report.total.b).toMatchObject({ served: 4, spend: { requests: 5 } })
    expect(report.total.cost).toMatchObject({ requests: 4, notServed: 1, leftOut: 0, aNanoUsd: 4 * 1_400_000 })
    expect(report.assumptions.join(' ')).toContain('requests that A or B does not serve: 1.')
    expect(checkLimits(report, { maxCostChange: 100 })[1]).toMatchObject({ holds: 'unknown' })
  })
  test('an unknown cost is not made up for by a request that failed at none', async () => {
    const down = past('down', {
      actual: actual({ failedTargets: ['x', 'y', 'a', 'b'], servedTarget: 'z', action: 'z' }),
    })
    const models = [card('va/a', 1), card('vb/b', 2), card('vx/x', undefined), card('vy/y', 20)]
    const to = side('unpriced', rules([], { otherwise: 'frontier' }), {
      catalog: createCatalog({ version: '1', models }),
    })
    const report = await replay({ past: [past('1'), down], to })
    expect(report.total.b).toMatchObject({ served: 1, spend: { requests: 1, nanoUsd: 0 } })
    expect(checkLimits(report, { maxCostUsd: 1 })[1]).toMatchObject({ holds: 'unknown' })
  })
  test('what is not known does not hold, unless one says so', async () => {
    const checks = checkLimits(await replay({ past: rows(), to: unsure }), { maxEscalation: 0.2 })
    expect([areHeld(checks), areHeld(checks, { unknownHolds: true })]).toEqual([false, true])
    expect(checks[1]).toEqual({
      limit: 'maxEscalation 0.2',
      found: 1,
      holds: 'unknown',
      sentence: '0 % to 100 %, as unknown gates answer, of 100 requests escalate; at most 20 % may.',
    })
  })
})

describe('without suppliers', () => {
  const everyTarget: readonly Gone[] = ['a', 'b', 'x', 'y'].map((value) => ({ what: 'target', value }))
  test.each<[string, readonly Gone[], string | undefined]>([
    ['nobody gone', [], 'a'],
    ['a vendor', [{ what: 'vendor', value: 'va' }], 'b'],
    ['a model', [{ what: 'model', value: 'va/a' }], 'b'],
    [
      'two of them, a whole tier',
      [
        { what: 'vendor', value: 'va' },
        { what: 'target', value: 'b' },
      ],
      'x',
    ],
    ['a licence all have', [{ what: 'licence', value: 'proprietary' }], undefined],
    ['a jurisdiction all are under', [{ what: 'jurisdiction', value: 'US' }], undefined],
  ])('%s', async (_, gone, expected) => {
    const report = await replay({ past: rows({}, 1), to: withoutSuppliers(allEconomy, gone) })
    expect(report.total.b.decided).toBe(expected === undefined ? 0 : 1)
    expect(report.routes[0]?.to).toBe(expected === undefined ? '(none)' : expected === 'a' ? undefined : expected)
  })
  test('a request’s own limits stay', async () => {
    const request = { messages: [], features: features(), constraints: { targets: { deny: ['b', 'x'] } } }
    const report = await replay({
      past: rows({ request }, 1),
      to: withoutSuppliers(allEconomy, [{ what: 'target', value: 'a' }]),
    })
    expect(report.routes[0]?.to).toBe('y')
  })
  test('a task type without any route is lost, whatever the limits', async () => {
    const report = await replay({ past: rows({}, 3), to: withoutSuppliers(allEconomy, everyTarget) })
    expect(report.lost).toEqual(['qa'])
    const [routes] = checkLimits(report)
    expect(routes).toMatchObject({ limit: 'routes', holds: false, sentence: 'No route is left for `qa`.' })
    expect(report.b.name).toBe('all economy without target a, target b, target x, target y')
  })
})
