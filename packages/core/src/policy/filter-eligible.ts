import type { Catalog } from '../catalog/catalog.ts'
import { costNanoUsd } from '../catalog/cost-of.ts'
import { priceOfTarget } from '../catalog/price-of-target.ts'
import type { Target } from '../catalog/target.ts'
import type { Features } from '../request/features.ts'
import type { RouteRequest } from '../request/route-request.ts'
import type { Candidate } from './candidate.ts'
import { constraintChecks, type ConstraintCheck } from './constraint-checks.ts'
import type { Constraints } from '../request/constraints.ts'
import { expectedOutputTokens } from './expected-output.ts'
import type { Rejection } from './rejection.ts'
import type { Snapshot } from './snapshot.ts'
import type { Tier } from './tier.ts'

export interface EligibilityInput {
  readonly request: RouteRequest
  readonly features: Features
  readonly tiers: readonly Tier[]
  readonly targets: ReadonlyMap<string, Target>
  readonly catalog: Catalog
  readonly constraints: Constraints
  readonly snapshot: Snapshot
  /** Targets the caller named: those in no tier serve only such callers. */
  readonly named?: readonly string[] | undefined
  /** Set under a ceiling or budget when the caller gives none. Default 4,096 (design, invariant 10). */
  readonly defaultMaxOutputTokens?: number | undefined
}

export interface Eligibility {
  /** In tier order, cheapest tier first. */
  readonly eligible: readonly Candidate[]
  readonly rejected: readonly Rejection[]
  /** Limit the request is sent with; undefined = none. */
  readonly maxOutputTokens: number | undefined
  readonly isOutputLimitDefaulted: boolean
}

const defaultOutputLimit = 4_096
/** Stands where a tier's name does, for a target in none. */
const noTier = 'none'

/** Who may serve this request, and why each other target may not. Pure. */
export function filterEligible(input: EligibilityInput): Eligibility {
  const { request, features, constraints, snapshot } = input
  const hasCeiling = constraints.maxCostUsd !== undefined || snapshot.budgetLeftNanoUsd !== undefined
  const isOutputLimitDefaulted = hasCeiling && request.maxOutputTokens === undefined
  const maxOutputTokens = isOutputLimitDefaulted
    ? (input.defaultMaxOutputTokens ?? defaultOutputLimit)
    : request.maxOutputTokens
  const outputTokens = expectedOutputTokens(features, maxOutputTokens)
  const eligible: Candidate[] = []
  const rejected: Rejection[] = []

  const checks = constraintChecks.filter(({ applies }) => applies?.(constraints, features, request) ?? true)
  const add = (id: string, tier: string, tierRank: number): void => {
    const target = input.targets.get(id)
    if (target === undefined) return
    const candidate = toCandidate(input, checks, target, tier, tierRank, maxOutputTokens, outputTokens)
    if ('code' in candidate) rejected.push(candidate)
    else {
      const reason = checkCost(candidate, constraints, snapshot)
      if (reason === undefined) eligible.push(candidate)
      else rejected.push(toRejection(target, tier, reason.code, reason.detail))
    }
  }
  input.tiers.forEach((tier, tierRank) => {
    for (const id of tier.targets) add(id, tier.name, tierRank)
  })
  for (const id of input.named ?? []) {
    if (!input.tiers.some(({ targets }) => targets.includes(id))) add(id, noTier, 0)
  }
  return { eligible, rejected, maxOutputTokens, isOutputLimitDefaulted }
}

function toCandidate(
  input: EligibilityInput,
  checks: readonly ConstraintCheck[],
  target: Target,
  tier: string,
  tierRank: number,
  maxOutputTokens: number | undefined,
  outputTokens: number,
): Candidate | Rejection {
  const { request, features, constraints, snapshot } = input
  const card = input.catalog.find(target.model)
  if (card === undefined)
    return toRejection(target, tier, 'unknown-model', `is of model ${target.model}, which the catalogue does not have`)
  const check = { request, features, constraints, target, card, nowMs: snapshot.nowMs, maxOutputTokens }
  for (const constraint of checks) {
    const detail = constraint.check(check)
    if (detail !== undefined) return toRejection(target, tier, constraint.code, detail)
  }
  const { inputTokens } = features
  const price = priceOfTarget(target, card, snapshot.nowMs)
  const limit = maxOutputTokens ?? card.maxOutputTokens
  return {
    target,
    card,
    tier,
    tierRank,
    price,
    expectedCostNanoUsd: price && costNanoUsd(price, { inputTokens, outputTokens }),
    maxCostNanoUsd: price && limit !== undefined ? costNanoUsd(price, { inputTokens, outputTokens: limit }) : undefined,
  }
}

function toRejection(target: Target, tier: string, code: Rejection['code'], detail: string): Rejection {
  return { target: target.id, model: target.model, tier, code, detail }
}

function checkCost(
  candidate: Candidate,
  constraints: Constraints,
  snapshot: Snapshot,
): Pick<Rejection, 'code' | 'detail'> | undefined {
  const ceiling = constraints.maxCostUsd
  const left = snapshot.budgetLeftNanoUsd
  if (ceiling === undefined && left === undefined) return undefined
  const most = candidate.maxCostNanoUsd
  if (most === undefined) {
    return {
      code: 'price-unknown',
      detail: 'has no known price, and the policy has a cost ceiling; declare a price or an assumedPrice',
    }
  }
  if (ceiling !== undefined && most > ceiling * 1e9) {
    return { code: 'cost-ceiling', detail: `may cost $${toUsd(most)}; the ceiling is $${ceiling}` }
  }
  if (left !== undefined && most > left)
    return { code: 'budget', detail: `may cost $${toUsd(most)}; the budget has $${toUsd(left)} left` }
  return undefined
}

function toUsd(nanoUsd: number): string {
  return (nanoUsd / 1e9).toPrecision(3)
}
