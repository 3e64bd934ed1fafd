import type { PairVerdict, Winner } from './verdict.ts'

/** A pair with what its judge said in both orders. */
export interface JudgedPair extends Omit<PairVerdict, 'order' | 'winner' | 'reason'> {
  /** What was said with `a` shown first. */
  readonly aFirst: Winner
  readonly bFirst: Winner
  /** Won in both orders; anything else is a tie (Zheng and others, "Judging LLM-as-a-judge", NeurIPS 2023, section 3.4). */
  readonly winner: Winner
  /**
   * `a` less `b`: the mean of both orders with 1 for a win of `a`, -1 for one of `b`. A pair that is a win in one order and a tie in the
   * other counts half; one that each order gives to another answer is 0, so a preference for a place cancels.
   */
  readonly preference: number
  /** `same` in both orders, `leaning`: a tie in one of them, `opposed`: the winner changed with the order. */
  readonly agreement: 'same' | 'leaning' | 'opposed'
}

const scores = { a: 1, tie: 0, b: -1 } as const

/** What a winner is worth to `a`: 1, 0 or -1. */
export function scoreOf(winner: Winner): 1 | 0 | -1 {
  return scores[winner]
}

/** Wins of the answer shown first less those of the other, over both orders: 1 = the first both times. What the answers are worth cancels. */
export function firstLeanOf({ aFirst, bFirst }: Pick<JudgedPair, 'aFirst' | 'bFirst'>): number {
  return (scoreOf(aFirst) - scoreOf(bFirst)) / 2
}
