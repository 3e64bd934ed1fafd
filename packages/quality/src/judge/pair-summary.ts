import type { Estimate } from '../statistics/estimate.ts'
import type { PredictionPowered } from '../statistics/prediction-powered.ts'
import type { Conclusion } from './conclude.ts'
import type { PositionBias } from './measure-position-bias.ts'
import type { Agreement } from './summarize-agreement.ts'
import type { Evidence } from './weigh-evidence.ts'

/** What the pairs of a task type say, or all of them. */
export interface PairSummary extends Conclusion, Evidence {
  /** undefined = all task types. */
  readonly task: string | undefined
  readonly pairs: number
  /**
   * Shares of `a`, weighed by traffic where that was given. A pair is won or lost in both orders; one that is a tie in one order counts
   * half, one whose winner changes with the order is a tie.
   */
  readonly win: Estimate
  readonly tie: Estimate
  readonly loss: Estimate
  /** Pairs that were a tie in one of their orders, and those whose winner changed with the order. */
  readonly leaning: number
  readonly opposed: number
  /** Chance of seeing as much if `a` were worse by the margin, raised for all task types; undefined where no family is corrected. */
  readonly p: number | undefined
  /** Wins less losses as people see them, from the judge's verdicts put right by people's; undefined = fewer than 20 of theirs. */
  readonly byPeople: PredictionPowered | undefined
}

/** What a study says. Plain data. */
export interface StudySummary {
  readonly judge: string
  readonly margin: number
  /** Of all intervals but kappa's, and of the verdicts; two-sided. */
  readonly confidence: number
  readonly total: PairSummary
  /** In the order of their pairs, most first. */
  readonly tasks: readonly PairSummary[]
  /** `holm`: the chance that even one `shown` of the task types is wrong is held, not that of each. */
  readonly family: 'holm' | 'none'
  readonly isWeighed: boolean
  readonly position: PositionBias
  /** undefined = people have judged none of these pairs. */
  readonly agreement: Agreement | undefined
  /** Sentences: what makes the figures less sure than their intervals. */
  readonly warnings: readonly string[]
}
