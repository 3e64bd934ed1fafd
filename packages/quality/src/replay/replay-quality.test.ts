import { explore, rules, seededRandom } from '@signalbox/core'
import { expect, test } from 'vitest'
import { actual, allEconomy, allFrontier, answer, byTarget, past, side } from '../../test/replay-world.ts'
import type { KnownAnswer, PastRequest } from './past-request.ts'
import { replay } from './replay.ts'
import type { Quality } from './replay-report.ts'

type Label = KnownAnswer['labels'][number]
const label = (score: number, more: Partial<Label> = {}): Label => ({
  source: 'human',
  versusN: undefined,
  score,
  ...more,
})
const withLabels = (target: string, ...labels: readonly Label[]): KnownAnswer => answer(byTarget(target), { labels })
const rows = (count: number, make: (index: number) => Partial<PastRequest>): readonly PastRequest[] =>
  Array.from({ length: count }, (_, index) => past(`r${index}`, make(index)))
const qualities = async (list: readonly PastRequest[], to = allFrontier): Promise<readonly [Quality, Quality]> => {
  const { total } = await replay({ past: list, to })
  return [total.a.quality, total.b.quality]
}

test('no label, no figure', async () => {
  const unknown = { method: 'unknown', reason: 'no answer that it would give has a label' }
  expect(await qualities(rows(50, () => ({})))).toEqual([unknown, unknown])
})

test('where both answers have labels, both sides have a share with an interval', async () => {
  const both = rows(100, (index) => ({
    answers: [withLabels('a', label(index % 2)), withLabels('x', label(index % 10 === 0 ? 0 : 1))],
  }))
  const [a, b] = await qualities(both)
  expect(a).toMatchObject({ method: 'labels', value: 0.5, labelled: 100, covers: 100, requests: 100 })
  expect(b).toMatchObject({ method: 'labels', value: 0.9, labelled: 100 })
  if (b.method !== 'unknown') expect([b.low < 0.9, b.high > 0.9, b.low > 0.8]).toEqual([true, true, true])
})

test('a sample of labels stands for its target and task type; few are too few', async () => {
  const some = (every: number): readonly PastRequest[] =>
    rows(100, (index) => ({ answers: [withLabels('a', ...(index % every === 0 ? [label(1)] : []))] }))
  expect((await qualities(some(4), allEconomy))[1]).toMatchObject({ method: 'labels', labelled: 25, covers: 100 })
  expect((await qualities(some(25), allEconomy))[1]).toEqual({
    method: 'unknown',
    reason: 'needs about 6 more labelled explored requests than the 4 there are',
  })
})

test('labels of the answers of the time say nothing of another target’s', async () => {
  const [a, b] = await qualities(rows(100, () => ({ answers: [withLabels('a', label(1))] })))
  expect(a.method).toBe('labels')
  expect(b).toMatchObject({
    method: 'unknown',
    reason: 'no answer that it would give has a label',
  })
})

test('people are believed before outcomes, and those before judges; comparisons are apart', async () => {
  const answers = [
    withLabels('a', label(1), label(0, { source: 'judge' })),
    withLabels('x', label(0, { source: 'outcome' }), label(1, { source: 'judge' }), label(1, { versusN: 1 })),
  ]
  const { total, assumptions } = await replay({ past: rows(40, () => ({ answers })), to: allFrontier })
  expect([total.a.quality, total.b.quality]).toMatchObject([{ value: 1 }, { value: 0 }])
  expect(total.preference).toEqual({ better: 40, asGood: 0, worse: 0 })
  expect(assumptions.join(' ')).toContain('Compared answers count as they were sampled')
})

/** Economy by rule, a share drawn to either tier; frontier is right more often, and half of the answers have a label. */
function explored(count: number, share: number, tasks: (index: number) => string = () => 'qa'): readonly PastRequest[] {
  const random = seededRandom('explored')
  return rows(count, (index) => {
    const isFrontier = random() < share / 2
    const target = isFrontier ? 'x' : 'a'
    const labels = random() < 0.5 ? [label(random() < (isFrontier ? 0.9 : 0.6) ? 1 : 0)] : []
    return {
      actual: actual({
        task: tasks(index),
        action: target,
        propensity: isFrontier ? share / 2 : 1 - share / 2,
        servedTarget: target,
        servedModel: `v${target}/${target}`,
        escalated: isFrontier,
      }),
      answers: [withLabels(target, ...labels)],
    }
  })
}

test('a policy nobody followed is known from the few requests that were drawn to go its way', async () => {
  const [a, b] = await qualities(explored(5_000, 0.1))
  expect(a.method).toBe('labels')
  expect(b).toMatchObject({ method: 'propensity', covers: 5_000 })
  if (b.method === 'unknown') return
  expect([b.low < 0.9, b.high > 0.9]).toEqual([true, true])
  expect(b.labelled).toBeGreaterThan(80)
})

test('where nothing was drawn a task type stays unknown, and the total says what it covers', async () => {
  const drawn = explored(3_000, 0.2)
  const certain = rows(1_000, () => ({ actual: actual({ task: 'code' }), answers: [withLabels('a', label(1))] }))
  const report = await replay({ past: [...drawn, ...certain], to: allFrontier })
  expect(report.tasks.map(({ key, b }) => [key, b.quality.method])).toEqual([
    ['qa', 'propensity'],
    ['code', 'unknown'],
  ])
  expect(report.total.b.quality).toMatchObject({ method: 'propensity', covers: 3_000, requests: 4_000 })
})

test('requests drawn among others than this one do not stand for it', async () => {
  const drawn = explored(2_000, 0.2)
  const among = rows(2_000, (index) => ({
    actual: actual({ action: index % 2 === 0 ? 'a' : 'b', servedTarget: index % 2 === 0 ? 'a' : 'b', propensity: 0.5 }),
    answers: [],
  }))
  expect((await qualities([...drawn, ...among]))[1].method).toBe('unknown')
})

test('a policy with dice of its own is weighed by draws that are not those of the time', async () => {
  const drawing = side('drawing', explore(rules([], { otherwise: 'frontier' }), { share: 0.4 }))
  const [, b] = await qualities(explored(6_000, 0.4), drawing)
  // Four in five go to frontier (right 0.9), the rest to economy (0.6).
  expect(b).toMatchObject({ method: 'propensity', covers: 6_000 })
  if (b.method !== 'unknown') expect(Math.abs(b.value - 0.84)).toBeLessThan(0.03)
})
