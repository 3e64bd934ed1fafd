import { describe, expect, it } from 'vitest'
import { foldVerdicts } from '../../src/judge/fold-verdicts.ts'
import { summarizePairs } from '../../src/judge/summarize-pairs.ts'
import type { StudySummary } from '../../src/judge/pair-summary.ts'
import { simulateStudy, type SimulatedWorld } from './simulate-study.ts'

const studies = 500
const margin = 0.1
/** 2.5 %, and what sampling error adds to it once in a thousand times. */
const mostFalseClaims = (of: number): number => 0.025 + 3.1 * Math.sqrt((0.025 * 0.975) / of)

/** Share of the world's studies for which something holds. */
function shareOf(
  name: string,
  world: SimulatedWorld & { readonly studies?: number },
  ...tests: ((study: StudySummary) => boolean)[]
): number[] {
  const held = tests.map(() => 0)
  const count = world.studies ?? studies
  for (let i = 0; i < count; i++) {
    const { verdicts, humans } = simulateStudy(world, `${name} ${i}`)
    const { pairs, incomplete } = foldVerdicts(verdicts)
    const summary = summarizePairs(pairs, { margin, humans, incomplete })
    for (const [place, test] of tests.entries()) if (summary && test(summary)) held[place] = (held[place] ?? 0) + 1
  }
  return held.map((times) => times / count)
}

const isShown = ({ total }: StudySummary): boolean => total.verdict === 'shown'
const isWorse = ({ total }: StudySummary): boolean => total.verdict === 'worse'
const covers = ({ low, high }: { low: number; high: number }, truth: number): boolean => low <= truth && truth <= high

const careless = { first: 0.15, noise: 0.15, idle: 0.05, refuses: 0.05 }

describe('a judge of known faults, over 500 studies', () => {
  it.each<[string, SimulatedWorld]>([
    ['a faultless judge', { pairs: 200, better: 0.1, worse: 0.2 }],
    ['few pairs, nothing won', { pairs: 60, better: 0, worse: 0.1 }],
    ['first place in 30 % of its verdicts', { pairs: 200, better: 0.1, worse: 0.2, first: 0.3 }],
    ['a tie without a look in 30 %', { pairs: 200, better: 0.1, worse: 0.2, idle: 0.3 }],
    ['careless in every way', { pairs: 300, better: 0.1, worse: 0.2, ...careless }],
    [
      'the longer answer in 20 %, and the worse side is longer',
      { pairs: 300, better: 0.1, worse: 0.2, longer: 0.2, lengthGap: 0.7 },
    ],
  ])('does not show what is worse by exactly the margin: %s', (name, world) => {
    const [shown] = shareOf(name, world, isShown)
    expect(shown).toBeLessThanOrEqual(mostFalseClaims(studies))
  })

  it('finds the preference for a place, covers it, and no side gains by it', () => {
    const world = { pairs: 300, better: 0.15, worse: 0.15, ...careless }
    const [found, covered, equal, winner, shown] = shareOf(
      'equal',
      world,
      ({ position }) => position.prefers === 'first',
      ({ position }) => covers(position.firstShare, 0.5 + careless.first / 2),
      ({ total }) => covers(total.difference, 0),
      (study) => study.total.difference.low > 0 || isWorse(study),
      isShown,
    )
    expect(found).toBeGreaterThan(0.99)
    expect(covered).toBeGreaterThanOrEqual(0.93)
    expect(equal).toBeGreaterThanOrEqual(0.93)
    expect(winner).toBeLessThan(0.05)
    expect(shown).toBeGreaterThan(0.2)
  })

  it('finds none where there is none', () => {
    const world = { pairs: 200, better: 0.2, worse: 0.1, noise: 0.3 }
    const [place, length] = shareOf(
      'no bias',
      world,
      ({ position }) => position.prefers !== undefined,
      ({ warnings }) => warnings.some((warning) => warning.includes('answers: the longer')),
    )
    expect(place).toBeLessThan(0.08)
    expect(length).toBeLessThan(0.08)
  })

  it('finds the preference for length, and what is left without it', () => {
    const world = { pairs: 300, better: 0.15, worse: 0.15, longer: 0.3, lengthGap: -0.7 }
    const [found, raw, controlled, worse] = shareOf(
      'length',
      world,
      ({ total }) => (total.length.effect?.low ?? 0) > 0,
      ({ total }) => covers(total.difference, 0),
      ({ total }) => total.length.difference !== undefined && covers(total.length.difference, 0),
      isWorse,
    )
    expect(found).toBeGreaterThan(0.99)
    expect(raw).toBeLessThan(0.1)
    expect(controlled).toBeGreaterThanOrEqual(0.92)
    expect(worse).toBeLessThan(0.025)
  })

  it.each<[string, SimulatedWorld & { readonly studies?: number }]>([
    ['always the first', { pairs: 150, better: 0, worse: 0.4, first: 1, studies: 100 }],
    ['always a tie', { pairs: 150, better: 0, worse: 0.4, idle: 1, studies: 20 }],
    [
      'always the longer, and the worse side is longer',
      { pairs: 150, better: 0, worse: 0.4, longer: 1, lengthGap: 3, studies: 50 },
    ],
    [
      'nearly always the longer, and the worse side is longer',
      { pairs: 150, better: 0, worse: 0.4, longer: 0.95, noise: 0.05, lengthGap: 3, studies: 50 },
    ],
    ['always the longer', { pairs: 150, better: 0, worse: 0.4, longer: 1, studies: 50 }],
    ['always the longer, of few', { pairs: 40, better: 0, worse: 0.4, longer: 1, lengthGap: 3, studies: 50 }],
    ['by chance', { pairs: 150, better: 0, worse: 0.4, noise: 1 }],
  ])('concludes nothing from a judge that does not look: %s', (name, world) => {
    const [concluded] = shareOf(name, world, ({ total }) => total.verdict === 'shown' || total.verdict === 'worse')
    expect(concluded).toBeLessThanOrEqual(0.02)
  })

  it('covers what people would say by their verdicts on a part, where the judge errs alike in both orders', () => {
    const world = { pairs: 400, better: 0.1, worse: 0.2, longer: 0.3, noise: 0.1, lengthGap: 0.7, people: 100 }
    const [byJudge, byPeople] = shareOf(
      'people',
      world,
      ({ total }) => covers(total.difference, -0.1),
      ({ total }) => total.byPeople !== undefined && covers(total.byPeople, -0.1),
    )
    expect(byJudge).toBeLessThan(0.5)
    expect(byPeople).toBeGreaterThanOrEqual(0.93)
  })

  it('holds the chance of even one false claim among several task types', () => {
    const tasks = ['extract', 'classify', 'qa', 'chat']
    const world = { pairs: 320, better: 0.1, worse: 0.2, first: 0.1, tasks, studies: 150 }
    const isAnyShown = ({ tasks }: StudySummary): boolean => tasks.some(({ verdict }) => verdict === 'shown')
    const [any] = shareOf('family', world, isAnyShown)
    expect(any).toBeLessThanOrEqual(mostFalseClaims(150))
  })

  it('says how many pairs it takes: of studies of that size about four in five show it', () => {
    const world = { pairs: 236, better: 0.15, worse: 0.15 }
    const [shown] = shareOf('size', world, isShown)
    expect(shown).toBeGreaterThan(0.74)
    expect(shown).toBeLessThan(0.86)
  })
})
