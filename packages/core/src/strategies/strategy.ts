import type { DecisionCause } from '../decision/decision.ts'
import type { PlannedStep } from '../decision/to-decision.ts'
import type { Candidate } from '../policy/candidate.ts'
import type { Rejection } from '../policy/rejection.ts'
import type { Snapshot } from '../policy/snapshot.ts'
import type { Tier } from '../policy/tier.ts'
import type { Random } from '../ports/random.ts'
import type { Features } from '../request/features.ts'
import type { RouteRequest } from '../request/route-request.ts'

/** All a strategy may look at. */
export interface StrategyInput {
  readonly request: RouteRequest
  readonly features: Features
  /** Every target that passed the constraints, in tier order, cheapest tier first. */
  readonly candidates: readonly Candidate[]
  /** Targets that broke a constraint, and which. */
  readonly rejected?: readonly Rejection[] | undefined
  /** All tiers, also those left without a candidate. */
  readonly tiers: readonly Tier[]
  readonly snapshot: Snapshot
  /** Seeded by the request's id: the same request draws the same numbers. */
  readonly random: Random
}

/** A step a strategy asks for, before costs are filled in. */
export type ChosenStep = PlannedStep

/** What a strategy answers. The router appends every other candidate as a fallback, unless it is whole. */
export interface Choice {
  readonly strategy: string
  readonly cause: DecisionCause
  /** One sentence for people. */
  readonly reason: string
  /** The rule that held, by its name. */
  readonly rule?: string | undefined
  /** With which probability this first step was to come out, where it was drawn; `unknown`: what became of the draw cannot be reckoned. */
  readonly propensity?: number | 'unknown' | undefined
  /** In order, never empty. `escalateTo` indexes this list. */
  readonly steps: readonly ChosenStep[]
  /** Nothing else stands in when these fail. Default: every other candidate does. */
  readonly isWhole?: boolean | undefined
}

/** Thinks: pure, synchronous, no IO. Undefined = no opinion, ask the next one. */
export interface Strategy {
  readonly name: string
  readonly choose: (input: StrategyInput) => Choice | undefined
  /** Names of tiers, tasks and targets it refers to, for the static proof. */
  readonly references?: (() => { readonly tiers?: readonly string[]; readonly targets?: readonly string[] }) | undefined
  /** The strategy as data, for the policy's version. Functions inside are named by their position only. */
  readonly describe: () => unknown
}
