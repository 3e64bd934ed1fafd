import { fewestClusters } from '../statistics/cluster-bootstrap.ts'
import { fewestEffective } from '../statistics/effective-clusters.ts'
import type { Savings } from './savings.ts'

/** One conversation of more than this share says more of the saving than all others together may correct. */
const largeShare = 0.2

/** What a reader must know before quoting the saving, one sentence each. */
export function toWarnings(
  { baselines, leftOut, policies, prices, requests, evidenceOfUnknownCost }: Omit<Savings, 'warnings'>,
  named: string | undefined,
): string[] {
  const warnings: string[] = []
  if (named !== undefined && baselines.length === 0 && requests > 0)
    warnings.push(`No request was recorded against the baseline ${named}.`)
  if (baselines.length > 1)
    warnings.push(
      `The period has ${baselines.length} baselines (${baselines.map(({ baseline }) => baseline).join(', ')}): their savings are not added. Name one to look at it alone.`,
    )
  const names = [...new Set(policies.map(({ name }) => name))]
  if (names.length > 1) warnings.push(`${names.length} policies are taken together (${names.join(', ')}).`)
  for (const { baseline, clusters, effectiveClusters, largestShare } of baselines) {
    if (clusters < fewestClusters)
      warnings.push(
        `Against ${baseline} there are ${clusters} conversations: an interval needs ${fewestClusters}, so none is given.`,
      )
    else if (effectiveClusters < fewestEffective)
      warnings.push(
        `Against ${baseline} there are ${clusters} conversations, of which the dearest make them worth ${Math.floor(effectiveClusters)} of equal cost: an interval needs ${fewestEffective}, so none is given.`,
      )
    if (clusters > 1 && largestShare > largeShare)
      warnings.push(
        `One conversation is ${Math.round(largestShare * 100)} % of ${baseline}'s cost: what callers send under one session id counts as one.`,
      )
  }
  const unknown = leftOut
    .filter(({ reason }) => reason === 'cost-unknown' || reason === 'baseline-price-unknown')
    .reduce((sum, group) => sum + group.requests, 0)
  if (unknown > 0.05 * requests)
    warnings.push(
      `${unknown} of ${requests} requests have no known cost or baseline price: the saving is of the others only.`,
    )
  const assumed = prices.filter(({ isAssumed }) => isAssumed)
  if (assumed.length > 0)
    warnings.push(`Prices of ${assumed.map(({ model }) => model).join(', ')} are assumed by the operator.`)
  if (evidenceOfUnknownCost > 0)
    warnings.push(
      `${evidenceOfUnknownCost} attempts of shadows and studies have no known cost: evidence cost at least what is said.`,
    )
  return warnings
}
