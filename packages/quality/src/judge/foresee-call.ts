import { createRouter, type RouterOptions, type RouteRequest } from '@signalbox/core'
import type { Arm } from './arms.ts'
import { inputSlackNanoUsd } from './input-slack.ts'

/** What one call of a study is expected to cost, and at most: integers of nano-dollars. A string = why nobody of the arm may answer. */
export type ForeseenCall = { readonly expectedNanoUsd: number; readonly mostNanoUsd: number } | string

/**
 * Decides on calls without making them: constraints and prices as they stand at that moment.
 *
 * @returns takes `moreBytes` where a prompt may yet grow by so many
 */
export function createForesight(
  policy: RouterOptions,
  nowMs: number,
): (request: RouteRequest, arm: Arm, moreBytes?: number) => ForeseenCall {
  const router = createRouter(policy)
  // A budget without end: what has no price is turned down, and nothing for being dear.
  const snapshot = { nowMs, health: {}, budgetLeftNanoUsd: Number.MAX_SAFE_INTEGER }
  return (request, arm, moreBytes = 0) => {
    const { steps, rejected } = router.decideAt(request, snapshot)
    const [first] = steps
    if (first?.expectedCostNanoUsd === undefined) {
      const codes = new Set(rejected.filter(({ target }) => arm.targets.includes(target)).map(({ code }) => code))
      return `${arm.name} may not read them (${[...codes].toSorted().join(', ') || 'no target'})`
    }
    const { expectedCostNanoUsd: expectedNanoUsd } = first
    const slack = inputSlackNanoUsd(request, arm.targets, { policy, nowMs, moreBytes })
    return { expectedNanoUsd, mostNanoUsd: slack + Math.max(...steps.map((step) => step.maxCostNanoUsd ?? 0)) }
  }
}
