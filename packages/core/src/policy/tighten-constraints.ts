import type { AllowDeny, Constraints } from '../request/constraints.ts'

/** Both sets of limits at once: the lower figure, what both allow, what either denies. A request can narrow its policy, never widen it. */
export function tightenConstraints(policy: Constraints, request: Constraints | undefined): Constraints {
  if (request === undefined) return policy
  return {
    maxCostUsd: least(policy.maxCostUsd, request.maxCostUsd),
    maxRetentionDays: least(policy.maxRetentionDays, request.maxRetentionDays),
    openWeights: policy.openWeights === true || request.openWeights === true ? true : undefined,
    jurisdictions: both(policy.jurisdictions, request.jurisdictions),
    licences: both(policy.licences, request.licences),
    vendors: both(policy.vendors, request.vendors),
    models: both(policy.models, request.models),
    targets: both(policy.targets, request.targets),
    regions: both(policy.regions, request.regions),
  }
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b)
}

function both(a: AllowDeny | undefined, b: AllowDeny | undefined): AllowDeny | undefined {
  if (a === undefined || b === undefined) return a ?? b
  const { allow = b.allow } = a
  return {
    allow: b.allow === undefined ? allow : allow?.filter((one) => b.allow?.includes(one)),
    deny: [...(a.deny ?? []), ...(b.deny ?? [])],
  }
}
