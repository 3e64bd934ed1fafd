import type { Decision, PlanStep } from '@signalbox/core'
import { actionOf } from './action-of.ts'
import { answerOf, type AnswerSource } from './known-answer.ts'
import type { PastRequest } from './past-request.ts'
import type { PreparedSide } from './prepare-side.ts'
import type { SideEnding } from './side-run.ts'
import { tokensOf, type TokenBasis } from './tokens-of.ts'
import type { Walk } from './walk-plan.ts'

export interface WalkPricing {
  readonly side: PreparedSide
  readonly past: PastRequest
  readonly atMs: number
  readonly decision: Decision
  readonly walk: Walk
  readonly sourceOf: (step: PlanStep) => AnswerSource
}

type Priced = Pick<SideEnding, 'costNanoUsd' | 'costUnknown' | 'failedUncounted' | 'tokens' | 'durationMs'>

/**
 * What a walk costs and takes: as recorded where it is what happened, else every draft and the served answer at the prices of that moment.
 * What failed attempts cost by themselves is in no record; what a gate's own calls would cost is not known.
 */
export function priceWalk(pricing: WalkPricing): Priced {
  return isWhatHappened(pricing) ? toRecorded(pricing.past) : toPriced(pricing)
}

function isWhatHappened({ past, decision, walk }: WalkPricing): boolean {
  const { actual } = past
  if (actual === undefined || actual.kind !== 'served') return false
  // A log that names the model alone has its whole cost, prompt cache and all: of the same model nothing is surer.
  const isSame =
    actual.servedTarget === undefined
      ? actual.servedModel === walk.served?.model && !actual.isCostLowerBound
      : actual.servedTarget === walk.served?.target
  return isSame && (actual.action === undefined ? walk.asked.length === 1 : actual.action === actionOf(decision))
}

function toRecorded({ actual }: PastRequest): Priced {
  const costNanoUsd = actual?.isCostLowerBound === true ? undefined : actual?.costNanoUsd
  return {
    costNanoUsd,
    costUnknown: costNanoUsd === undefined ? 'no whole cost in the record' : undefined,
    failedUncounted: 0,
    tokens: [],
    durationMs: actual?.durationMs,
  }
}

function toPriced({ side, past, atMs, decision, walk, sourceOf }: WalkPricing): Priced {
  let costUnknown: string | undefined
  let [cost, failedUncounted] = [0, 0]
  let durationMs: number | undefined = 0
  const tokens: TokenBasis[] = []
  for (const { step, end } of walk.asked) {
    if (end === 'failed') {
      failedUncounted++
      continue
    }
    const source = sourceOf(step)
    const took = answerOf(past.answers, source)?.durationMs
    durationMs = took === undefined || durationMs === undefined ? undefined : durationMs + took
    const guess = tokensOf(past, source, decision.inputTokens)
    tokens.push(guess.basis)
    const own = guess.outputTokens === undefined ? step.expectedCostNanoUsd : side.costOf(step.target, guess, atMs)
    if (own === undefined) costUnknown ??= `no price of ${step.model} at that moment`
    else cost += own
    const isGated = step.gate !== undefined && step !== decision.steps.at(-1)
    if (isGated && side.gateMakesCalls(step.gate, past.request))
      costUnknown ??= `what the calls of gate ${step.gate.name} would cost`
  }
  return {
    costNanoUsd: costUnknown === undefined ? cost : undefined,
    costUnknown,
    failedUncounted,
    tokens,
    durationMs: walk.asked.length === 0 || failedUncounted > 0 ? undefined : durationMs,
  }
}
