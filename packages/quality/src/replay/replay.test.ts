import { cascade, checks, explore, judge, logprobs, rules, tier } from '@signalbox/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  actual,
  allEconomy,
  allFrontier,
  answer,
  byTarget,
  card,
  dayMs,
  features,
  gated,
  optionsOf,
  past,
  side,
} from '../../test/replay-world.ts'
import type { PastRequest } from './past-request.ts'
import { replay, type ReplayOptions } from './replay.ts'
import type { ReplayGroup, ReplayReport } from './replay-report.ts'

const run = async (rows: readonly PastRequest[], more: Partial<ReplayOptions> = {}): Promise<ReplayReport> =>
  await replay({ past: rows, to: allFrontier, ...more })
const total = async (rows: readonly PastRequest[], more: Partial<ReplayOptions> = {}): Promise<ReplayGroup> =>
  (await run(rows, more)).total

describe('cost', () => {
  test('where the target is the same, it is what was paid', async () => {
    const row = past('1', { actual: actual({ costNanoUsd: 7 }) })
    expect((await total([row], { to: allEconomy })).cost).toMatchObject({ requests: 1, aNanoUsd: 7, bNanoUsd: 7 })
  })
  test('elsewhere it is the price of the moment, by the model’s own count', async () => {
    const row = past('1', { answers: [answer(byTarget('a')), answer(byTarget('x'), { outputTokens: 50 })] })
    const { cost, b } = await total([row])
    expect(cost).toMatchObject({ aNanoUsd: 1_400_000, bNanoUsd: 12_000_000 })
    expect(b.tokens).toEqual({ counted: 1, ofAnotherModel: 0, estimated: 0 })
  })
  test('else by another model’s count, else by estimate', async () => {
    const { cost, b } = await total([past('1'), past('2', { answers: [] })])
    expect(b.tokens).toEqual({ counted: 0, ofAnotherModel: 1, estimated: 1 })
    // 1,000 in at $10 and 100 out at $40; then 1,000 in and the 200 that such answers commonly run to.
    expect(cost.bNanoUsd).toBe(14_000_000 + 18_000_000)
  })
  test('a rejected draft is paid for', async () => {
    const answers = [answer(byTarget('a'), { gate: { name: 'checks', accepted: false } }), answer(byTarget('x'))]
    const { cost, b } = await total([past('1', { answers })], { to: gated() })
    expect(cost.bNanoUsd).toBe(1_400_000 + 14_000_000)
    expect(b).toMatchObject({ escalation: { numerator: 1, denominator: 1 }, escalationByCause: { gate: 1 } })
  })
  test('what is not known is left out on both sides, and said', async () => {
    const options = optionsOf(tier('frontier'))
    const free = card('vx/x', undefined)
    const models = [...options.catalog.models.filter(({ id }) => id !== 'vx/x'), free]
    const catalog = { ...options.catalog, models, find: (id: string) => models.find((one) => one.id === id) }
    const rows = [past('1'), past('2', { actual: actual({ isCostLowerBound: true }) })]
    const group = await total(rows, { to: { name: 'unpriced', options: { ...options, catalog } } })
    expect(group.cost).toMatchObject({ requests: 0, leftOut: 2, aNanoUsd: 0, bNanoUsd: 0, relative: undefined })
    expect(group.a.costUnknown).toEqual({ 'no whole cost in the record': 1 })
    expect(group.b.costUnknown).toEqual({ 'no price of vx/x at that moment': 2 })
  })
  test('calls that a gate would make have no known cost', async () => {
    const rows = [past('1', { answers: [answer(byTarget('a'), { gate: { name: 'judge', accepted: true } })] })]
    expect((await total(rows, { to: gated(judge({ target: 'x', atLeast: 0.5 })) })).b.costUnknown).toEqual({
      'what the calls of gate judge would cost': 1,
    })
  })
  test('prices are those of the request’s own moment', async () => {
    const options = optionsOf(tier('frontier'))
    const periods = [10, 30].map((price, index) => ({
      from: ['2020-01-01T00:00:00Z', '2026-07-02T00:00:00Z'][index],
      tiers: [{ aboveInputTokens: 0, inputPerMillionUsd: price, outputPerMillionUsd: 0 }],
    }))
    const targets = options.targets.map((target) =>
      target.id === 'x' ? { ...target, prices: { provider: 'vx', periods } } : target,
    )
    const rows = [past('1'), past('2', { atMs: dayMs + 86_400_000 })]
    const { cost } = await total(rows, { to: { name: 'dearer', options: { ...options, targets } } })
    expect(cost.bNanoUsd).toBe(10_000_000 + 30_000_000)
  })
})

describe('a gate that nobody can answer', () => {
  test('bounds escalation, cost and route from both sides', async () => {
    const report = await run([past('1')], { to: gated(logprobs({ atLeast: 0.9 })) })
    const { b, cost } = report.total
    expect(b).toMatchObject({
      gateUnknown: 1,
      escalation: { numerator: 0, denominator: 1 },
      escalationAtMost: { numerator: 1, denominator: 1 },
    })
    expect(cost).toMatchObject({ bNanoUsd: 1_400_000, bNanoUsdAtMost: 15_400_000 })
    expect(report.routes).toMatchObject([{ from: 'a', to: 'a or x', requests: 1, examples: ['1'] }])
    expect(report.assumptions.join(' ')).toContain('1 requests hang on a gate that the record cannot answer')
  })
  test('a verdict of a gate that A is known to have set otherwise is none', async () => {
    const answers = [answer(byTarget('a'), { gate: { name: 'checks', accepted: true } })]
    const group = await total([past('1', { answers })], { from: gated(checks({ cut: false })), to: gated() })
    expect([group.a.gateUnknown, group.b.gateUnknown]).toEqual([0, 1])
  })
})

describe('bounds bound', () => {
  test('where what happened cost more than what might follow it', async () => {
    const dear = past('1', { actual: actual({ action: 'a ?logprobs', costNanoUsd: 1e9 }) })
    const { b, cost } = await total([dear], { to: gated(logprobs({ atLeast: 0.9 })) })
    expect(b.spend).toMatchObject({ nanoUsd: 15_400_000, nanoUsdAtMost: 1e9 })
    expect(cost).toMatchObject({ bNanoUsd: 15_400_000, bNanoUsdAtMost: 1e9 })
  })
  test('whatever a gate answers, draft by draft', async () => {
    const answers = ['a', 'b', 'x', 'y'].map((target) => answer(byTarget(target)))
    const rows = Array.from({ length: 6 }, (_, index) => past(`${index}`, { answers }))
    const { b } = await total(rows, { to: gated(logprobs({ atLeast: 0.9 })) })
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (accepted) => {
        const escalated = accepted.filter((one) => !one).length
        const spent = 6 * 1_400_000 + escalated * 14_000_000
        expect(escalated).toBeGreaterThanOrEqual(b.escalation.numerator)
        expect(escalated).toBeLessThanOrEqual(b.escalationAtMost.numerator)
        expect(spent).toBeGreaterThanOrEqual(b.spend.nanoUsd)
        expect(spent).toBeLessThanOrEqual(b.spend.nanoUsdAtMost)
      }),
    )
  })
  test('where the draft of a higher tier may serve, or nobody', async () => {
    const up = side('up', cascade({ tiers: ['frontier', 'economy'], gate: logprobs({ atLeast: 0.9 }) }), {
      execution: { onExhausted: 'fail' },
    })
    const row = past('1', { actual: actual({ servedTarget: 'x', failedTargets: ['a', 'b', 'y'] }) })
    const { b } = await total([row, past('2', { actual: actual({ failedTargets: [] }) })], { to: up })
    expect(b.escalationAtMost.value ?? 0).toBeGreaterThanOrEqual(b.escalation.value ?? 0)
  })
})

describe('what failed then fails again', () => {
  test('the next step stands in', async () => {
    const more = {
      servedTarget: 'y',
      servedModel: 'vy/y',
      servedTier: 'frontier',
      escalated: true,
      failedTargets: ['x'],
    }
    const report = await run([past('1', { actual: actual(more) })], { from: allFrontier, to: allEconomy })
    expect(report.routes).toMatchObject([{ from: 'y', to: 'a' }])
    expect(report.total.a.failedUncounted).toBe(1)
  })
  test('but not what served in the end', async () => {
    const row = past('1', { actual: actual({ failedTargets: ['a'] }) })
    expect((await run([row], { to: allEconomy })).routes).toEqual([])
  })
  test('with everything down nobody serves', async () => {
    const row = past('1', {
      actual: actual({ servedTarget: undefined, kind: 'failed', failedTargets: ['a', 'b', 'x', 'y'] }),
    })
    expect((await total([row])).b).toMatchObject({ decided: 1, served: 0 })
  })
})

describe('routes', () => {
  test('constraints that targets break are counted by code, and what has no route is named', async () => {
    const request = { id: '1', messages: [], features: features({ modalities: ['text', 'image'] }) }
    const report = await run([
      past('1', { request }),
      past('2'),
      past('3', { request: { ...request, model: 'vz/none' } }),
    ])
    expect(report.total.b).toMatchObject({
      decided: 1,
      noRoute: { requests: 2, unknownModel: 1, examples: ['1', '3'] },
      rejections: { modality: 4 },
    })
    expect(report.lost).toEqual([])
    expect((await run([past('1', { request })])).lost).toEqual(['qa'])
  })
  test('a conversation is where this side left it, not where it was', async () => {
    const seen: (string | undefined)[] = []
    const spying = side('spy', {
      name: 'spy',
      choose: (input) => {
        seen.push(input.snapshot.session?.target)
        return tier('frontier').choose(input)
      },
      describe: () => 'spy',
    })
    const request = { messages: [], features: features(), session: 's' }
    await run([past('1', { request }), past('2', { request })], { to: spying })
    expect(seen).toEqual([undefined, 'x'])
  })
  test('a request without a moment needs one', async () => {
    const row = past('1', { atMs: undefined })
    await expect(run([row])).rejects.toThrow('Request "1" does not say when it was made')
    expect((await run([row], { atMs: dayMs })).assumptions[0]).toBe(
      '1 requests do not say when they were made: prices and availability are those of 2026-07-01T00:00:00.000Z.',
    )
  })
  test('the same draws as at the time: a policy beside its own record changes nothing', async () => {
    const drawing = side('drawing', explore(rules([], { otherwise: 'economy' }), { share: 0.5 }))
    const rows = Array.from({ length: 50 }, (_, index) => past(`r${index}`))
    const report = await run(rows, { from: drawing, to: drawing })
    expect(report.total.changed).toMatchObject({ numerator: 0, denominator: 50 })
    expect(report.total.b.escalation.numerator).toBeGreaterThan(5)
  })
})

describe('latency', () => {
  test('of another target it is what that took elsewhere; of one never seen it is unknown', async () => {
    const answers = [answer(byTarget('x'), { durationMs: 4_000 })]
    const seen = past('1', {
      actual: actual({ action: 'x', servedTarget: 'x', servedModel: 'vx/x', durationMs: 4_000 }),
      answers,
    })
    const { a, b } = await total([seen, past('2'), past('3')])
    expect(a.latencyMs).toMatchObject({ p50: 1_003, p95: 4_013, unknown: 0 })
    expect(b.latencyMs).toMatchObject({ p50: 4_013, requests: 3, unknown: 0 })
    expect((await total([past('1'), past('2')])).b.latencyMs).toEqual({
      p50: undefined,
      p95: undefined,
      p95AtMost: undefined,
      requests: 0,
      unknown: 2,
    })
  })
  test('of a rejected draft and what follows it is both', async () => {
    const answers = [
      answer(byTarget('a'), { durationMs: 1_000, gate: { name: 'checks', accepted: false } }),
      answer(byTarget('x'), { durationMs: 2_000 }),
    ]
    const { p50 = 0 } = (await total([past('1', { answers })], { to: gated() })).b.latencyMs
    expect(Math.abs(p50 - 3_000)).toBeLessThan(31)
  })
})
