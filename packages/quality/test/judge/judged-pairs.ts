import { foldVerdicts } from '../../src/judge/fold-verdicts.ts'
import type { JudgedPair } from '../../src/judge/judged-pair.ts'
import type { PairVerdict, Winner } from '../../src/judge/verdict.ts'

/** So many pairs with what is said of them with `a` first and with `b` first. */
export type PairCount = readonly [aFirst: Winner, bFirst: Winner, count: number, part?: Partial<PairVerdict>]

/** Pairs by count, of one judge, with ids in their order. */
export function toJudgedPairs(counts: readonly PairCount[]): readonly JudgedPair[] {
  const verdicts: PairVerdict[] = []
  for (const [aFirst, bFirst, count, part] of counts)
    for (let i = 0; i < count; i++) {
      const pair = {
        requestId: `r${verdicts.length / 2}`,
        task: 'extract',
        a: { n: 1, model: 'small', tier: 'economy' },
        b: { n: 2, model: 'large', tier: 'frontier' },
        judge: 'judge/one',
        ...part,
      }
      verdicts.push({ ...pair, order: 'a-first', winner: aFirst }, { ...pair, order: 'b-first', winner: bFirst })
    }
  return foldVerdicts(verdicts).pairs
}
