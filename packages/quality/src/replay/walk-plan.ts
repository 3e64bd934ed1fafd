import type { PlanStep } from '@signalbox/core'

/** What a gate is known to have said, or would say, of a draft; a number: go on with that step. */
export type GateAnswer = 'accept' | 'escalate' | 'unknown' | number

/** What is known of a request that a plan is walked for. */
export interface WalkFacts {
  /** Its target failed on this request at the time: it fails again. */
  readonly fails: (step: PlanStep) => boolean
  /** Asked of steps with a gate that is run. */
  readonly gate: (step: PlanStep) => GateAnswer
  /** What an unknown answer is taken for. */
  readonly unknownAs: 'accept' | 'escalate'
  readonly onExhausted: 'serve-draft' | 'fail'
}

/** Steps that were asked, in order, and how each ended. */
export interface Walk {
  readonly asked: readonly { readonly step: PlanStep; readonly end: 'served' | 'rejected' | 'failed' }[]
  readonly served: PlanStep | undefined
  /** A gate turned a draft down on the way. */
  readonly isAfterGate: boolean
  /** Drafts of which it is not known what their gate would say. */
  readonly unknownGates: number
}

/**
 * Walks a plan as execution does: a failure leads to the next step, a rejected draft to its `escalateTo`, the last step's gate is not run,
 * and the last draft is served where all after it fails. Steps for failures of one kind only are passed over: records keep no kinds.
 */
export function walkPlan(steps: readonly PlanStep[], facts: WalkFacts): Walk {
  const asked: Walk['asked'][number][] = []
  let unknownGates = 0
  let draft: PlanStep | undefined
  let index = 0
  while (index < steps.length) {
    const step = steps[index]!
    if (step.onlyAfter !== undefined) index++
    else if (facts.fails(step)) {
      asked.push({ step, end: 'failed' })
      index++
    } else {
      const answer = step.gate === undefined || index === steps.length - 1 ? 'accept' : facts.gate(step)
      if (answer === 'unknown') unknownGates++
      const verdict = answer === 'unknown' ? facts.unknownAs : answer
      if (verdict === 'accept') {
        asked.push({ step, end: 'served' })
        return { asked, served: step, isAfterGate: draft !== undefined, unknownGates }
      }
      asked.push({ step, end: 'rejected' })
      draft = step
      index = typeof verdict === 'number' ? Math.max(index + 1, verdict) : (step.escalateTo ?? index + 1)
    }
  }
  const served = facts.onExhausted === 'serve-draft' ? draft : undefined
  return { asked, served, isAfterGate: false, unknownGates }
}
