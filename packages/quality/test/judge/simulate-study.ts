import { seededRandom } from '@signalbox/core'
import type { HumanVerdict } from '../../src/judge/human-verdict.ts'
import type { PairVerdict, Winner } from '../../src/judge/verdict.ts'

/** A world whose truth is known, and a judge whose faults are. Shares, 0..1; of the judge: of its calls, each drawn anew. */
export interface SimulatedWorld {
  readonly pairs: number
  /** Pairs whose answer of `a` is truly better, and truly worse. */
  readonly better: number
  readonly worse: number
  /** Answered by the first place, whatever the answers are. */
  readonly first?: number
  /** Answered by the longer answer. */
  readonly longer?: number
  /** Answered by chance: a, b or tie alike. */
  readonly noise?: number
  /** Answered `tie`, whatever the answers are. */
  readonly idle?: number
  /** No verdict at all. */
  readonly refuses?: number
  /** By how much `a` is longer on average, in standard deviations of the difference. */
  readonly lengthGap?: number
  /** Pairs people have judged too, without a fault. */
  readonly people?: number
  readonly tasks?: readonly string[]
}

export interface SimulatedStudy {
  readonly verdicts: readonly PairVerdict[]
  readonly humans: readonly HumanVerdict[]
}

export function simulateStudy(world: SimulatedWorld, seed: string): SimulatedStudy {
  const random = seededRandom(seed)
  const { better, worse, refuses = 0, lengthGap = 0, people = 0, tasks = ['extract'] } = world
  const verdicts: PairVerdict[] = []
  const humans: HumanVerdict[] = []
  for (let i = 0; i < world.pairs; i++) {
    const draw = random()
    const truth: Winner = draw < better ? 'a' : draw < better + worse ? 'b' : 'tie'
    const lengthB = 1000
    // A sum of uniform draws: near enough to normal, standard deviation 1.
    const spread = Array.from({ length: 12 }, random).reduce((sum, x) => sum + x, -6)
    const lengthA = lengthB + Math.round(100 * (lengthGap + spread))
    const pair = {
      requestId: `r${i}`,
      task: tasks[i % tasks.length] ?? 'extract',
      a: { n: 1, model: 'small', tier: 'economy' },
      b: { n: 2, model: 'large', tier: 'frontier' },
      lengthA,
      lengthB,
      judge: 'judge/one',
    }
    for (const order of ['a-first', 'b-first'] as const) {
      const longer = lengthA > lengthB ? 'a' : lengthA < lengthB ? 'b' : 'tie'
      const winner = judge(world, random, { truth, first: order === 'a-first' ? 'a' : 'b', longer })
      if (random() >= refuses) verdicts.push({ ...pair, order, winner })
    }
    if (i < people) humans.push({ requestId: pair.requestId, a: 1, b: 2, winner: truth })
  }
  return { verdicts, humans }
}

function judge(
  { first = 0, longer = 0, noise = 0, idle = 0 }: SimulatedWorld,
  random: () => number,
  answers: { readonly truth: Winner; readonly first: Winner; readonly longer: Winner },
): Winner {
  const draw = random()
  if (draw < first) return answers.first
  if (draw < first + longer) return answers.longer
  if (draw < first + longer + noise) return (['a', 'b', 'tie'] as const)[Math.floor(random() * 3)] ?? 'tie'
  return draw < first + longer + noise + idle ? 'tie' : answers.truth
}
