import type { PairSummary, StudyReport } from '@signalbox/quality'
import type { SampleNames } from './sample-names.ts'

const estimate = (value: number, half: number): { value: number; low: number; high: number } => ({
  value,
  low: value - half,
  high: value + half,
})

/** A study with every verdict there is. */
export function sampleStudy({ tasks, frontier, economy, idPrefix }: SampleNames): StudyReport {
  const row = (place: number, difference: number, half: number, verdict: PairSummary['verdict']): PairSummary => ({
    task: tasks[place],
    pairs: 160,
    win: estimate(0.3, 0.07),
    tie: estimate(0.4 - difference / 2, 0.07),
    loss: estimate(0.3 - difference / 2, 0.07),
    difference: estimate(difference, half),
    leaning: 12,
    opposed: 9,
    length: { method: 'none', reason: 'lengths are too alike' } as unknown as PairSummary['length'],
    discernment: estimate(0.9, 0.05),
    p: undefined,
    byPeople: undefined,
    verdict,
    needsMore: verdict === 'not-shown' ? 240 : undefined,
    heldMargin: 0.03,
    sentence:
      verdict === 'shown'
        ? `economy is within 3 points of frontier on \`${tasks[place] ?? 'all task types'}\`, 95 % confidence (wins less losses ${difference * 100}, 160 pairs)`
        : `not shown that economy is within 3 points of frontier on \`${tasks[place] ?? 'all task types'}\`, needs about 240 more (160 pairs)`,
  })
  return {
    study: `${idPrefix}june`,
    names: { a: economy, b: frontier },
    incomplete: 3,
    rightRates: [],
    summary: {
      judge: `judge of ${frontier}`,
      margin: 0.03,
      confidence: 0.95,
      total: { ...row(99, -0.008, 0.021, 'shown'), pairs: 800 },
      tasks: [
        row(2, 0.012, 0.035, 'shown'),
        row(1, -0.034, 0.05, 'not-shown'),
        row(8, -0.12, 0.06, 'worse'),
        row(10, 0.02, 0.2, 'too-few'),
        row(4, 0, 0.03, 'cannot-tell'),
      ],
      family: 'holm',
      isWeighed: true,
      position: { pairs: 800, firstShare: estimate(0.541, 0.02), prefers: 'first', opposed: 45 },
      agreement: undefined,
      warnings: [`The judge prefers the answer shown first, says ${idPrefix}.`],
    },
  }
}
