import type { Catalog } from '../catalog/catalog.ts'
import type { Target } from '../catalog/target.ts'
import type { Features } from '../request/features.ts'
import type { RouteRequest } from '../request/route-request.ts'
import { constraintChecks } from './constraint-checks.ts'
import type { Constraints } from '../request/constraints.ts'

export interface AllowedInput {
  readonly request: RouteRequest
  readonly features: Features
  readonly catalog: Catalog
  readonly targetOf: (id: string) => Target
  readonly constraints: Constraints
  readonly maxOutputTokens: number | undefined
}

/** What a hop is: a step of the plan, at this moment, after what has happened. */
export interface Hop {
  readonly target: string
  readonly maxCostNanoUsd?: number | undefined
  readonly nowMs: number
  readonly spentNanoUsd: number
  readonly failures: readonly { readonly target: string; readonly kind: string }[]
}

/**
 * The same limits as `filterEligible`, asked again before every hop with what is left: a model may have been withdrawn since,
 * the ceiling is partly spent, and a context that was too long for one target needs a larger one (design, invariant 2).
 * @returns why not, or undefined
 */
export function createAllowedCheck(input: AllowedInput): (hop: Hop) => string | undefined {
  const { request, features, catalog, constraints, maxOutputTokens } = input
  const windowOf = (id: string): number | undefined => {
    const target = input.targetOf(id)
    return target.contextTokens ?? catalog.find(target.model)?.contextTokens
  }
  return (hop) => {
    const target = input.targetOf(hop.target)
    const card = catalog.find(target.model)
    if (card === undefined) return `the catalogue does not have ${target.model}`
    const check = { request, features, constraints, target, card, nowMs: hop.nowMs, maxOutputTokens }
    for (const constraint of constraintChecks) {
      const detail = constraint.check(check)
      if (detail !== undefined) return detail
    }
    const ceiling = constraints.maxCostUsd
    if (
      ceiling !== undefined &&
      hop.maxCostNanoUsd !== undefined &&
      hop.spentNanoUsd + hop.maxCostNanoUsd > ceiling * 1e9
    ) {
      return `may cost $${(hop.maxCostNanoUsd / 1e9).toPrecision(3)} more; $${((ceiling * 1e9 - hop.spentNanoUsd) / 1e9).toPrecision(3)} of the ceiling is left`
    }
    for (const failure of hop.failures) {
      if (failure.kind === 'context-length' && (windowOf(hop.target) ?? 0) <= (windowOf(failure.target) ?? 0)) {
        return `has no larger context window than ${failure.target}, which the prompt did not fit`
      }
    }
    return undefined
  }
}
