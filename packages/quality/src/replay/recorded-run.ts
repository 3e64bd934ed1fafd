import { answerOf } from './known-answer.ts'
import type { PastRequest } from './past-request.ts'
import type { SideRun } from './side-run.ts'
import { unserved } from './unserved.ts'

/** What the record says happened. */
export function recordedRun({ actual, answers }: PastRequest): SideRun {
  // Logs of others name the model alone.
  const target = actual?.kind === 'served' ? (actual.servedTarget ?? actual.servedModel) : undefined
  const model = actual?.servedModel ?? target ?? ''
  const rank = actual?.escalated === true ? 'strong' : 'weak'
  const costNanoUsd = actual?.isCostLowerBound === true ? undefined : actual?.costNanoUsd
  const ending: SideRun['atLeast'] = {
    ...unserved,
    served: target === undefined ? undefined : { target, model, answer: answerOf(answers, { target, model, rank }) },
    escalated: target !== undefined && actual?.escalated === true,
    cause: actual?.escalationCause,
    costNanoUsd,
    costUnknown: costNanoUsd === undefined && actual !== undefined ? 'no whole cost in the record' : undefined,
    durationMs: target === undefined ? undefined : actual?.durationMs,
  }
  const hasPlan = actual?.action !== undefined || target !== undefined
  return {
    plan: hasPlan ? 'made' : actual?.propensity === undefined ? 'unknown' : 'lost',
    action: actual?.action,
    isVirtual: actual?.isVirtual ?? true,
    rejections: Object.values(actual?.rejections ?? {}),
    atLeast: ending,
    atMost: ending,
    unknownGates: 0,
    decision: undefined,
    actionApart: undefined,
  }
}
