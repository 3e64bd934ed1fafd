import type { Tier } from '@signalbox/core'
import type { EscalationFacts } from './escalation-facts.ts'

/** The part of the policy that an escalation came through, by the policy's own names: a rule, a gate, constraints, a target. */
export type LeakSource = (facts: EscalationFacts) => string

/** @param tiers the policy's, cheapest first: with them only constraints below the tier that served are named */
export function createLeakSource(tiers: readonly Tier[] = []): LeakSource {
  const rankOf = new Map(tiers.flatMap(({ targets }, rank) => targets.map((target) => [target, rank] as const)))
  const rankOfTier = new Map(tiers.map(({ name }, rank) => [name, rank]))
  const brokenBelow = ({ rejections = {}, servedTier }: EscalationFacts): string => {
    const servedRank = rankOfTier.get(servedTier ?? '') ?? Infinity
    const codes = Object.entries(rejections).flatMap(([target, code]) =>
      (rankOf.get(target) ?? 0) < servedRank ? [code] : [],
    )
    // A limit that held when the plan was made and no longer when its turn came leaves no rejection.
    return codes.length === 0 ? 'when its turn came' : [...new Set(codes)].toSorted().join(' + ')
  }
  return (facts) => {
    switch (facts.escalationCause) {
      case 'gate':
        return facts.decidedGate ?? 'unknown'
      case 'constraint':
        return brokenBelow(facts)
      case 'fallback':
        return facts.decidedTarget ?? 'unknown'
      case 'exploration':
        return 'drawn'
      default:
        return facts.rule ?? 'otherwise'
    }
  }
}
