import { createCatalog, fallbacks } from '@signalbox/core'
import { fails, ok, scriptedDialect, silent, streams, type Script, type ScriptedPart } from '@signalbox/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, card, createWorld } from './fixture.ts'

const pooled = ['a', 'b', 'c', 'd'] as const
const targets = [...pooled, 'x'] as const
type Id = (typeof targets)[number]

const usage = { inputTokens: 40, outputTokens: 8 }
const finish: ScriptedPart = { type: 'finish', finish: { reason: 'stop' }, usage }
const text: ScriptedPart = { type: 'text', text: 'hello' }

/** What a carrier may do with a call, by name so that a counterexample reads well. `by` answers in the place of its target. */
const behaviours: Readonly<Record<string, (by: Id) => Script>> = {
  ok: () => ok('hello', usage),
  answers: (by) => streams({ type: 'served-model', id: `v/${by}` }, text, finish),
  'breaks-off': (by) => streams({ type: 'served-model', id: `v/${by}` }, text),
  'in-band': (by) => streams({ type: 'served-model', id: `v/${by}` }, { type: 'error', error: { status: 503 } }),
  'says-nothing-of-itself': () => streams({ type: 'meta' }, { type: 'error', error: { status: 503 } }),
  silent: () => silent,
  unreachable: () => ({ kind: 'fail', error: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }),
  401: () => fails(401),
  404: () => fails(404),
  413: () => fails(413),
  503: () => fails(503),
  'too-long': () => fails(400, { code: 'context_length_exceeded' }),
  refused: () => fails(400, { code: 'content_policy_violation' }),
}
const refusals = new Set(['401', '404', '413', '503', 'too-long', 'refused'])

const played = fc.record({ name: fc.constantFrom(...Object.keys(behaviours)), by: fc.constantFrom(...pooled) })
const list = fc.option(fc.uniqueArray(fc.constantFrom(...targets), { minLength: 1, maxLength: 3 }), { nil: undefined })
const scenario = fc.record({
  scripts: fc.record({ a: played, b: played, c: played, d: played, x: played }),
  most: fc.constantFrom(2, 3, undefined),
  carries: fc.uniqueArray(fc.constantFrom(...pooled)),
  denied: fc.option(fc.constantFrom(...targets.slice(1)), { nil: undefined }),
  contextLength: list,
  contentPolicy: list,
  maxAttempts: fc.integer({ min: 1, max: 8 }),
  hedge: fc.boolean(),
})

describe('whatever carriers do', () => {
  it('what goes out in one call may, and nobody is called twice', () =>
    fc.assert(
      fc.asyncProperty(scenario, async (one) => {
        const { contextLength, contentPolicy } = one
        const world = createWorld(
          Object.fromEntries(
            targets.map((id) => [id, [behaviours[one.scripts[id].name]?.(one.scripts[id].by) ?? silent]]),
          ),
          {
            catalog: createCatalog({ version: 't', models: targets.map((id) => card(`v/${id}`)) }),
            targets: targets.map((id) => ({
              id,
              model: `v/${id}`,
              ...(id !== 'x' && { pool: { name: 'host', most: one.most } }),
            })),
            tiers: [
              { name: 'pool', targets: pooled },
              { name: 'alone', targets: ['x'] },
            ],
            baseline: 'v/x',
            strategy: fallbacks({ first: 'a', next: ['b', 'c', 'd', 'x'], contextLength, contentPolicy }),
            execution: {
              maxAttempts: one.maxAttempts,
              maxRetriesPerTarget: 0,
              firstTokenTimeoutMs: 1_000,
              deadlineMs: 60_000,
              ...(one.hedge && { hedge: { delayMs: 100 } }),
            },
          },
        )
        const request = ask(one.denied === undefined ? {} : { constraints: { targets: { deny: [one.denied] } } })
        const work = world.router.run<unknown, ScriptedPart>(request, world.models.call, {
          dialect: scriptedDialect,
          carriesPools: ({ id }) => one.carries.some((carried) => carried === id),
        })
        await world.clock.runUntil(work.catch(() => undefined))

        const sent = world.models.calls.map(({ target, context }) => [
          target,
          ...context.alternates.map(({ id }) => id),
        ])
        const tried = new Set<string>()
        for (const ids of sent) {
          const [lead = '', ...alternates] = ids
          expect(ids).not.toContain(one.denied)
          expect(alternates.length === 0 || one.carries.some((id) => id === lead)).toBe(true)
          expect(ids.length).toBeLessThanOrEqual(one.most ?? Infinity)
          // A chain may name one target in two lists; what a carrier has tried stays tried.
          for (const id of ids) expect(tried).not.toContain(id)
          const { name, by } = one.scripts[lead as Id]
          if (alternates.length > 0 && refusals.has(name)) for (const id of alternates) tried.add(id)
          const place = name === 'in-band' || name === 'breaks-off' ? alternates.indexOf(by) : -1
          for (const id of alternates.slice(0, place + 1)) tried.add(id)
        }
        expect(world.ledger.outcomes).toHaveLength(1)
        expect(world.ledger.settlements).toHaveLength(sent.length)
        const [row] = world.ledger.outcomes
        if (row?.kind !== 'served') return
        const ids = sent[(world.ledger.settlements.find(({ end }) => end === 'done')?.n ?? 0) - 1] ?? []
        const { name, by } = one.scripts[ids[0] as Id]
        expect(row.servedTarget).toBe(name === 'answers' && ids.includes(by) ? by : ids[0])
        expect(row.costNanoUsd).toBe(
          world.ledger.settlements.reduce((sum, { costNanoUsd }) => sum + (costNanoUsd ?? 0), 0),
        )
      }),
      { numRuns: 400 },
    ))
})
