import { seededRandom } from '@signalbox/core'
import { describe, expect, test } from 'vitest'
import { combineStrata } from './combine-strata.ts'
import { studentQuantile } from './student-quantile.ts'
import { WeightedScores } from './weighted-scores.ts'

const round = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value * 1e3) / 1e3

describe('a weighted mean', () => {
  test('with equal weights it is the plain one, and its interval is Wilson’s with t', () => {
    const scores = new WeightedScores()
    for (let index = 0; index < 100; index++) scores.add(0.25, index < 80 ? 1 : 0)
    const mean = scores.toMean()
    expect(mean).toMatchObject({ value: 0.8, n: 100, effective: 100, df: 99 })
    const share = combineStrata(mean === undefined ? [] : [{ requests: 5, mean }])
    expect([round(share?.low), round(share?.high)]).toEqual([0.71, 0.867])
  })
  test('unlikely ones count for more, and leave fewer effective scores', () => {
    const scores = new WeightedScores()
    for (let index = 0; index < 90; index++) scores.add(0.9, 1)
    for (let index = 0; index < 10; index++) scores.add(0.1, 0)
    expect(scores.toMean()?.value).toBeCloseTo(0.5, 9)
    expect(scores.toMean()?.effective).toBeCloseTo(36, 0)
  })
  test('the order of scores changes nothing, not even the last digit', () => {
    const scores = Array.from({ length: 200 }, (_, index) => [[1, 0.85, 1 / 3][index % 3]!, (index % 7) / 6] as const)
    const [there, back] = [scores, scores.toReversed()].map((list) => {
      const made = new WeightedScores()
      for (const [propensity, score] of list) made.add(propensity, score, `c${propensity} ${score}`)
      const mean = made.toMean()
      return combineStrata(mean === undefined ? [] : [{ requests: 5, mean }])
    })
    expect(back).toEqual(there)
  })
  test('no score, no mean', () => {
    expect(new WeightedScores().toMean()).toBeUndefined()
    expect(combineStrata([])).toBeUndefined()
  })
})

test.each([
  [1, 12.706],
  [9, 2.264],
  [25, 2.06],
  [1e9, 1.96],
])('t at %d degrees of freedom is about %d', (df, t) => {
  expect(studentQuantile(df)).toBeCloseTo(t, 2)
})

/** Quality by task (0, 1, 2), by something a policy may look at (0..1) and by tier (0, 1). */
type Quality = (task: number, x: number, tier: number) => number
const flat: Quality = (_, __, tier) => (tier === 1 ? 0.9 : 0.8)
const skewed: Quality = (_, x, tier) => (tier === 1 ? 0.98 : x < 0.3 ? 0.97 : x < 0.9 ? 0.8 : 0.05)
const nearOne: Quality = (_, __, tier) => (tier === 1 ? 0.995 : 0.97)
const byTask: Quality = (task, _, tier) => (tier === 1 ? 0.95 : [0.9, 0.5, 0.2][task]!)

/** What was done at the time: by task, and by something that the new policy may look at or not. */
const usualTier = (task: number, x: number): number => (task === 0 ? 0 : task === 1 ? 1 : x < 0.5 ? 0 : 1)
const allEconomy = (): number => 0
const halfHalf = (_: number, x: number): number => (x < 0.7 ? 0 : 1)

/** Share of the simulations with an estimate whose interval has the truth, and how many have one at all. The third task is rare. */
function simulate(
  quality: Quality,
  policy: (task: number, x: number) => number,
  { share, labelled, n }: { readonly share: number; readonly labelled: number; readonly n: number },
): { readonly covered: number; readonly known: number } {
  let [covered, known] = [0, 0]
  for (let run = 0; run < 500; run++) {
    const random = seededRandom(`${share}, ${labelled}, ${n}, ${run}`)
    const strata = new Map<string, { requests: number; readonly scores: WeightedScores }>()
    let truth = 0
    for (let index = 0; index < n; index++) {
      const draw = random()
      const task = draw < 0.7 ? 0 : draw < 0.97 ? 1 : 2
      const x = random()
      const usual = usualTier(task, x)
      const done = random() < share ? Math.floor(random() * 2) : usual
      const wanted = policy(task, x)
      truth += quality(task, x, wanted) / n
      const key = `${task} ${wanted}`
      const stratum = strata.get(key) ?? { requests: 0, scores: new WeightedScores() }
      strata.set(key, stratum)
      stratum.requests++
      if (done !== wanted || random() >= labelled) continue
      stratum.scores.add(done === usual ? 1 - share / 2 : share / 2, random() < quality(task, x, done) ? 1 : 0)
    }
    const usable = [...strata.values()].flatMap(({ requests, scores }) => {
      const mean = scores.toMean()
      return mean === undefined ? [] : [{ requests, mean }]
    })
    const estimate = combineStrata(usable)
    const isWhole = usable.reduce((sum, { requests }) => sum + requests, 0) >= 0.95 * n
    if (estimate === undefined || !isWhole || estimate.effective < 10 || estimate.df < 3) continue
    known++
    if (estimate.low <= truth && truth <= estimate.high) covered++
  }
  return { covered: covered / known, known }
}

describe('the interval of a propensity-weighted estimate has the truth in at least 93 % of 500 simulations', () => {
  test.each([
    ['2 % explored, all labelled', skewed, allEconomy, { share: 0.02, labelled: 1, n: 5_000 }, 490],
    ['2 % explored, a third labelled', flat, allEconomy, { share: 0.02, labelled: 0.3, n: 5_000 }, 200],
    ['10 % explored, few', skewed, allEconomy, { share: 0.1, labelled: 1, n: 300 }, 200],
    ['10 % explored, some', skewed, halfHalf, { share: 0.1, labelled: 1, n: 1_000 }, 450],
    ['10 % explored, a third labelled', byTask, allEconomy, { share: 0.1, labelled: 0.3, n: 5_000 }, 490],
    ['10 % explored, one in twenty labelled', skewed, allEconomy, { share: 0.1, labelled: 0.05, n: 5_000 }, 100],
    ['half explored, few', byTask, halfHalf, { share: 0.5, labelled: 1, n: 300 }, 450],
    ['half explored, one in twenty labelled', skewed, halfHalf, { share: 0.5, labelled: 0.05, n: 1_000 }, 100],
    ['half explored, quality near 1', nearOne, halfHalf, { share: 0.5, labelled: 0.3, n: 1_000 }, 450],
    ['half explored, all labelled', skewed, halfHalf, { share: 0.5, labelled: 1, n: 1_000 }, 490],
  ])('%s', (_, quality, policy, shape, enough) => {
    const { covered, known } = simulate(quality, policy, shape)
    expect(known).toBeGreaterThanOrEqual(enough)
    expect(covered).toBeGreaterThanOrEqual(0.93)
  })
})
