import type { PlanStep } from './plan-step.ts'

/** Whether two neighbours of a plan may go out as one call: one pool, one tier, no gate, and reached after the same failures. */
export function isOnePool(before: PlanStep | undefined, after: PlanStep | undefined): boolean {
  return (
    before?.pool !== undefined &&
    before.pool.name === after?.pool?.name &&
    before.tier === after.tier &&
    before.gate === undefined &&
    after.gate === undefined &&
    isSame(before.onlyAfter, after.onlyAfter) &&
    isSame(before.notAfter, after.notAfter)
  )
}

/** A decision may have been through JSON. */
function isSame(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  return one?.join() === other?.join()
}
