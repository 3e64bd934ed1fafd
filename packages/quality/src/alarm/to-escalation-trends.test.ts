import { expect, it } from 'vitest'
import { toEscalationTrends, type EscalationBucket } from './to-escalation-trends.ts'

const day = 86_400_000
const bucket = (
  n: number,
  task: string,
  virtualServed: number,
  escalationByCause: Record<string, number>,
): EscalationBucket => ({
  startMs: n * day,
  task,
  virtualServed,
  escalationByCause,
})

it('leaks by day, what rules intend apart, and where they go', () => {
  const trends = toEscalationTrends([
    ...[0, 1, 2, 3, 4].map((n) => bucket(n, 'classify', 1_000, { gate: 50 + 40 * n, fallback: 10, rule: 300 })),
    ...[4, 3, 2, 1, 0].map((n) => bucket(n, 'qa', 500, { gate: 250 - 50 * n, exploration: 5 })),
    ...[0, 1, 2].map((n) => bucket(n, 'math', 10, { rule: 5 })),
    bucket(0, 'chat', 0, {}),
  ])
  expect(trends.map(({ task, direction }) => [task, direction])).toEqual([
    ['classify', 'up'],
    ['qa', 'down'],
    ['math', undefined],
    ['chat', undefined],
  ])
  expect(trends[0]?.buckets[1]).toMatchObject({
    atMs: day,
    leaks: { numerator: 100, denominator: 1_000 },
    intended: 300,
  })
  expect(trends[0]?.trend?.change.value).toBeCloseTo(0.16, 9)
  expect(trends[1]?.buckets.map(({ atMs }) => atMs / day)).toEqual([0, 1, 2, 3, 4])
  expect(trends[3]?.buckets).toEqual([])
})

it('two buckets of one hour, of two policies say, are one', () => {
  const [trend] = toEscalationTrends([bucket(0, 'qa', 10, { gate: 1 }), bucket(0, 'qa', 10, { gate: 3, rule: 1 })])
  expect(trend?.buckets).toMatchObject([{ leaks: { numerator: 4, denominator: 20 }, intended: 1 }])
})
