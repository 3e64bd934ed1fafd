import type { SideRun } from './side-run.ts'

/**
 * The least and the most a request can cost, nano-dollars, whatever unknown gates answer. What really happened may have cost more than what
 * follows it would at list prices: an accepted draft is not always the cheaper end. Undefined = part of it is not known.
 */
export function costBounds({
  atLeast,
  atMost,
}: Pick<SideRun, 'atLeast' | 'atMost'>): { readonly least: number; readonly most: number } | undefined {
  const [one, other] = [atLeast.costNanoUsd, atMost.costNanoUsd]
  if (one === undefined || other === undefined) return undefined
  return { least: Math.min(one, other), most: Math.max(one, other) }
}
