import { cascade, checks, RouteError, type OutcomeRow } from '@signalbox/core'
import {
  fails,
  ok,
  rateLimited,
  scriptedDialect,
  silent,
  streams,
  type Script,
  type ScriptedPart,
} from '@signalbox/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, createWorld } from './fixture.ts'

const text = (value: string): ScriptedPart => ({ type: 'text', text: value })
const usage = { inputTokens: 40, outputTokens: 8 }
const finish: ScriptedPart = { type: 'finish', finish: { reason: 'stop' }, usage }

/** Every way a target may behave, by name so that a counterexample reads well. */
const behaviours: Readonly<Record<string, (target: string) => Script>> = {
  ok: (target) => ok(`answer of ${target}`, usage),
  slow: (target) => streams({ type: 'wait', ms: 3_000 }, text(`answer of ${target}`), finish),
  pieces: (target) =>
    streams({ type: 'meta' }, text('answer '), { type: 'wait', ms: 500 }, text(`of ${target}`), finish),
  empty: () => ok('', usage),
  'no-marker': () => streams({ type: 'meta' }),
  cut: (target) => streams(text(`half of ${target}`)),
  'cut-by-throw': (target) => streams(text(`half of ${target}`), { type: 'throw', error: { status: 500 } }),
  'in-band': () => streams({ type: 'meta' }, { type: 'error', error: { status: 503 } }),
  'error-finish': () => streams({ type: 'finish', finish: { reason: 'error' } }),
  silent: () => silent,
  hang: (target) => streams(text(`start of ${target}`), { type: 'hang' }),
  401: () => fails(401),
  404: () => fails(404),
  400: () => fails(400),
  500: () => fails(500),
  503: () => fails(503),
  429: () => rateLimited(2_000),
  '429-long': () => rateLimited(3_600_000),
  '429-hostile': () => rateLimited(-5),
}
const names = Object.keys(behaviours)
const targets = ['a', 'b', 'x', 'y'] as const

interface Scenario {
  readonly by: Readonly<Record<(typeof targets)[number], readonly string[]>>
  readonly isCascade: boolean
  readonly commit: 'first-content' | 'buffer'
  readonly last: 'held' | 'open'
  readonly maxAttempts: number
  readonly abortAfterMs: number | undefined
  readonly maxCostUsd: number | undefined
}

const scripts = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 })
const scenario: fc.Arbitrary<Scenario> = fc.record({
  by: fc.record({ a: scripts, b: scripts, x: scripts, y: scripts }),
  isCascade: fc.boolean(),
  commit: fc.constantFrom('first-content', 'buffer'),
  last: fc.constantFrom('held', 'open'),
  maxAttempts: fc.integer({ min: 1, max: 6 }),
  abortAfterMs: fc.option(fc.integer({ min: 0, max: 40_000 }), { nil: undefined, freq: 4 }),
  maxCostUsd: fc.option(fc.constantFrom(0.001, 0.05, 1), { nil: undefined, freq: 3 }),
})

const deadlineMs = 30_000
const gapTimeoutMs = 5_000

async function play(one: Scenario) {
  const world = createWorld(
    Object.fromEntries(
      targets.map((target) => [target, one.by[target].map((name) => behaviours[name]?.(target) ?? silent)]),
    ),
    {
      execution: {
        deadlineMs,
        gapTimeoutMs,
        firstTokenTimeoutMs: 8_000,
        maxAttempts: one.maxAttempts,
        commit: one.commit,
      },
      constraints: { maxCostUsd: one.maxCostUsd },
      ...(one.isCascade && { strategy: cascade({ tiers: ['economy', 'frontier'], gate: checks() }) }),
    },
  )
  const caller = new AbortController()
  const reason = new Error('the caller left')
  if (one.abortAfterMs !== undefined) world.clock.setTimer(() => caller.abort(reason), one.abortAfterMs)
  const startMs = world.clock.monotonicMs()
  let shown = ''
  let sawFinish = false
  let sawError = false
  let error: unknown
  let committedMs: number | undefined
  const work = (async () => {
    const run = await world.router.open(ask(), world.models.call, {
      dialect: scriptedDialect,
      signal: caller.signal,
      last: one.last,
    })
    committedMs = world.clock.monotonicMs() - startMs
    for await (const part of run) {
      if (part.type === 'text') shown += part.text
      if (part.type === 'finish') sawFinish = true
      if (part.type === 'error') sawError = true
    }
    await run.outcome
  })().catch((thrown: unknown) => void (error = thrown))
  await world.clock.runUntil(work)
  await world.clock.advance(0)
  return {
    world,
    shown,
    sawFinish,
    sawError,
    error,
    reason,
    committedMs,
    elapsedMs: world.clock.monotonicMs() - startMs,
    caller,
  }
}

const check = (law: (one: Scenario, played: Awaited<ReturnType<typeof play>>) => void, numRuns = 250) =>
  fc.assert(
    fc.asyncProperty(scenario, async (one) => law(one, await play(one))),
    { numRuns },
  )

const rowOf = (played: { world: { ledger: { outcomes: readonly OutcomeRow[] } } }): OutcomeRow => {
  expect(played.world.ledger.outcomes).toHaveLength(1)
  return played.world.ledger.outcomes[0] as OutcomeRow
}

describe('whatever the targets do', () => {
  it('1: one outcome per request, one settled row per attempt, its intent before', () =>
    check((_, played) => {
      rowOf(played)
      const { intents, settlements } = played.world.ledger
      expect(settlements.map(({ n }) => n).toSorted()).toEqual(intents.map(({ n }) => n).toSorted())
      expect(played.world.models.calls.length).toBe(intents.length)
    }))

  it('2: no attempt on a target that breaks a constraint', () =>
    fc.assert(
      fc.asyncProperty(scenario, fc.constantFrom(...targets), async (one, denied) => {
        const world = createWorld(
          Object.fromEntries(
            targets.map((target) => [target, one.by[target].map((name) => behaviours[name]?.(target) ?? silent)]),
          ),
          { constraints: { targets: { deny: [denied] } }, execution: { maxAttempts: one.maxAttempts } },
        )
        const work = world.router.run(ask(), world.models.call, { dialect: scriptedDialect }).catch(() => undefined)
        await world.clock.runUntil(work)
        expect(world.models.calls.map(({ target }) => target)).not.toContain(denied)
      }),
      { numRuns: 100 },
    ))

  it('3: content of at most one attempt is shown', () =>
    check((_, { shown }) => {
      expect(targets.filter((target) => shown.includes(` of ${target}`)).length).toBeLessThanOrEqual(1)
      expect(shown.match(/answer|half|start/g)?.length ?? 0).toBeLessThanOrEqual(1)
    }))

  it('4: served means the provider said it was done', () =>
    check((_, played) => {
      const row = rowOf(played)
      if (row.kind === 'served') expect(played.sawFinish).toBe(true)
      // After the commit point a provider's own in-band error is passed on as the part it is.
      if (played.error === undefined && !played.sawError) expect(row.kind).toBe('served')
    }))

  it('5: attempts, time to commit and spend stay within their limits', () =>
    check((one, played) => {
      const row = rowOf(played)
      expect(row.attempts).toBeLessThanOrEqual(one.maxAttempts)
      const limitMs = one.commit === 'buffer' ? deadlineMs : (played.committedMs ?? deadlineMs)
      expect(played.committedMs ?? 0).toBeLessThanOrEqual(deadlineMs)
      if (one.commit === 'buffer') expect(played.elapsedMs).toBeLessThanOrEqual(limitMs + gapTimeoutMs)
      if (one.maxCostUsd !== undefined) expect(row.costNanoUsd).toBeLessThanOrEqual(one.maxCostUsd * 1e9)
    }))

  it("6: a client's own fault opens no breaker", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 5, max: 15 }), async (requests) => {
        const world = createWorld({ a: [fails(400)], b: [fails(413)], x: [fails(400)], y: [fails(400)] })
        for (let index = 0; index < requests; index++)
          await world.clock.runUntil(
            world.router.run(ask(), world.models.call, { dialect: scriptedDialect }).catch(() => undefined),
          )
        expect(world.events.filter(({ type }) => type === 'breaker-open')).toEqual([])
      }),
      { numRuns: 5 },
    ))

  it('7: with a healthy target left and room to try it, the request succeeds', () =>
    check((one, played) => {
      const isOwnFault = targets.some((target) => one.by[target].includes('400'))
      const isLate = targets.some((target) =>
        ['silent', 'hang', 'slow', '429'].some((name) => one.by[target].includes(name)),
      )
      const isCut = targets.some((target) =>
        one.by[target].some((name) => ['cut', 'cut-by-throw', 'hang'].includes(name)),
      )
      if (
        isOwnFault ||
        isLate ||
        isCut ||
        one.abortAfterMs !== undefined ||
        one.maxCostUsd !== undefined ||
        one.last === 'open'
      )
        return
      // Every target is asked at most twice, so a target whose scripts are all healthy is reached within eight attempts.
      const isHealthy = (target: (typeof targets)[number]): boolean =>
        one.by[target].every((name) => name === 'ok' || name === 'pieces')
      const first = targets.findIndex(isHealthy)
      if (first < 0 || first * 2 + 1 > one.maxAttempts) return
      expect(rowOf(played).kind).toBe('served')
    }, 600))

  it('8: the same world twice ends the same', () =>
    check(async (one, played) => {
      const again = await play(one)
      const strip = ({ requestId: _, ...row }: OutcomeRow): unknown => row
      expect(strip(rowOf(again))).toEqual(strip(rowOf(played)))
    }, 60))

  it('9: the cost of a request is the sum of its attempts, in whole nano-dollars', () =>
    check((_, played) => {
      const row = rowOf(played)
      const sum = played.world.ledger.settlements.reduce((total, { costNanoUsd }) => total + (costNanoUsd ?? 0), 0)
      expect(row.costNanoUsd).toBe(sum)
      expect(Number.isInteger(row.costNanoUsd)).toBe(true)
      const parts = row.draftCostNanoUsd + row.failedCostNanoUsd + row.checkCostNanoUsd
      expect(parts).toBeLessThanOrEqual(row.costNanoUsd)
    }))

  it("the caller's abort throws the caller's reason and nothing else", () =>
    check((_, played) => {
      if (played.error === undefined) return
      if (rowOf(played).kind === 'aborted') expect(played.error).toBe(played.reason)
      else expect(played.error).toBeInstanceOf(RouteError)
    }))

  it('no timer is left behind', () =>
    check((one, played) => {
      // The test's own abort timer may still stand.
      expect(played.world.clock.pending()).toBeLessThanOrEqual(one.abortAfterMs === undefined ? 0 : 1)
    }))
})
