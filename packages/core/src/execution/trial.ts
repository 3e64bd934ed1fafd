import type { GateSpec } from '../decision/gate.ts'
import type { PlanStep } from '../decision/plan-step.ts'
import type { AttemptEnd, AttemptPurpose } from '../outcome/attempt.ts'
import type { Failure } from '../failure/failure.ts'
import type { CallerSignal } from './caller-signal.ts'
import type { Environment, Reservation } from './environment.ts'
import type { Job } from './job.ts'
import { LiveAttempt, type AttemptStop } from './live-attempt.ts'
import type { RequestLog } from './request-log.ts'

/** A step being tried: its attempt, what was read of it, and the way back from the caller's signal. */
export interface Trial<Head, Part> {
  readonly step: PlanStep
  readonly index: number
  /** Steps that went out in the same call. */
  readonly pooled: readonly number[]
  readonly live: LiveAttempt<Head, Part>
  /** Read so far, in order. */
  readonly held: Part[]
  /** To be awaited before a byte leaves. */
  readonly intent: void | PromiseLike<void>
  /** Stops listening to the caller. */
  readonly release: () => void
}

export interface TrialInput {
  readonly step: PlanStep
  readonly index: number
  readonly purpose: AttemptPurpose
  readonly reservation: Reservation
  readonly wantsText: boolean
  /** The gate that will judge it. */
  readonly gate?: GateSpec | undefined
  readonly deadlineAtMs: number
  /** What the same call is to try in turn: indexes of the plan. */
  readonly pooled?: readonly number[] | undefined
}

/** Begins an attempt in log and ledger; nothing is sent before it is driven. */
export function startTrial<Head, Part>(
  job: Job<Head, Part>,
  log: RequestLog,
  caller: CallerSignal,
  { step, index, purpose, reservation, wantsText, gate, deadlineAtMs, pooled = [] }: TrialInput,
): Trial<Head, Part> {
  const { env } = job
  const target = env.targetOf(step.target)
  const alternates = pooled.flatMap((place) => {
    const other = job.decision.steps[place]
    return other === undefined ? [] : [env.targetOf(other.target)]
  })
  const start = log.begin(step, index, purpose, reservation, alternates)
  const live = new LiveAttempt<Head, Part>({
    clock: env.clock,
    call: job.call,
    dialect: job.dialect,
    decision: job.decision,
    target,
    start,
    alternates,
    mostCharacters: wantsText ? Infinity : (env.keptCharacters ?? 0),
    wantsLogprobs: gate !== undefined && needsLogprobs(env, gate),
    execution: job.execution,
    deadlineAtMs,
  })
  if (env.breakers.admits(target) === 'probe') live.probe(env.breakers.probeStart(target))
  return {
    step,
    index,
    pooled,
    live,
    held: [],
    intent: env.record.intent(start),
    release: caller.onAbort((reason) => live.abort(reason)),
  }
}

/** A gate that cannot be made abstains later, and says why. */
function needsLogprobs({ gateOf }: Environment, gate: GateSpec): boolean {
  try {
    return gateOf(gate).needsLogprobs === true
  } catch {
    return false
  }
}

/** Ends a trial that stopped short; answers its failure, undefined when the caller left. */
export function settleStop<Head, Part>(
  job: Job<Head, Part>,
  log: RequestLog,
  { live, release }: Trial<Head, Part>,
  stop: AttemptStop,
): Failure | undefined {
  release()
  const end: AttemptEnd = stop.kind === 'failed' ? { kind: 'failed', failure: stop.failure } : { kind: 'aborted' }
  live.close(stop.kind === 'aborted' ? stop.reason : undefined)
  log.settle(live.start, end, live, stop.kind === 'failed' ? stop.error : undefined)
  const { breakers } = job.env
  if (stop.kind === 'failed') breakers.failure(live.answered, stop.failure, live.tookMs())
  breakers.drop(live.takeProbes())
  return stop.kind === 'failed' ? stop.failure : undefined
}

/** Ends a trial whose rival showed content first. */
export function settleLost<Head, Part>(
  job: Job<Head, Part>,
  log: RequestLog,
  { live, release }: Trial<Head, Part>,
): void {
  release()
  live.close()
  log.settle(live.start, { kind: 'lost' }, live)
  job.env.breakers.drop(live.takeProbes())
}
