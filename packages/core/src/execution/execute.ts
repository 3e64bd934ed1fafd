import type { PlanStep } from '../decision/plan-step.ts'
import { createFailure } from '../failure/create-failure.ts'
import type { Failure } from '../failure/failure.ts'
import type { AttemptPurpose } from '../outcome/attempt.ts'
import { listenToCaller } from './caller-signal.ts'
import { createRun } from './create-run.ts'
import { drive, type Until } from './drive.ts'
import { createHops } from './hops.ts'
import type { Execution, Job } from './job.ts'
import type { PullResult } from './live-attempt.ts'
import { pause } from './pause.ts'
import { race, type Raced } from './race.ts'
import { createRequestLog } from './request-log.ts'
import { resume } from './resume.ts'
import { retryWaitMs } from './retry-wait.ts'
import { runGate } from './run-gate.ts'
import { settleLost, settleStop, startTrial, type Trial } from './trial.ts'
import type { Ending } from './to-outcome.ts'

/**
 * Walks a decision's steps once, until one is committed: retry on the same target, hedge, fall back, escalate. Streaming and
 * not are the same machine; only `Until` differs. SEAM.md, section 2.
 */
export async function execute<Head, Part>(job: Job<Head, Part>): Promise<Execution<Head, Part>> {
  const { env, decision, execution } = job
  const { steps } = decision
  const { clock, breakers } = env
  const caller = listenToCaller(job.signal)
  const log = createRequestLog(env, job.requestId, decision)
  const hops = createHops(env, steps, log)
  const startedMs = clock.monotonicMs()
  const deadlineAtMs = startedMs + execution.deadlineMs
  const ending: { -readonly [K in keyof Ending]: Ending[K] } = { kind: 'failed' }
  /** A reply that a gate turned down, kept in case every later step fails. */
  let draft: Trial<Head, Part> | undefined
  let from = 0
  let retries = 0
  // Whether the step after a failed, gated one may still be gated is asked anew on every hop.
  const attemptsLeft = (): number => execution.maxAttempts - log.served()

  const commit = (
    trial: Trial<Head, Part>,
    isSettled: boolean,
    pending?: Promise<PullResult<Part>>,
  ): Execution<Head, Part> => {
    const { live, held } = trial
    trial.release()
    const served = { ...ending, failure: undefined, servedBy: live.start.n, commitMs: clock.monotonicMs() - startedMs }
    const { splice } = job.dialect
    return {
      kind: 'committed',
      run: createRun({
        job,
        log,
        caller,
        live,
        held,
        isSettled,
        ending: served,
        pending,
        resume:
          execution.commit !== 'resume' || splice === undefined || isSettled
            ? undefined
            : ({ failure, shown, shownText }) => {
                hops.failed({ ...trial.step, target: live.answered.id }, failure)
                hops.cover(triedUpTo(trial))
                from = Math.max(from, trial.index + 1)
                return resume({
                  clock,
                  shown,
                  shownText,
                  splice,
                  startNext: async () => {
                    const next = await startNext('serve', Infinity, true)
                    if (next !== undefined) from = Math.max(from, next.trial.index + 1)
                    return next?.trial
                  },
                  onFailed: fail,
                  onMismatch: (mismatch) => {
                    const { live: other, release } = mismatch
                    release()
                    breakers.drop(other.takeProbes())
                    breakers.success(other.answered, other.tookMs())
                    hops.cover(triedUpTo(mismatch))
                    other.close()
                    const reason = 'its reply does not begin with what was shown'
                    log.settle(other.start, { kind: 'rejected', gate: 'resume', reason }, other)
                  },
                })
              },
      }),
    }
  }
  const fellFrom = (step: PlanStep | undefined, by: 'fallback' | 'constraint'): void => {
    if (step === undefined) return
    ending.fellFromRank ??= env.tierRankOf(step.tier)
    ending.fellBy ??= by
  }
  /** Settles an attempt that stopped short, and remembers what is ill. */
  const fail = (trial: Trial<Head, Part>, stop: Parameters<typeof settleStop>[3]): Failure | undefined => {
    const failure = settleStop(job, log, trial, stop)
    if (failure === undefined) return undefined
    hops.failed({ ...trial.step, target: trial.live.answered.id }, failure)
    hops.cover(hasRefused(failure) ? trial.pooled : triedUpTo(trial))
    return failure
  }
  const mostOf = (indexes: readonly number[]): number =>
    Math.max(...indexes.map((index) => steps[index]?.maxCostNanoUsd ?? 0))
  /** What of a pooled call its carrier has tried, where one of the alternates has answered: it tries them in turn. */
  const triedUpTo = ({ pooled, live }: Trial<Head, Part>): readonly number[] =>
    pooled.slice(0, pooled.findIndex((index) => steps[index]?.target === live.answered.id) + 1)

  interface Started {
    readonly trial: Trial<Head, Part>
    readonly gate: PlanStep['gate']
    readonly afterDraft: number
    readonly hasNext: boolean
  }
  /** Begins the next attempt that may be made; undefined = there is none. Moves `from` to its step. */
  const startNext = async (
    purpose: AttemptPurpose,
    untilMs: number,
    wantsText: boolean,
  ): Promise<Started | undefined> => {
    while (!caller.isAborted() && attemptsLeft() > 0 && clock.monotonicMs() < untilMs) {
      const index = hops.next(from)
      const skipped = hops.skip(from, index)
      if (skipped !== undefined) fellFrom(steps[from], skipped)
      const step = index === undefined ? undefined : steps[index]
      if (index === undefined || step === undefined) return undefined
      from = Math.max(from, index)
      // Everything is held closed: a server that asked for a moment gets it where there is time.
      const holdMs = hops.isWell(step) ? 0 : breakers.holdLeftMs(env.targetOf(step.target))
      if (holdMs > 0 && holdMs <= execution.retryWaitMs && clock.monotonicMs() + holdMs < untilMs) {
        if (!(await pause(clock, caller, holdMs))) return undefined
        // Meanwhile another may be well again, or a constraint speak against this one.
        if (hops.next(from) !== index) continue
      }
      hops.take(index)
      if (!hops.isWell(step) && !hops.payForIll(step)) return undefined
      let pooled = job.carriesPools?.(env.targetOf(step.target)) === true ? hops.poolOf(index) : none
      let reservation = await env.reserve(mostOf([index, ...pooled]))
      if (typeof reservation === 'string' && mostOf(pooled) > mostOf([index])) {
        // The call may yet be paid for without those that cost more than its own target.
        pooled = pooled.filter((at) => mostOf([at]) <= mostOf([index]))
        reservation = await env.reserve(mostOf([index]))
      }
      if (typeof reservation === 'string') {
        env.record.skip(step, index, reservation)
        fellFrom(step, 'constraint')
        from = Math.max(from, index + 1)
        continue
      }
      if (caller.isAborted()) {
        reservation.settle(0)
        return undefined
      }
      const afterDraft = step.escalateTo ?? index + 1
      // Alternates count: where the carrier cannot have tried them, they are asked.
      const hasNext = attemptsLeft() > 1 && hops.nextAhead(index + 1) !== undefined
      const gate = attemptsLeft() > 1 && (hops.next(afterDraft) ?? -1) >= afterDraft ? step.gate : undefined
      const trial = startTrial(job, log, caller, {
        step,
        index,
        purpose,
        reservation,
        wantsText: wantsText || gate !== undefined,
        gate,
        deadlineAtMs: untilMs,
        pooled,
      })
      return { trial, gate, afterDraft, hasNext }
    }
    return undefined
  }
  /** The rival of a slow attempt: another target that is well, under the same limits and the hedge's own. */
  const startRival = async (trial: Trial<Head, Part>): Promise<Trial<Head, Part> | undefined> => {
    const index =
      attemptsLeft() > 0 ? hops.nextWell((trial.pooled.at(-1) ?? trial.index) + 1, trial.step.target) : undefined
    const step = index === undefined ? undefined : steps[index]
    if (index === undefined || step === undefined || step.gate !== undefined) return undefined
    const capUsd = execution.hedge?.maxCostUsd
    if (capUsd !== undefined && (step.maxCostNanoUsd ?? Infinity) > capUsd * 1e9) return undefined
    if (!env.retries.take(step.target, 'server-error', 1)) return undefined
    const reservation = await env.reserve(step.maxCostNanoUsd ?? 0)
    if (typeof reservation === 'string') return undefined
    if (caller.isAborted()) {
      reservation.settle(0)
      return undefined
    }
    hops.takeBeside(index)
    const wantsText = execution.commit === 'resume'
    return startTrial(job, log, caller, { step, index, purpose: 'hedge', reservation, wantsText, deadlineAtMs })
  }
  const driveAlone = async (trial: Trial<Head, Part>, until: Until): Promise<Raced<Head, Part>> => ({
    trial,
    rival: undefined,
    ...(await drive(trial, until, clock)),
  })

  for (;;) {
    const started = await startNext('serve', deadlineAtMs, execution.commit === 'resume')
    if (started === undefined) break
    const { gate, hasNext, afterDraft } = started
    const until = untilOf(job, gate !== undefined, !hasNext && draft === undefined)
    const isHedged = execution.hedge !== undefined && gate === undefined && until !== 'head' && hasNext
    const { trial, rival, stop, pending } = isHedged
      ? await race({
          clock,
          first: started.trial,
          delayMs: execution.hedge?.delayMs ?? 0,
          until,
          startRival: () => startRival(started.trial),
          onLost: (one) => settleLost(job, log, one),
          onFailed: fail,
        })
      : await driveAlone(started.trial, until)
    const { step, index, live } = trial
    if (rival === trial) fellFrom(started.trial.step, 'fallback')

    if (stop === undefined && gate === undefined) return commit(trial, false, pending)
    if (stop === undefined && gate !== undefined) {
      const verdict = await runGate({ job, log, caller, live, step, index, gate, deadlineAtMs })
      if (verdict.kind === 'accept') {
        ending.gate = 'accepted'
        return commit(trial, false)
      }
      trial.release()
      // A poor answer is an answer: the target is well.
      breakers.drop(live.takeProbes())
      breakers.success(live.answered, live.tookMs())
      env.retries.success(live.answered.id)
      log.settle(live.start, { kind: 'rejected', gate: gate.name, reason: verdict.reason }, live)
      live.close()
      draft = trial
      from = verdict.kind === 'skip-to' && verdict.step > index ? verdict.step : afterDraft
      hops.leave(from)
      retries = 0
      // From here on the tier above is what was meant to serve: a fall-back is counted from there.
      ending.gate = 'rejected'
      ending.isAfterGate = true
      ending.fellFromRank = undefined
      ending.fellBy = undefined
      continue
    }
    const failure = stop && fail(trial, stop)
    if (failure === undefined) break
    ending.failure = failure
    if (failure.disposition === 'stop' && !hops.isMeantFor(failure, started.trial.index + 1)) break
    const isWell = breakers.admits(live.target) === 'yes'
    const waitMs =
      rival === undefined && index === from
        ? retryWaitMs(job, {
            failure,
            target: step.target,
            retries,
            hasNext: attemptsLeft() > 0 && hops.next(index + 1) !== undefined,
            attemptsLeft: attemptsLeft(),
            deadlineAtMs,
            isWell,
          })
        : undefined
    if (waitMs !== undefined && (await pause(clock, caller, waitMs))) {
      retries++
      hops.forgive(step, failure)
    } else {
      fellFrom(step, 'fallback')
      // A step passed over before leaves the plan where it was; one asked beside the first is not asked again.
      from = Math.max(from, started.trial.index + 1)
      retries = 0
    }
  }

  if (caller.isAborted()) {
    const reason = caller.reason()
    caller.release()
    return { kind: 'aborted', reason, outcome: await log.finish({ ...ending, kind: 'aborted' }) }
  }
  if (draft !== undefined && execution.onExhausted === 'serve-draft') {
    ending.gate = 'overruled'
    return commit(draft, true)
  }
  caller.release()
  ending.failure ??=
    clock.monotonicMs() >= deadlineAtMs
      ? createFailure('deadline', 'before-head')
      : createFailure('no-candidate', 'before-head', noCandidateMessage(steps.length))
  // The plan has been walked to its end: whoever asks again walks it again. That helps only where a server has said when to come back.
  const { disposition, retryAfterMs } = ending.failure
  const mayPass = disposition !== 'stop' && retryAfterMs !== undefined && log.served() > 0
  const isRetryable = mayPass && attemptsLeft() > 0 && clock.monotonicMs() < deadlineAtMs
  return { kind: 'failed', outcome: await log.finish(ending), errors: log.errors, isRetryable }
}

/** A carrier that refuses has tried all it could; one that cannot be reached, or is late, or breaks off, has not. */
function hasRefused({ phase, status }: Failure): boolean {
  return phase === 'before-head' && status !== undefined
}

const none: readonly number[] = []

function untilOf<Head, Part>({ execution, last }: Job<Head, Part>, isGated: boolean, isLast: boolean): Until {
  const { commit } = execution
  if (isGated || commit === 'buffer') return 'end'
  if (isLast && last === 'open') return 'head'
  return typeof commit === 'object' ? commit : 'content'
}

function noCandidateMessage(steps: number): string {
  return steps === 0
    ? 'No target may serve this request; decision.rejected says why for each. Loosen a constraint or add a target.'
    : 'No target of the plan may be tried any more: constraints, or the cost ceiling, rule out the rest.'
}
