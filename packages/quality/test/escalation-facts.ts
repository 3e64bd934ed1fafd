import type { EscalationFacts } from '../src/alarm/escalation-facts.ts'

/** A request that the default handler served, unless told otherwise. */
export function facts(more: Partial<EscalationFacts> = {}): EscalationFacts {
  return {
    requestId: 'r1',
    kind: 'served',
    isVirtual: true,
    requested: 'auto',
    strategy: 'rules',
    task: 'classify',
    escalated: false,
    escalationCause: undefined,
    rule: 'rule 1',
    decidedTarget: 'cheap',
    decidedGate: undefined,
    rejections: undefined,
    servedTier: 'economy',
    ...more,
  }
}

/** One that a tier above the first one served, for this cause. */
export function escalated(cause: string, more: Partial<EscalationFacts> = {}): EscalationFacts {
  return facts({ escalated: true, escalationCause: cause, servedTier: 'frontier', ...more })
}
