import type { Decision, GateSpec, PlanStep } from '@signalbox/core'
import { actionOf } from './action-of.ts'
import { answerGate } from './answer-gate.ts'
import { escalationCauseOf } from './escalation-cause.ts'
import { answerOf, type AnswerSource } from './known-answer.ts'
import type { PastRequest } from './past-request.ts'
import type { PreparedSide } from './prepare-side.ts'
import { priceWalk } from './price-walk.ts'
import { rememberSession, sessionOf } from './session-of.ts'
import type { SideEnding, SideRun } from './side-run.ts'
import { unserved } from './unserved.ts'
import { walkPlan, type GateAnswer, type Walk } from './walk-plan.ts'

/** What a side would have made of a request: decided at its moment, and its plan walked against what is known of answers. */
export function projectedRun(
  side: PreparedSide,
  past: PastRequest,
  atMs: number,
  /** The plan its recorded verdicts are of; undefined = only the gates' names are known. */
  before: Decision | undefined,
): SideRun {
  const { request, actual } = past
  const decision = side.decide(request, atMs, sessionOf(side, request))
  if (decision === undefined || decision.steps.length === 0) return withoutPlan(decision)
  const sourceOf = (step: PlanStep): AnswerSource => ({
    target: step.target,
    model: step.model,
    rank: side.rankOf(step.tier) === 0 ? 'weak' : 'strong',
  })
  const gate = (step: PlanStep): GateAnswer =>
    answerGate({
      spec: step.gate as GateSpec,
      request,
      answer: answerOf(past.answers, sourceOf(step)),
      onNoEvidence: step.onNoEvidence ?? 'escalate',
      recorded: before?.steps.find(({ target }) => target === step.target)?.gate,
      resolve: side.resolveGate,
    })
  // One that failed and then served was asked again.
  const fails = (step: PlanStep): boolean =>
    actual !== undefined && actual.failedTargets.includes(step.target) && actual.servedTarget !== step.target
  const walk = (unknownAs: 'accept' | 'escalate'): Walk =>
    walkPlan(decision.steps, { fails, gate, unknownAs, onExhausted: side.onExhausted })
  const toEnding = (walked: Walk): SideEnding => {
    const { served, asked } = walked
    const cause = escalationCauseOf(decision, walked, side.rankOf)
    return {
      served: served && {
        target: served.target,
        model: served.model,
        answer: answerOf(past.answers, sourceOf(served)),
      },
      escalated: cause !== undefined,
      cause,
      ...priceWalk({ side, past, atMs, decision, walk: walked, sourceOf }),
      path: asked.filter(({ end }) => end !== 'failed').map(({ step }) => step),
    }
  }
  const accepted = walk('accept')
  const atLeast = toEnding(accepted)
  const run: SideRun = {
    plan: 'made',
    action: actionOf(decision),
    isVirtual: decision.isVirtual,
    rejections: decision.rejected.map(({ code }) => code),
    atLeast,
    atMost: accepted.unknownGates === 0 ? atLeast : toEnding(walk('escalate')),
    unknownGates: accepted.unknownGates,
    decision,
    actionApart: decision.propensity === 1 ? actionOf(decision) : apartOf(side, past, atMs),
  }
  rememberSession(side, request, decision, atLeast.served, atMs)
  return run
}

function withoutPlan(decision: Decision | undefined): SideRun {
  return {
    plan: decision === undefined ? 'unknown-model' : 'lost',
    action: undefined,
    isVirtual: decision?.isVirtual ?? false,
    rejections: decision?.rejected.map(({ code }) => code) ?? [],
    atLeast: unserved,
    atMost: unserved,
    unknownGates: 0,
    decision,
    actionApart: undefined,
  }
}

/** A plan that was drawn is drawn once more: under the request's own id it would follow the dice of the time. */
function apartOf(side: PreparedSide, { id, request, actual }: PastRequest, atMs: number): string | undefined {
  if (actual?.propensity === undefined) return undefined
  const again = side.decide({ ...request, id: `${id} apart` }, atMs, sessionOf(side, request))
  return again && actionOf(again)
}
