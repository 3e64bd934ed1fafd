import type { GateCheck, GateSpec, ReplyView, RouteRequest } from '@signalbox/core'
import type { KnownAnswer } from './past-request.ts'
import type { GateAnswer } from './walk-plan.ts'

export interface GateQuestion {
  readonly spec: GateSpec
  readonly request: RouteRequest
  readonly answer: KnownAnswer | undefined
  readonly onNoEvidence: 'accept' | 'escalate'
  /** The gate its recorded verdict is known to be of; undefined = only its name is known. */
  readonly recorded: GateSpec | undefined
  /** Throws for parameters it cannot use. */
  readonly resolve: (spec: GateSpec, request: RouteRequest) => GateCheck
}

type Verdict = GateAnswer | 'abstain'

/** What a gate says of an answer without any call: as it is recorded, else run on the text that was kept, else unknown. */
export function answerGate(question: GateQuestion): GateAnswer {
  const verdict = judge(question, question.spec)
  return verdict === 'abstain' ? question.onNoEvidence : verdict
}

function judge(question: GateQuestion, spec: GateSpec): Verdict {
  const { answer, recorded } = question
  if (answer?.gate?.name === spec.name && isSame(recorded, spec)) return answer.gate.accepted ? 'accept' : 'escalate'
  if (spec.name === 'all-of' || spec.name === 'any-of') {
    const parts = (spec.params['gates'] as readonly GateSpec[]).map((part) => judge(question, part))
    return spec.name === 'all-of' ? combine(parts, isEscalation) : combine(parts, (one) => one === 'accept')
  }
  return answer?.reply === undefined ? 'unknown' : run(question, spec, answer.reply)
}

/** The first that decides alone; else whatever is not known, else what anybody says. */
function combine(parts: readonly Verdict[], decides: (verdict: Verdict) => boolean): Verdict {
  return (
    parts.find(decides) ??
    parts.find((part) => part === 'unknown') ??
    parts.find((part) => part !== 'abstain') ??
    'abstain'
  )
}

function isEscalation(verdict: Verdict): boolean {
  return verdict === 'escalate' || typeof verdict === 'number'
}

/** A gate looks at the request beside the reply: a recorded request without its messages cannot stand in for it. */
function run({ request, resolve }: GateQuestion, spec: GateSpec, reply: ReplyView): Verdict {
  if (request.messages.length === 0) return 'unknown'
  try {
    const check = resolve(spec, request)
    if ((check.calls?.(reply).length ?? 0) > 0) return 'unknown'
    if (check.needsLogprobs === true && reply.logprobs === undefined) return 'unknown'
    const verdict = check.judge(reply, [])
    return verdict.kind === 'skip-to' ? verdict.step : verdict.kind
  } catch {
    return 'unknown'
  }
}

function isSame(recorded: GateSpec | undefined, spec: GateSpec): boolean {
  return (
    recorded === undefined ||
    recorded.name !== spec.name ||
    JSON.stringify(recorded.params) === JSON.stringify(spec.params)
  )
}
