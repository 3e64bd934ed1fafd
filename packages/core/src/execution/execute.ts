import type { PlanStep } from '../decision/plan-step.ts'
import { createFailure } from '../failure/create-failure.ts'
import type { Failure } from '../failure/failure.ts'
import type { AttemptEnd } from '../outcome/attempt.ts'
import { nextBackoffMs } from './backoff.ts'
import { listenToCaller } from './caller-signal.ts'
import { createRun } from './create-run.ts'
import { createHops } from './hops.ts'
import type { Execution, Job } from './job.ts'
import { LiveAttempt, type AttemptStop } from './live-attempt.ts'
import { createRequestLog, type RequestLog } from './request-log.ts'
import { runGate } from './run-gate.ts'
import type { Ending } from './to-outcome.ts'

/** A reply that a gate turned down, kept in case every later step fails. */
interface Draft<Head, Part> {
  readonly live: LiveAttempt<Head, Part>
  readonly held: readonly Part[]
}

/** How far an attempt must come before it is held no longer. */
type Until = 'head' | 'content' | 'end'

/**
 * Walks a decision's steps once, until one is committed: retry on the same target, fall back, escalate. Streaming and
 * not are the same machine; only `Until` differs. SEAM.md, section 2.
 */
export async function execute<Head, Part>(job: Job<Head, Part>): Promise<Execution<Head, Part>> {
  const { env, decision, execution } = job
  const { steps } = decision
  const { clock } = env
  const caller = listenToCaller(job.signal)
  const log = createRequestLog(env, job.requestId, decision)
  const hops = createHops(env, steps, log)
  const startedMs = clock.monotonicMs()
  const deadlineAtMs = startedMs + execution.deadlineMs
  const ending: { -readonly [K in keyof Ending]: Ending[K] } = { kind: 'failed' }
  let draft: Draft<Head, Part> | undefined
  let from = 0
  let retries = 0
  // Whether the step after a failed, gated one may still be gated is asked anew on every hop.
  const attemptsLeft = (): number => execution.maxAttempts - log.served()

  const commit = (live: LiveAttempt<Head, Part>, held: readonly Part[], isSettled: boolean): Execution<Head, Part> => {
    const served = { ...ending, failure: undefined, servedBy: live.start.n, commitMs: clock.monotonicMs() - startedMs }
    return { kind: 'committed', run: createRun({ job, log, caller, live, held, isSettled, ending: served }) }
  }
  const abort = async (): Promise<Execution<Head, Part>> => {
    const reason = caller.reason()
    caller.release()
    return { kind: 'aborted', reason, outcome: await log.finish({ ...ending, kind: 'aborted' }) }
  }
  const fellFrom = (step: PlanStep | undefined, by: 'fallback' | 'constraint'): void => {
    if (step === undefined) return
    ending.fellFromRank ??= env.tierRankOf(step.tier)
    ending.fellBy ??= by
  }

  while (!caller.isAborted() && attemptsLeft() > 0 && clock.monotonicMs() < deadlineAtMs) {
    const index = hops.next(from)
    const skipped = hops.skip(from, index)
    if (skipped !== undefined) fellFrom(steps[from], skipped)
    const step = index === undefined ? undefined : steps[index]
    if (index === undefined || step === undefined) break

    const reservation = env.reserve(step.maxCostNanoUsd ?? 0)
    if (reservation === undefined) {
      env.record.skip(step, index, 'the rest of the cost ceiling does not cover it')
      fellFrom(step, 'constraint')
      from = index + 1
      continue
    }
    const afterDraft = step.escalateTo ?? index + 1
    const hasNext = attemptsLeft() > 1 && hops.next(index + 1) !== undefined
    const gate = attemptsLeft() > 1 && hops.next(afterDraft) !== undefined ? step.gate : undefined
    const until = untilOf(job, gate !== undefined, !hasNext && draft === undefined)

    const start = log.begin(step, index, 'serve', reservation)
    const target = env.targetOf(step.target)
    const live = new LiveAttempt<Head, Part>({
      clock,
      call: job.call,
      dialect: job.dialect,
      decision,
      target,
      start,
      wantsText: gate !== undefined,
      execution,
      deadlineAtMs,
    })
    const release = caller.onAbort((reason) => live.abort(reason))
    if (env.breakers.admits(target) === 'probe') env.breakers.probeStart(target)
    const held: Part[] = []
    const stop = await drive(live, env.record.intent(start), until, held)
    if (stop === undefined && gate === undefined) {
      release()
      return commit(live, held, false)
    }
    if (stop === undefined && gate !== undefined) {
      env.breakers.success(target)
      const verdict = await runGate({ job, log, caller, live, step, index, gate, deadlineAtMs })
      release()
      if (verdict.kind === 'accept') {
        ending.gate = 'accepted'
        return commit(live, held, false)
      }
      log.settle(start, { kind: 'rejected', gate: gate.name, reason: verdict.reason }, live)
      live.close()
      draft = { live, held }
      from = verdict.kind === 'skip-to' && verdict.step > index ? verdict.step : afterDraft
      retries = 0
      // From here on the tier above is what was meant to serve: a fall-back is counted from there.
      ending.gate = 'rejected'
      ending.isAfterGate = true
      ending.fellFromRank = undefined
      ending.fellBy = undefined
      continue
    }
    release()
    const failure = settleStop(log, live, stop)
    if (failure === undefined) break
    env.breakers.failure(target, failure)
    hops.failed(step, failure)
    ending.failure = failure
    if (failure.disposition === 'stop') break
    const waitMs = retryWaitMs(job, failure, retries, hasNext, attemptsLeft(), deadlineAtMs)
    if (waitMs !== undefined && (await sleep(job, caller, waitMs))) {
      from = index
      retries++
      hops.forgive(step, failure)
    } else {
      fellFrom(step, 'fallback')
      from = index + 1
      retries = 0
    }
  }

  if (caller.isAborted()) return abort()
  if (draft !== undefined && execution.onExhausted === 'serve-draft') {
    ending.gate = 'overruled'
    return commit(draft.live, draft.held, true)
  }
  caller.release()
  ending.failure ??=
    clock.monotonicMs() >= deadlineAtMs
      ? createFailure('deadline', 'before-head')
      : createFailure('no-candidate', 'before-head', noCandidateMessage(steps.length))
  return { kind: 'failed', outcome: await log.finish(ending), errors: log.errors }
}

function untilOf<Head, Part>(job: Job<Head, Part>, isGated: boolean, isLast: boolean): Until {
  if (isGated || job.execution.commit === 'buffer') return 'end'
  return isLast && job.last === 'open' ? 'head' : 'content'
}

/** Brings an attempt to where it may be shown; answers what stopped it short. */
async function drive<Head, Part>(
  live: LiveAttempt<Head, Part>,
  intent: void | PromiseLike<void>,
  until: Until,
  held: Part[],
): Promise<AttemptStop | undefined> {
  try {
    if (intent !== undefined) await live.guard(intent)
    await live.openHead()
    if (until === 'head') return undefined
    for (;;) {
      const { notes } = live
      if (until === 'content' && (notes.hasContent || notes.finish !== undefined)) break
      const result = await live.pull()
      if (result.done) break
      held.push(result.value)
    }
    return stopOfFinish(live)
  } catch (stop) {
    return stop as AttemptStop
  }
}

/** A terminal marker is not yet an answer: `stop` with an empty text is one, `error` and a broken-off reply are not. */
function stopOfFinish<Head, Part>(live: LiveAttempt<Head, Part>): AttemptStop | undefined {
  const { finish, hasContent } = live.notes
  if (finish === undefined) return undefined
  const phase = hasContent ? 'after-content' : 'before-content'
  if (finish.reason === 'error')
    return { kind: 'failed', failure: createFailure('server-error', phase), error: undefined }
  if (finish.reason === 'interrupted') return { kind: 'failed', failure: createFailure('cut', phase), error: undefined }
  if (finish.reason === 'other' && !hasContent)
    return { kind: 'failed', failure: createFailure('empty', phase), error: undefined }
  return undefined
}

/** Settles an attempt that stopped short; undefined when the caller left. */
function settleStop<Head, Part>(
  log: RequestLog,
  live: LiveAttempt<Head, Part>,
  stop: AttemptStop | undefined,
): Failure | undefined {
  const end: AttemptEnd = stop?.kind === 'failed' ? { kind: 'failed', failure: stop.failure } : { kind: 'aborted' }
  live.close(stop?.kind === 'aborted' ? stop.reason : undefined)
  log.settle(live.start, end, live, stop?.kind === 'failed' ? stop.error : undefined)
  return stop?.kind === 'failed' ? stop.failure : undefined
}

/** How long to wait before the same target is asked again; undefined = move on. */
function retryWaitMs<Head, Part>(
  job: Job<Head, Part>,
  failure: Failure,
  retries: number,
  hasNext: boolean,
  attemptsLeft: number,
  deadlineAtMs: number,
): number | undefined {
  const { execution, env } = job
  if (failure.disposition !== 'retry-same' || retries >= execution.maxRetriesPerTarget) return undefined
  // The last attempt of the budget belongs to a target that has not failed yet.
  if (attemptsLeft < (hasNext ? 2 : 1)) return undefined
  if ((failure.retryAfterMs ?? 0) > execution.retryWaitMs) return undefined
  const waitMs = nextBackoffMs(retries, failure.retryAfterMs, env.random)
  return env.clock.monotonicMs() + waitMs < deadlineAtMs ? waitMs : undefined
}

/** true when the time has passed, false when the caller left first. */
function sleep<Head, Part>(
  job: Job<Head, Part>,
  caller: ReturnType<typeof listenToCaller>,
  waitMs: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = job.env.clock.setTimer(() => {
      release()
      resolve(true)
    }, waitMs)
    const release = caller.onAbort(() => {
      cancel()
      resolve(false)
    })
  })
}

function noCandidateMessage(steps: number): string {
  return steps === 0
    ? 'No target may serve this request; decision.rejected says why for each. Loosen a constraint or add a target.'
    : 'No target of the plan may be tried any more: constraints, or the cost ceiling, rule out the rest.'
}
