import type { Decision, EscalationCause } from '@signalbox/core'
import type { Walk } from './walk-plan.ts'

/** Why a tier above the first served, as an outcome says it; undefined = none did. */
export function escalationCauseOf(
  decision: Decision,
  walk: Walk,
  rankOf: (tier: string) => number,
): EscalationCause | undefined {
  const rank = walk.served === undefined ? 0 : rankOf(walk.served.tier)
  if (rank === 0) return undefined
  const first = decision.steps[0]
  if (first !== undefined && rankOf(first.tier) >= rank) {
    const { cause } = decision
    return cause === 'pinned' || cause === 'default' ? 'rule' : cause
  }
  return walk.isAfterGate ? 'gate' : 'fallback'
}
