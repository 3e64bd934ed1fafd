import type { Outcome, OutcomeRow } from '@signalbox/core'

/** What an alarm looks at of a request: a ledger's row has it, and an outcome. */
export type EscalationFacts = Pick<
  OutcomeRow,
  | 'requestId'
  | 'kind'
  | 'isVirtual'
  | 'requested'
  | 'strategy'
  | 'task'
  | 'escalated'
  | 'escalationCause'
  | 'rule'
  | 'decidedTarget'
  | 'decidedGate'
  | 'rejections'
  | 'servedTier'
>

/** Of an outcome that has just ended. */
export function toEscalationFacts(outcome: Outcome): EscalationFacts {
  const { decision, servedBy } = outcome
  const first = decision.steps[0]
  return {
    requestId: outcome.requestId,
    kind: outcome.kind,
    isVirtual: decision.isVirtual,
    requested: decision.requested,
    strategy: decision.strategy,
    task: decision.task,
    escalated: outcome.escalated,
    escalationCause: outcome.escalationCause,
    rule: decision.rule,
    decidedTarget: first?.target,
    decidedGate: first?.gate?.name,
    rejections: Object.fromEntries(decision.rejected.map(({ target, code }) => [target, code])),
    servedTier: servedBy?.tier,
  }
}
