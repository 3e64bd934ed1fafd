import { explore, rules } from '@signalbox/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actual, answer, byTarget, features, gated, past, side } from '../../test/replay-world.ts'
import type { PastRequest } from './past-request.ts'
import { replay } from './replay.ts'

const drawing = side(
  'drawing',
  explore(rules([{ when: { task: 'code' }, use: 'frontier' }], { otherwise: 'economy' }), { share: 0.3 }),
)

/** Conversations of one to three requests, with whatever a record may know of them. */
const conversations = fc.array(
  fc.array(
    fc.record({
      task: fc.constantFrom('qa', 'code', 'chat'),
      served: fc.constantFrom('a', 'b', 'x'),
      cost: fc.option(fc.nat(1_000_000), { nil: undefined }),
      durationMs: fc.option(fc.integer({ min: 1, max: 60_000 }), { nil: undefined }),
      propensity: fc.constantFrom(1, 0.85, 0.15, undefined),
      score: fc.option(fc.constantFrom(0, 0.5, 1), { nil: undefined }),
      accepted: fc.option(fc.boolean(), { nil: undefined }),
      failed: fc.subarray(['a', 'x']),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  { maxLength: 12 },
)

type Turn = { [K in keyof PastRequest]?: PastRequest[K] }
function toRows(
  all: typeof conversations extends fc.Arbitrary<infer T> ? T : never,
): readonly (readonly PastRequest[])[] {
  return all.map((turns, conversation) =>
    turns.map((turn, index) => {
      const { task, served, cost, durationMs, propensity, score, accepted, failed } = turn
      const id = `c${conversation}.${index}`
      const more: Turn = {
        conversation: `c${conversation}`,
        request: { id, session: `c${conversation}`, messages: [], features: features({ task }) },
        actual: actual({
          task,
          action: served,
          servedTarget: served,
          costNanoUsd: cost,
          durationMs,
          propensity,
          failedTargets: failed,
        }),
        answers: [
          answer(byTarget(served), {
            durationMs,
            gate: accepted === undefined ? undefined : { name: 'checks', accepted },
            labels: score === undefined ? [] : [{ source: 'human', versusN: undefined, score }],
          }),
        ],
      }
      return past(id, more)
    }),
  )
}

test('the same record and policies give the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(conversations, async (all) => {
      const rows = toRows(all).flat()
      const twice = await Promise.all([1, 2].map(() => replay({ past: rows, from: drawing, to: gated() })))
      expect(JSON.stringify(twice[0])).toBe(JSON.stringify(twice[1]))
    }),
    { numRuns: 40 },
  )
})

test('the order of conversations changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(conversations, async (all) => {
      const rows = toRows(all)
      const [there, back] = await Promise.all(
        [rows, rows.toReversed()].map((list) => replay({ past: list.flat(), to: drawing })),
      )
      expect(JSON.stringify(back)).toBe(JSON.stringify(there))
    }),
    { numRuns: 40 },
  )
})

test('what is counted adds up, and no bound lies on the wrong side', async () => {
  await fc.assert(
    fc.asyncProperty(conversations, async (all) => {
      const rows = toRows(all).flat()
      const { total, tasks } = await replay({ past: rows, to: gated() })
      expect(total.requests).toBe(rows.length)
      expect(tasks.reduce((sum, { requests }) => sum + requests, 0)).toBe(rows.length)
      expect(total.cost.requests + total.cost.leftOut + total.cost.notServed).toBe(rows.length)
      expect(total.b.decided + total.b.noRoute.requests).toBe(rows.length)
      const causes = Object.values(total.b.escalationByCause).reduce((sum, count) => sum + count, 0)
      expect(causes).toBe(total.b.escalation.numerator)
      expect(total.b.escalation.numerator).toBeLessThanOrEqual(total.b.escalationAtMost.numerator)
      expect(total.cost.bNanoUsd).toBeLessThanOrEqual(total.cost.bNanoUsdAtMost)
      expect(tasks.reduce((sum, { cost }) => sum + cost.bNanoUsd, 0)).toBe(total.cost.bNanoUsd)
    }),
    { numRuns: 40 },
  )
})
