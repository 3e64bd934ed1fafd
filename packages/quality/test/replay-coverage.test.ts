import { createRouter, explore, rules, seededRandom } from '@signalbox/core'
import { expect, test } from 'vitest'
import { actionOf } from '../src/replay/action-of.ts'
import type { PastRequest } from '../src/replay/past-request.ts'
import { replay } from '../src/replay/replay.ts'
import { actual, allEconomy, answer, byTarget, dayMs, features, optionsOf, past, side } from './replay-world.ts'

const simulations = 500
const requests = 400

/** What was done: by task, and three in ten drawn to either tier. What is asked: how right would it be to go by difficulty? */
const then = createRouter(
  optionsOf(explore(rules([{ when: { task: 'qa' }, use: 'economy' }], { otherwise: 'frontier' }), { share: 0.3 })),
)
const byDifficulty = rules([{ when: { difficulty: { below: 0.6 } }, use: 'economy' }], { otherwise: 'frontier' })

/** Economy is right on what is easy and lost on what is hard; frontier is nearly always right. */
function quality(tier: string | undefined, difficulty: number): number {
  return tier === 'frontier' ? 0.97 : difficulty < 0.3 ? 0.95 : difficulty < 0.8 ? 0.75 : 0.1
}

function world(run: number): { readonly rows: readonly PastRequest[]; readonly truth: number } {
  const random = seededRandom(`world ${run}`)
  let truth = 0
  const rows = Array.from({ length: requests }, (_, index) => {
    const id = `${run}.${index}`
    const difficulty = random()
    const request = { id, messages: [], features: features({ task: random() < 0.75 ? 'qa' : 'code', difficulty }) }
    const decision = then.decideAt(request, { nowMs: dayMs, health: {} })
    const { target = '', tier } = decision.steps[0] ?? {}
    truth += quality(difficulty < 0.6 ? 'economy' : 'frontier', difficulty) / requests
    const score = random() < quality(tier, difficulty) ? 1 : 0
    return past(id, {
      request,
      actual: actual({
        task: decision.task,
        action: actionOf(decision),
        propensity: decision.propensity,
        servedTarget: target,
        servedModel: `v${target}/${target}`,
      }),
      answers: [
        answer(byTarget(target), { labels: random() < 0.6 ? [{ source: 'human', versusN: undefined, score }] : [] }),
      ],
    })
  })
  return { rows, truth }
}

test(`the interval a replay gives for an untried policy has the truth in at least 93 % of ${simulations} records`, async () => {
  let [known, covered, width] = [0, 0, 0]
  for (let run = 0; run < simulations; run++) {
    const { rows, truth } = world(run)
    const found = (await replay({ past: rows, to: side('by difficulty', byDifficulty) })).total.b.quality
    if (found.method === 'unknown') continue
    expect(found.method).toBe('propensity')
    known++
    width += found.high - found.low
    if (found.low <= truth && truth <= found.high) covered++
  }
  expect(known).toBeGreaterThan(0.9 * simulations)
  expect(covered / known).toBeGreaterThanOrEqual(0.93)
  expect(width / known).toBeLessThan(0.4)
})

test('where a conversation is right or wrong as a whole, the interval has the truth in 9 of 10 of 300 records; by single answers it had it in 6', async () => {
  let [known, covered] = [0, 0]
  for (let run = 0; run < 300; run++) {
    const random = seededRandom(`whole ${run}`)
    const rows = Array.from({ length: 60 }, (_, conversation) => {
      const isRight = random() < 0.8
      return Array.from({ length: 1 + Math.floor(random() * 9) }, (__, turn) => {
        const score = (random() < 0.8 ? isRight : random() < 0.8) ? 1 : 0
        const labels = [{ source: 'human', versusN: undefined, score }] as const
        return past(`${conversation}.${turn}`, {
          conversation: `${run} ${conversation}`,
          answers: [answer(byTarget('a'), { labels })],
        })
      })
    })
    const found = (await replay({ past: rows.flat(), to: allEconomy })).total.b.quality
    if (found.method === 'unknown') continue
    known++
    if (found.low <= 0.8 && 0.8 <= found.high) covered++
  }
  expect(known).toBeGreaterThan(290)
  expect(covered / known).toBeGreaterThanOrEqual(0.9)
})
