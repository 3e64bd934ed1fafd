import type { ModelCard } from '../catalog/model-card.ts'
import type { Price } from '../catalog/price.ts'
import type { Target } from '../catalog/target.ts'

/** A target that passed every constraint, with what deciding needs to know of it. */
export interface Candidate {
  readonly target: Target
  readonly card: ModelCard
  readonly tier: string
  /** 0 = the default handler. */
  readonly tierRank: number
  /** undefined = price unknown. */
  readonly price: Price | undefined
  /** Nano-dollars for the estimated input and the expected output. */
  readonly expectedCostNanoUsd: number | undefined
  /** Nano-dollars if the whole output limit is used. */
  readonly maxCostNanoUsd: number | undefined
}
