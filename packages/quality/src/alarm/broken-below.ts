import type { Tier } from '@signalbox/core'
import type { EscalationFacts } from './escalation-facts.ts'

/** Targets that broke a constraint below the tier that served, each with the constraint's code. */
export type BrokenBelow = (facts: EscalationFacts) => readonly (readonly [target: string, code: string])[]

/** @param tiers the policy's, cheapest first; a target of none of them counts as below */
export function createBrokenBelow(tiers: readonly Tier[] = []): BrokenBelow {
  const rankOf = new Map(tiers.flatMap(({ targets }, rank) => targets.map((target) => [target, rank] as const)))
  const rankOfTier = new Map(tiers.map(({ name }, rank) => [name, rank]))
  return ({ rejections = {}, servedTier }) => {
    const servedRank = rankOfTier.get(servedTier ?? '') ?? Infinity
    return Object.entries(rejections).filter(([target]) => (rankOf.get(target) ?? 0) < servedRank)
  }
}
