import type { EscalationFacts } from './escalation-facts.ts'

/**
 * What a request is to an alarm. `uncounted`: not served, or a model was named. `by-caller`: he named the tier. `within`: the default
 * handler served. `intended`: an escalation that a rule asked for, or one drawn to learn from. `leak`: any other.
 */
export type EscalationKind = 'uncounted' | 'by-caller' | 'within' | 'intended' | 'leak'

/** Causes that somebody has decided on. */
const intendedCauses: ReadonlySet<string | undefined> = new Set(['rule', 'exploration'])

export function isIntended(cause: string | undefined): boolean {
  return intendedCauses.has(cause)
}

export function classifyEscalation(
  facts: EscalationFacts,
  namesTier: (facts: EscalationFacts) => boolean,
): EscalationKind {
  if (facts.kind !== 'served' || !facts.isVirtual) return 'uncounted'
  if (namesTier(facts)) return 'by-caller'
  if (!facts.escalated) return 'within'
  return isIntended(facts.escalationCause) ? 'intended' : 'leak'
}
