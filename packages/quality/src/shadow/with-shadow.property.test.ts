import type { IntentRow, OutcomeRow } from '@signalbox/core'
import { fails, ok, rateLimited, scriptedDialect, silent, streams, type Script } from '@signalbox/core/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createShadowWorld, type ShadowWorld } from '../../test/shadow-world.ts'

const text = (value: string) => ({ type: 'text' as const, text: value })
const finish = {
  type: 'finish' as const,
  finish: { reason: 'stop' as const },
  usage: { inputTokens: 9, outputTokens: 3 },
}

/** Ways to behave; `forever` is a stream that never ends. */
const behaviours: Readonly<Record<string, Script>> = {
  ok: ok('fine'),
  slow: streams({ type: 'wait', ms: 3_000 }, text('late'), finish),
  pieces: streams(text('one '), { type: 'wait', ms: 400 }, text('two'), finish),
  cut: streams(text('half')),
  throws: streams(text('half'), { type: 'throw', error: { status: 500 } }),
  inBand: streams({ type: 'meta' }, { type: 'error', error: { status: 503 } }),
  silent,
  hang: streams(text('start'), { type: 'hang' }),
  forever: streams(...Array.from({ length: 200 }, () => [text('.'), { type: 'wait' as const, ms: 900 }]).flat()),
  400: fails(400),
  401: fails(401),
  500: fails(500),
  429: rateLimited(2_000),
}
const script = fc.oneof(fc.constantFrom('ok', 'slow', 'pieces'), fc.constantFrom(...Object.keys(behaviours)))
const scripts = fc.array(script, { minLength: 1, maxLength: 3 })
const byTarget = fc.record({ a: scripts, b: scripts, x: scripts, y: scripts })
const arrival = fc.record({
  atMs: fc.nat(6_000),
  task: fc.constantFrom('chat', 'chat', 'code'),
  isStream: fc.boolean(),
  abortAfterMs: fc.option(fc.nat(5_000), { nil: undefined, freq: 3 }),
  readsEveryMs: fc.constantFrom(0, 0, 700),
})
const scenario = fc.record({
  callers: byTarget,
  shadow: byTarget,
  arrivals: fc.array(arrival, { minLength: 1, maxLength: 4 }),
  storeReplies: fc.boolean(),
  maxConcurrent: fc.integer({ min: 1, max: 3 }),
  budgetUsd: fc.constantFrom(0.01, 0.2, 10, 10),
  drainAfterMs: fc.option(fc.nat(9_000), { nil: undefined, freq: 3 }),
})
type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never

const played = (names: Readonly<Record<string, readonly string[]>>): Record<string, readonly Script[]> =>
  Object.fromEntries(
    Object.entries(names).map(([target, list]) => [target, list.map((name) => behaviours[name] ?? silent)]),
  )

/** Everything callers could see, each with its moment. */
async function live(one: Scenario, share: number): Promise<{ readonly world: ShadowWorld; readonly seen: unknown[] }> {
  const world = createShadowWorld(
    played(one.shadow),
    { share, maxConcurrent: one.maxConcurrent, budgetUsd: one.budgetUsd },
    {
      scripts: played(one.callers),
      router: { storeReplies: one.storeReplies, execution: { deadlineMs: 20_000, gapTimeoutMs: 4_000 } },
    },
  )
  const { clock, router } = world
  const seen: unknown[] = []
  const wait = (ms: number): Promise<void> => new Promise((resolve) => void clock.setTimer(resolve, ms))
  const callers = one.arrivals.map(async ({ atMs, task, isStream, abortAfterMs, readsEveryMs }, index) => {
    const id = `r${index}`
    const see = (what: unknown): void => void seen.push([id, clock.monotonicMs(), what])
    await wait(atMs)
    const controller = new AbortController()
    if (abortAfterMs !== undefined) clock.setTimer(() => controller.abort(new Error('left')), abortAfterMs)
    const request = { id, task, messages: [{ role: 'user' as const, content: 'Say it.' }] }
    const how = { dialect: scriptedDialect, signal: controller.signal }
    try {
      if (isStream) {
        const run = await router.open(request, world.call, how)
        see('open')
        for await (const part of run) {
          see(part)
          if (readsEveryMs > 0) await wait(readsEveryMs)
        }
        see((await run.outcome).kind)
      } else see((await router.run(request, world.call, how)).reply)
    } catch (error) {
      see(String(error))
    }
  })
  const { drainAfterMs } = one
  if (drainAfterMs !== undefined) clock.setTimer(() => void router.shadow.drain(500), drainAfterMs)
  await clock.runUntil(Promise.all(callers))
  await clock.advance(400_000)
  return { world, seen }
}

const ofCallers = ({ ledger, replies, events, router, models }: ShadowWorld): unknown => {
  const isOwn = new Set(ledger.intents.filter(({ study }) => study === undefined).map(keyOf))
  return {
    intents: ledger.intents.filter((row) => isOwn.has(keyOf(row))),
    settlements: ledger.settlements.filter((row) => isOwn.has(keyOf(row))),
    replies: replies.filter((row) => isOwn.has(keyOf(row))),
    // What is known of all costs together may change with evidence, the request's own do not.
    outcomes: ledger.outcomes.map(({ evidenceCostNanoUsd: _, isCostLowerBound: __, ...row }) => row),
    events,
    breakers: router.breakers(),
    calls: models.calls.map(({ target, context, isClosed }) => [
      target,
      context.attempt,
      context.signal.aborted,
      isClosed,
    ]),
  }
}

const keyOf = ({ requestId, n }: Pick<IntentRow, 'requestId' | 'n'>): string => `${requestId} ${n}`

it('whatever a shadow does, callers see the same at the same moments, and leave the same rows', () =>
  fc.assert(
    fc.asyncProperty(scenario, async (one) => {
      const without = await live(one, 0)
      const { world, seen } = await live(one, 1)
      expect(without.world.shadows.calls).toEqual([])
      expect(seen).toEqual(without.seen)
      expect(ofCallers(world)).toEqual(ofCallers(without.world))

      const { ledger, router, shadows } = world
      const rows = ledger.intents.filter(({ study }) => study !== undefined)
      expect(router.shadow.counts().running).toBe(0)
      expect(rows.length).toBe(shadows.calls.length)
      // One settled row per call, numbered on from the request's own, and all of it after the request had been served.
      const all = ledger.intents.map(keyOf)
      expect(new Set(all).size).toBe(all.length)
      expect(ledger.settlements.map(keyOf).toSorted()).toEqual(all.toSorted())
      for (const requestId of new Set(rows.map((row) => row.requestId))) {
        const list = ledger.intents.filter((row) => row.requestId === requestId)
        expect(list.map(({ n }) => n)).toEqual(list.map((_, index) => index + 1))
        const outcome = ledger.outcomes.find((row) => row.requestId === requestId) as OutcomeRow
        expect(outcome.kind).toBe('served')
        for (const row of list.filter(({ study }) => study !== undefined)) {
          expect(row).toMatchObject({ purpose: 'shadow', study: 'shadow', tier: 'frontier' })
          expect(row.startedAtMs).toBeGreaterThanOrEqual(outcome.startedAtMs + outcome.durationMs)
        }
      }
      const evidence = ledger.outcomes.reduce((sum, row) => sum + row.evidenceCostNanoUsd, 0)
      expect(evidence / 1e9).toBeCloseTo(router.shadow.counts().costUsd, 9)
      expect(router.shadow.counts().costUsd).toBeLessThanOrEqual(one.budgetUsd)
      // The models' own waits aside, nothing is left that would go off.
      await world.clock.advance(10 ** 9)
      expect(world.clock.pending()).toBe(0)
    }),
    { numRuns: 150 },
  ))
