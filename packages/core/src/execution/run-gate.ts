import type { GateSpec } from '../decision/gate.ts'
import type { PlanStep } from '../decision/plan-step.ts'
import type { AttemptStart } from '../outcome/attempt.ts'
import type { GateCall, GateVerdict } from '../outcome/gate-check.ts'
import type { ReplyView } from '../outcome/reply-view.ts'
import type { CallerSignal } from './caller-signal.ts'
import type { Job } from './job.ts'
import { LiveAttempt, type AttemptStop } from './live-attempt.ts'
import type { RequestLog } from './request-log.ts'

export interface GateRun<Head, Part> {
  readonly job: Job<Head, Part>
  readonly log: RequestLog
  readonly caller: CallerSignal
  readonly live: LiveAttempt<Head, Part>
  readonly step: PlanStep
  readonly index: number
  readonly gate: GateSpec
  readonly deadlineAtMs: number
}

type Decided = Exclude<GateVerdict, { kind: 'abstain' }>

/** Makes the calls a gate needs, asks it, and turns an abstention into the step's `onNoEvidence`. */
export async function runGate<Head, Part>(run: GateRun<Head, Part>): Promise<Decided> {
  const draft: ReplyView = { ...run.live.notes.toView(), target: run.step.target }
  let verdict: GateVerdict
  try {
    const check = run.job.env.gateOf(run.gate)
    const calls = check.calls?.(draft) ?? []
    const answers = await Promise.all(calls.map((call) => sideCall(run, call)))
    verdict = check.judge(draft, answers)
  } catch (error) {
    verdict = {
      kind: 'abstain',
      reason: `gate ${run.gate.name} failed: ${error instanceof Error ? error.message : 'unknown error'}`,
    }
  }
  if (verdict.kind !== 'abstain') return verdict
  return run.step.onNoEvidence === 'accept'
    ? { kind: 'accept', reason: `${verdict.reason}; no evidence is accepted here` }
    : { kind: 'escalate', reason: `${verdict.reason}; no evidence escalates` }
}

/** A sample or a judge: through the same call, under the same deadline, constraints and ceiling. Undefined = it failed. */
async function sideCall<Head, Part>(run: GateRun<Head, Part>, wanted: GateCall): Promise<ReplyView | undefined> {
  const { job, log, caller } = run
  const { env } = job
  const target = env.targetOf(wanted.target ?? run.step.target)
  const step: PlanStep = { ...run.step, target: target.id, model: target.model, gate: undefined }
  const state = { nowMs: env.clock.nowMs(), spentNanoUsd: env.spentNanoUsd(), failures: log.failures }
  if (caller.isAborted() || env.isAllowed(step, state, wanted.ask) !== undefined) return undefined
  const reservation = await env.reserve(step.maxCostNanoUsd ?? 0)
  if (typeof reservation === 'string') return undefined

  const start: AttemptStart = log.begin(step, run.index, wanted.purpose, reservation)
  const live = new LiveAttempt<Head, Part>({
    clock: env.clock,
    call: job.call,
    dialect: job.dialect,
    decision: job.decision,
    target,
    start,
    ask: wanted.ask,
    mostCharacters: Infinity,
    wantsLogprobs: false,
    execution: job.execution,
    deadlineAtMs: run.deadlineAtMs,
  })
  const release = caller.onAbort((reason) => live.abort(reason))
  try {
    const intent = env.record.intent(start)
    if (intent !== undefined) await live.guard(intent)
    await live.openHead()
    while (!(await live.pull()).done);
    log.settle(start, { kind: 'done' }, live)
    return live.notes.toView()
  } catch (thrown) {
    const stop = thrown as AttemptStop
    const end =
      stop.kind === 'failed' ? ({ kind: 'failed', failure: stop.failure } as const) : ({ kind: 'aborted' } as const)
    log.settle(start, end, live, stop.kind === 'failed' ? stop.error : undefined)
    return undefined
  } finally {
    release()
    live.close()
  }
}
