import type { Pool } from '../catalog/target.ts'
import type { FailureKind } from '../failure/failure.ts'
import type { GateSpec } from './gate.ts'

/** Why a step stands in the plan: the strategy chose it, or it is there in case the ones before fail. */
export type StepRole = 'chosen' | 'escalation' | 'fallback'

/** One candidate of a plan. */
export interface PlanStep {
  readonly target: string
  readonly model: string
  readonly tier: string
  readonly role: StepRole
  /** A check of the reply; the step is then held until it has answered. Not run on the last step. */
  readonly gate?: GateSpec | undefined
  /** What counts when every gate abstains. Default `escalate`. */
  readonly onNoEvidence?: 'accept' | 'escalate' | undefined
  /** Index of the step that follows a rejected draft. Default: the next one. */
  readonly escalateTo?: number | undefined
  /** Reached only where something before has failed in such a way. */
  readonly onlyAfter?: readonly FailureKind[] | undefined
  /** Not reached where something before has failed in such a way. */
  readonly notAfter?: readonly FailureKind[] | undefined
  /**
   * Who carries the call falls back on its own among steps of the same pool and tier that follow each other: they go out as one call,
   * where the host can say so.
   */
  readonly pool?: Pool | undefined
  /** Expected cost of this step alone, in integers of nano-dollars; undefined = price unknown. */
  readonly expectedCostNanoUsd?: number | undefined
  /** Cost if the whole output limit is used. */
  readonly maxCostNanoUsd?: number | undefined
  /** The most tokens the target gives at once, for a wire that cannot do without a limit; undefined = not known. */
  readonly maxOutputTokens?: number | undefined
}
