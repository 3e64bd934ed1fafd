import type { RouteRequest } from '@signalbox/core'
import type { Arms, Arm } from './arms.ts'
import type { KnownAnswers } from './known-answers.ts'
import type { LeftOut } from './left-out.ts'
import type { PairVerdict } from './verdict.ts'

/** One request that takes part, with what is known of it already. */
export interface PlannedPair extends KnownAnswers {
  readonly requestId: string
  readonly task: string
  /** Name of its stratum. */
  readonly stratum: string
  readonly asked: RouteRequest
  /** Of this study and judge, about these two answers. */
  readonly verdicts: readonly PairVerdict[]
}

/** A cell of the sample. */
export interface PlannedStratum {
  /** `TASK/ARM` */
  readonly name: string
  readonly task: string
  /** Name of the arm that served these requests. */
  readonly arm: string
  /** Requests it stands for. */
  readonly traffic: number
  readonly withPrompt: number
  readonly pairs: number
}

/** What a study will do, before anything is sent. */
export interface StudyPlan {
  readonly study: string
  readonly arms: Arms
  readonly judge: Arm
  readonly strata: readonly PlannedStratum[]
  readonly pairs: readonly PlannedPair[]
  /** There would be more of them, for more than they were to cost. */
  readonly isShortened: boolean
  readonly leftOut: readonly LeftOut[]
  readonly calls: {
    /** Answers of the other arm that nobody has asked for yet. */
    readonly counterparts: number
    /** Answers that were served and not kept: asked for again. */
    readonly again: number
    readonly verdicts: number
  }
  /** What the record has already, and is not paid again. */
  readonly known: { readonly answers: number; readonly verdicts: number }
  /** Integers of nano-dollars. */
  readonly expectedNanoUsd: number
  /** Every prompt as many tokens as it has bytes, every answer as long as its limit, every verdict asked for twice; calls that fail apart. */
  readonly mostNanoUsd: number
}
