import type { FailureKind } from '../failure/failure.ts'
import type { Candidate } from '../policy/candidate.ts'
import type { Rejection } from '../policy/rejection.ts'
import type { Decision, PassedOver } from './decision.ts'
import { isOnePool } from './is-one-pool.ts'
import { LazyDecision } from './lazy-decision.ts'
import type { PlanStep } from './plan-step.ts'

/** A step before costs are filled in. */
export type PlannedStep = Pick<
  PlanStep,
  'target' | 'role' | 'gate' | 'onNoEvidence' | 'escalateTo' | 'onlyAfter' | 'notAfter'
>

/** What a strategy answered, as far as the plan needs it. */
export interface PlannedChoice {
  readonly strategy: string
  readonly cause: Decision['cause']
  readonly reason: string
  readonly rule?: string | undefined
  readonly propensity?: number | 'unknown' | undefined
  readonly steps: readonly PlannedStep[]
  /** Nothing else stands in when these fail. Default: every other candidate does. */
  readonly isWhole?: boolean | undefined
}

export interface DecisionInput extends Pick<
  Decision,
  | 'requestId'
  | 'requested'
  | 'isVirtual'
  | 'policy'
  | 'task'
  | 'taskSource'
  | 'language'
  | 'inputTokens'
  | 'maxOutputTokens'
  | 'isOutputLimitDefaulted'
  | 'maxCostUsd'
  | 'baseline'
  | 'decidedAtMs'
> {
  /** undefined = nothing may serve this request: the plan is then empty. */
  readonly choice: PlannedChoice | undefined
  readonly candidates: readonly Candidate[]
  readonly rejected: readonly Rejection[]
  /** Candidates that may stand in when the chosen ones fail. */
  readonly mayFallBackTo: (candidate: Candidate) => boolean
  /** true: its breaker is open now. */
  readonly isOpen: (target: string) => boolean
}

/**
 * Makes the plan: the strategy's steps, then every other candidate as a fallback (the chosen tier first, then upwards, then
 * downwards; open breakers last), and a sentence for each that was not put first.
 */
export function toDecision(input: DecisionInput): Decision {
  const { choice, candidates, rejected, mayFallBackTo, isOpen } = input
  const byTarget = new Map<string, Candidate>()
  for (const candidate of candidates) byTarget.set(candidate.target.id, candidate)
  const steps: PlanStep[] = []
  const planned = new Set<Candidate>()
  for (const step of choice?.steps ?? []) {
    const candidate = byTarget.get(step.target)
    if (candidate === undefined) continue
    planned.add(candidate)
    steps.push(withConditions(toStep(candidate, step.role), step))
  }
  const leadRank = steps[0] === undefined ? 0 : (byTarget.get(steps[0].target)?.tierRank ?? 0)
  if (choice !== undefined && choice.isWhole !== true) {
    const rest = candidates.filter((candidate) => !planned.has(candidate) && mayFallBackTo(candidate))
    const add = (from: number, to: number, isOpenNow: boolean): void => {
      for (const candidate of rest) {
        const { tierRank, target } = candidate
        if (tierRank >= from && tierRank <= to && isOpen(target.id) === isOpenNow)
          steps.push(toStep(candidate, 'fallback'))
      }
    }
    for (const isOpenNow of rest.some(({ target }) => isOpen(target.id)) ? [false, true] : [false]) {
      add(leadRank, Infinity, isOpenNow)
      for (let rank = leadRank - 1; rank >= 0; rank--) add(rank, rank, isOpenNow)
    }
  }

  const expected = steps[0]?.expectedCostNanoUsd
  return new LazyDecision({
    requestId: input.requestId,
    requested: input.requested,
    isVirtual: input.isVirtual,
    policy: input.policy,
    strategy: choice?.strategy ?? 'none',
    cause: choice?.cause ?? 'constraint',
    reason: choice?.reason ?? 'every target breaks a constraint',
    rule: choice?.rule,
    propensity: choice?.propensity === 'unknown' ? undefined : (choice?.propensity ?? 1),
    task: input.task,
    taskSource: input.taskSource,
    language: input.language,
    inputTokens: input.inputTokens,
    maxOutputTokens: input.maxOutputTokens,
    isOutputLimitDefaulted: input.isOutputLimitDefaulted,
    steps,
    rejected,
    expectedCostUsd: expected === undefined ? undefined : expected / 1e9,
    maxCostUsd: input.maxCostUsd,
    baseline: input.baseline,
    decidedAtMs: input.decidedAtMs,
    explain: explainLater(candidates, steps, byTarget, isOpen, choice?.isWhole === true),
  })
}

/** A function of its own: in the scope of the decision it would keep the request with it, as long as anybody keeps the decision. */
function explainLater(...facts: Parameters<typeof toPassedOvers>): () => readonly PassedOver[] {
  return () => toPassedOvers(...facts)
}

function toPassedOvers(
  candidates: readonly Candidate[],
  steps: readonly PlanStep[],
  byTarget: ReadonlyMap<string, Candidate>,
  isOpen: (target: string) => boolean,
  isWhole: boolean,
): readonly PassedOver[] {
  // A target may stand in several lists of a chain: the first that leads to it counts.
  const place = new Map(steps.map((step, index) => [step.target, index] as const).toReversed())
  return candidates
    .filter((candidate) => candidate.target.id !== steps[0]?.target)
    .map((candidate) => toPassedOver(candidate, place.get(candidate.target.id), steps, byTarget, isOpen, isWhole))
}

function toStep(candidate: Candidate, role: PlanStep['role']): PlanStep {
  const { pool } = candidate.target
  const step = {
    target: candidate.target.id,
    model: candidate.card.id,
    tier: candidate.tier,
    role,
    expectedCostNanoUsd: candidate.expectedCostNanoUsd,
    maxCostNanoUsd: candidate.maxCostNanoUsd,
    maxOutputTokens: mostOutputTokens(candidate),
  }
  return pool === undefined ? step : { ...step, pool }
}

function mostOutputTokens({ target, card }: Candidate): number | undefined {
  const most = Math.min(target.maxOutputTokens ?? Infinity, card.maxOutputTokens ?? Infinity)
  return most === Infinity ? undefined : most
}

function withConditions(step: PlanStep, planned: PlannedStep): PlanStep {
  const { gate, onNoEvidence, escalateTo, onlyAfter, notAfter } = planned
  if (gate === undefined && onNoEvidence === undefined && escalateTo === undefined && !onlyAfter && !notAfter)
    return step
  return {
    ...step,
    ...(gate && { gate }),
    ...(onNoEvidence && { onNoEvidence }),
    ...(escalateTo !== undefined && { escalateTo }),
    ...(onlyAfter && { onlyAfter }),
    ...(notAfter && { notAfter }),
  }
}

function toPassedOver(
  candidate: Candidate,
  index: number | undefined,
  steps: readonly PlanStep[],
  byTarget: ReadonlyMap<string, Candidate>,
  isOpen: (target: string) => boolean,
  isWhole: boolean,
): PassedOver {
  const first = steps[0]
  const lead = first && byTarget.get(first.target)
  const base = { target: candidate.target.id, model: candidate.card.id, tier: candidate.tier, step: index }
  if (first === undefined || lead === undefined || index === undefined) {
    const reason = isWhole
      ? 'the strategy names all that may stand in, and not this one'
      : 'the caller named another model, and the policy does not let a different one stand in'
    return { ...base, reason }
  }
  const price = comparePrice(candidate, lead)
  const health = isOpen(candidate.target.id) ? '; its breaker is open' : ''
  const role = steps[index]?.role
  const place = `step ${index + 1} of ${steps.length}`
  let reason: string
  const pooled = pooledWith(steps, index)
  if (pooled !== undefined)
    reason = `${place}: goes out in one call with step ${pooled + 1}, whose carrier falls back to it on its own, where the host can say so${price}`
  else if (role === 'escalation') reason = `${place}: only if a gate turns down the draft of tier ${first.tier}${price}`
  else if (candidate.tierRank === lead.tierRank)
    reason = `${place}: same tier, stands in if those before it fail${price}`
  else if (candidate.tierRank > lead.tierRank)
    reason = `${place}: tier ${candidate.tier} is above what was chosen, stands in if those before it fail${price}`
  else reason = `${place}: tier ${candidate.tier} is below what was chosen, last to stand in${price}`
  return { ...base, reason: reason + toCondition(steps[index]) + health }
}

/** Which failures lead to a step, where not all do. */
function toCondition(step: PlanStep | undefined): string {
  const only = step?.onlyAfter === undefined ? '' : `; only after ${step.onlyAfter.map(toWords).join(' or ')}`
  const not = step?.notAfter === undefined ? '' : `; not after ${step.notAfter.map(toWords).join(' or ')}`
  return only + not
}

function toWords(kind: FailureKind): string {
  if (kind === 'context-length') return 'a prompt that was too long'
  return kind === 'content-policy' ? 'content that was refused' : kind
}

/** Index of the step that begins a pool this one belongs to; undefined = it goes out alone, or begins one. */
function pooledWith(steps: readonly PlanStep[], index: number): number | undefined {
  let first = index
  while (first > 0 && isOnePool(steps[first - 1], steps[first])) first--
  // What is more than one call carries goes out in the next.
  first += Math.floor((index - first) / (steps[first]?.pool?.most ?? Infinity)) * (steps[first]?.pool?.most ?? 0)
  return first === index ? undefined : first
}

function comparePrice(candidate: Candidate, lead: Candidate): string {
  const own = candidate.expectedCostNanoUsd
  const other = lead.expectedCostNanoUsd
  if (own === undefined) return '; its price is unknown'
  if (other === undefined || other === 0 || own === 0) return `; $${toUsd(own)} expected`
  const times = own / other
  const factor = times >= 1 ? `${times.toPrecision(2)} times the price` : `${times.toPrecision(2)} of the price`
  return `; $${toUsd(own)} expected, ${factor}`
}

function toUsd(nanoUsd: number): string {
  return (nanoUsd / 1e9).toPrecision(3)
}
