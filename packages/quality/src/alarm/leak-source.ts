import type { BrokenBelow } from './broken-below.ts'
import type { EscalationFacts } from './escalation-facts.ts'

/** The part of the policy that an escalation came through, by the policy's own names: a rule, a gate, constraints, a target. */
export function leakSourceOf(facts: EscalationFacts, brokenBelow: BrokenBelow): string {
  switch (facts.escalationCause) {
    case 'gate':
      return facts.decidedGate ?? 'unknown'
    case 'constraint': {
      const codes = brokenBelow(facts).map(([, code]) => code)
      // A limit that held when the plan was made and no longer when its turn came leaves no rejection.
      return codes.length === 0 ? 'when its turn came' : [...new Set(codes)].toSorted().join(' + ')
    }
    case 'fallback':
      return facts.decidedTarget ?? 'unknown'
    case 'exploration':
      return 'drawn'
    default:
      return facts.rule ?? 'otherwise'
  }
}
