import { createFailure } from '../failure/create-failure.ts'
import type { AttemptEnd } from '../outcome/attempt.ts'
import type { Outcome } from '../outcome/outcome.ts'
import type { CallerSignal } from './caller-signal.ts'
import type { Job } from './job.ts'
import type { AttemptStop, LiveAttempt, PullResult } from './live-attempt.ts'
import type { RequestLog } from './request-log.ts'
import type { Run } from './run.ts'
import type { Ending } from './to-outcome.ts'

export interface CommittedRun<Head, Part> {
  readonly job: Job<Head, Part>
  readonly log: RequestLog
  readonly caller: CallerSignal
  readonly live: LiveAttempt<Head, Part>
  /** Read before the commit point, in order. */
  readonly held: readonly Part[]
  /** true for a draft: complete, its attempt settled as rejected. */
  readonly isSettled: boolean
  readonly ending: Ending
}

const finished = { done: true, value: undefined } as const

/** The committed reply as an iterator: held parts first, then the provider's own pace. Settles attempt and outcome once. */
export function createRun<Head, Part>(committed: CommittedRun<Head, Part>): Run<Head, Part> {
  const { job, log, caller, live, held, ending } = committed
  const { start, notes, target } = live
  const { breakers } = job.env
  let heldIndex = 0
  let settled: Outcome | undefined
  let current: Ending = ending
  let isSettling = false
  /** Owed to the next pull: why the run ended, where nobody has been told yet. */
  let owed: { readonly error: unknown } | undefined
  let resolveOutcome: (outcome: Outcome) => void = () => {}
  const outcome = new Promise<Outcome>((resolve) => (resolveOutcome = resolve))

  const settle = (kind: Outcome['kind'], end: AttemptEnd, failure?: Ending['failure'], error?: unknown): void => {
    if (isSettling) return
    isSettling = true
    live.close(end.kind === 'aborted' ? caller.reason() : undefined)
    caller.release()
    if (!committed.isSettled) log.settle(start, end, live, error)
    current = { ...ending, kind, failure }
    void log.finish(current).then((result) => {
      settled = result
      resolveOutcome(result)
    })
    if (kind === 'broken' && live.forwarded === undefined)
      owed = { error: job.env.toError({ ...report(), kind }, log.errors) }
    if (kind === 'aborted' && caller.isAborted()) owed = { error: caller.reason() }
  }
  const finish = (): void => {
    breakers.success(target)
    const { finish: marker } = notes
    if (marker?.reason === 'error' || marker?.reason === 'interrupted') {
      const failure = createFailure(
        marker.reason === 'error' ? 'server-error' : 'cut',
        notes.hasContent ? 'after-content' : 'before-content',
      )
      return settle('broken', { kind: 'failed', failure }, failure)
    }
    settle('served', { kind: 'done' })
  }
  const stopped = (stop: AttemptStop): void => {
    if (stop.kind === 'failed') {
      breakers.failure(target, stop.failure)
      return settle('broken', { kind: 'failed', failure: stop.failure }, stop.failure, stop.error)
    }
    breakers.drop(target)
    // Who leaves after the terminal marker has had the whole answer.
    if (notes.finish !== undefined) settle('served', { kind: 'done' })
    else settle('aborted', { kind: 'aborted' })
  }
  const report = (): Outcome => {
    if (settled !== undefined) return settled
    return log.preview(current, isSettling || committed.isSettled ? noAttempt : start, live)
  }

  const throwOwed = (): void => {
    if (owed === undefined) return
    const { error } = owed
    owed = undefined
    throw error
  }

  const onPulled = (result: PullResult<Part>): PullResult<Part> => {
    if (result.done) {
      if (live.forwarded === undefined) finish()
      throwOwed()
    } else if (live.forwarded !== undefined) stopped(live.forwarded)
    return result
  }
  const onStopped = (stop: AttemptStop): PullResult<Part> => {
    stopped(stop)
    throwOwed()
    return finished
  }

  const isComplete = committed.isSettled
  if (!isComplete) {
    live.onStop = (stop) => {
      // Between two pulls nobody waits to be told; the next pull is.
      if (stop.kind !== 'failed') stopped(stop)
    }
    caller.onAbort((reason) => live.abort(reason))
    live.commit()
  }

  return {
    head: live.head as Head,
    target,
    decision: job.decision,
    report: () => ({ ...report(), kind: settled?.kind }),
    outcome,
    next: () => {
      if (heldIndex < held.length) return Promise.resolve({ done: false as const, value: held[heldIndex++] as Part })
      if (isComplete) {
        settle('served', { kind: 'done' })
        return Promise.resolve(finished)
      }
      if (isSettling) {
        const last = owed
        owed = undefined
        return last === undefined ? Promise.resolve(finished) : Promise.reject(last.error)
      }
      return live.pull().then(onPulled, onStopped)
    },
    return: () => {
      if (isComplete || notes.finish !== undefined) settle('served', { kind: 'done' })
      else {
        breakers.drop(target)
        settle('aborted', { kind: 'aborted' })
      }
      return Promise.resolve(finished)
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** No attempt of the log: the preview then takes all attempts as settled. */
const noAttempt = { n: 0, step: 0, target: '', model: '', tier: '', purpose: 'serve', startedAtMs: 0 } as const
