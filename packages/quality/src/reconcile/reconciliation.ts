import type { DifferenceReason, ExplainedPart } from './explain-difference.ts'
import type { UsageSums, UsageTold } from './usage-sums.ts'

/** One model on one day, both sides. */
export interface ReconciledCell {
  readonly day: string
  /** As the export writes it, else as we do; `(all)` where the export does not tell models apart. */
  readonly model: string
  readonly ours: UsageSums
  readonly theirs: UsageSums
  /** Why the costs differ: parts of theirs less ours. Empty where they do not, or the export tells no cost. */
  readonly parts: readonly ExplainedPart[]
}

/** The ledger beside the bill. */
export interface Reconciliation {
  readonly fromDay: string | undefined
  readonly toDay: string | undefined
  readonly told: UsageTold
  /** By day, then model. */
  readonly cells: readonly ReconciledCell[]
  readonly ours: UsageSums
  readonly theirs: UsageSums
  /** What differs, by reason: sums of absolute amounts, so that too much of one day does not hide too little of another. */
  readonly differences: readonly { readonly reason: DifferenceReason; readonly nanoUsd: number }[]
  /** Of that, what has a reason; undefined where nothing differs. */
  readonly explainedShare: number | undefined
  /** Sum over models of what differs in the whole period, over theirs: of costs, else of tokens, else of requests. undefined = they count nothing. */
  readonly differenceShare: number | undefined
  readonly tolerance: number
  readonly isWithin: boolean
  /** Attempts in its period of models that the export does not name: of other providers, it is taken. */
  readonly elsewhere: { readonly attempts: number; readonly costNanoUsd: number; readonly models: readonly string[] }
  /** Attempts before its first day or after its last. */
  readonly outsidePeriod: { readonly attempts: number; readonly costNanoUsd: number }
  /** Attempts that are compared whose cost is not wholly known. */
  readonly costUnknownAttempts: number
}
