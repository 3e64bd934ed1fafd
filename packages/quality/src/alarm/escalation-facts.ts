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
> &
  // Undefined: the request stands alone.
  Partial<Pick<OutcomeRow, 'session'>>

/** Of an outcome that has just ended. @param session of `outcome-end` */
export function toEscalationFacts(outcome: Outcome, session: string | undefined): EscalationFacts {
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
    session,
  }
}
