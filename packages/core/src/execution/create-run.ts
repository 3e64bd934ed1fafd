import { createFailure } from '../failure/create-failure.ts'
import type { Failure } from '../failure/failure.ts'
import type { AttemptEnd } from '../outcome/attempt.ts'
import type { Outcome } from '../outcome/outcome.ts'
import type { CallerSignal } from './caller-signal.ts'
import type { Job } from './job.ts'
import type { AttemptStop, LiveAttempt, PullResult } from './live-attempt.ts'
import type { RequestLog } from './request-log.ts'
import type { Resumed } from './resume.ts'
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
  /** A pull that was under way at the commit point. */
  readonly pending?: Promise<PullResult<Part>> | undefined
  /** Looks for an attempt that can take over after content was shown; undefined where the commit mode is another. */
  readonly resume?:
    | ((seen: {
        readonly failure: Failure
        readonly shown: readonly Part[]
        readonly shownText: string
      }) => Promise<Resumed<Head, Part> | undefined>)
    | undefined
}

const finished = { done: true, value: undefined } as const

/** The committed reply as an iterator: held parts first, then the provider's own pace. Settles attempt and outcome once. */
export function createRun<Head, Part>(committed: CommittedRun<Head, Part>): Run<Head, Part> {
  const { job, log, caller, ending, resume } = committed
  const { breakers, retries } = job.env
  let { live, pending } = committed
  let held = committed.held
  let heldIndex = 0
  let settled: Outcome | undefined
  let current: Ending = ending
  let isSettling = false
  let credited: LiveAttempt<Head, Part> | undefined
  /** Set once another attempt has taken over: its parts must follow what was shown. */
  let splice: ((part: Part) => readonly Part[]) | undefined
  /** Owed to the next pull: why the run ended, where nobody has been told yet. */
  let owed: { readonly error: unknown } | undefined
  let resolveOutcome: (outcome: Outcome) => void = () => {}
  const outcome = new Promise<Outcome>((resolve) => (resolveOutcome = resolve))
  /** All the caller has, kept only where it may have to be proved. */
  const shown: Part[] = []
  let stopListening = (): void => {}

  const blame = (attempt: LiveAttempt<Head, Part>, failure: Failure): void => {
    breakers.failure(attempt.answered, failure, attempt.tookMs())
    breakers.drop(attempt.takeProbes())
  }
  const settle = (kind: Outcome['kind'], end: AttemptEnd, failure?: Ending['failure'], error?: unknown): void => {
    if (isSettling) return
    isSettling = true
    live.close(end.kind === 'aborted' ? caller.reason() : undefined)
    caller.release()
    if (!committed.isSettled) log.settle(live.start, end, live, error)
    finish(kind, failure)
  }
  const finish = (kind: Outcome['kind'], failure?: Ending['failure']): void => {
    current = { ...current, kind, failure }
    void log.finish(current).then((result) => {
      settled = result
      resolveOutcome(result)
    })
    if (kind === 'broken' && live.forwarded === undefined)
      owed = { error: job.env.toError({ ...report(), kind }, log.errors) }
    if (kind === 'aborted' && caller.isAborted()) owed = { error: caller.reason() }
  }
  const ended = (): void => {
    const { finish: marker, hasContent } = live.notes
    if (marker?.reason === 'error' || marker?.reason === 'interrupted') {
      const failure = createFailure(
        marker.reason === 'error' ? 'server-error' : 'cut',
        hasContent ? 'after-content' : 'before-content',
      )
      blame(live, failure)
      return settle('broken', { kind: 'failed', failure }, failure)
    }
    credit()
    settle('served', { kind: 'done' })
  }
  /** The target has done its part at its terminal marker, however long the reader takes: a probe must not wait for him. */
  const credit = (): void => {
    const { finish: marker } = live.notes
    // A pull that was under way when its reader left may still bring the marker.
    if (
      isSettling ||
      credited === live ||
      marker === undefined ||
      marker.reason === 'error' ||
      marker.reason === 'interrupted'
    )
      return
    credited = live
    const { answered } = live
    // Of one whose alternate has answered nothing is known.
    breakers.drop(live.takeProbes())
    breakers.success(answered, live.tookMs())
    retries.success(answered.id)
  }
  const stopped = (stop: AttemptStop): void => {
    if (stop.kind === 'failed') {
      blame(live, stop.failure)
      return settle('broken', { kind: 'failed', failure: stop.failure }, stop.failure, stop.error)
    }
    leave()
  }
  /** Who leaves after the terminal marker has had all that there was. */
  const leave = (): void => {
    if (live.forwarded !== undefined) return stopped(live.forwarded)
    if (live.notes.finish !== undefined) return ended()
    breakers.drop(live.takeProbes())
    settle('aborted', { kind: 'aborted' })
  }
  const report = (): Outcome => {
    if (settled !== undefined) return settled
    return log.preview(current, isSettling || committed.isSettled ? noAttempt : live.start, live)
  }

  const throwOwed = (): void => {
    if (owed === undefined) return
    const { error } = owed
    owed = undefined
    throw error
  }

  const onPulled = (result: PullResult<Part>): PullResult<Part> | Promise<PullResult<Part>> => {
    if (result.done) {
      if (live.forwarded === undefined) ended()
      else stopped(live.forwarded)
      throwOwed()
    } else {
      if (live.forwarded === undefined) credit()
      // After an error of its own a provider may still say what was used; more content would be an answer nobody can trust.
      else if (live.notes.isContentPart) return live.pull().then(onPulled, onStopped)
      if (splice !== undefined) {
        held = splice(result.value)
        heldIndex = 0
        return next()
      }
      if (resume !== undefined) shown.push(result.value)
    }
    return result
  }
  const onStopped = (stop: AttemptStop): PullResult<Part> | Promise<PullResult<Part>> => {
    if (live.forwarded !== undefined) {
      stopped(live.forwarded)
      return finished
    }
    if (stop.kind === 'failed' && resume !== undefined && canTakeOver(stop, live)) return takeOver(stop, resume)
    stopped(stop)
    throwOwed()
    return finished
  }
  /** Settles what broke off, and goes on with an attempt that proves the prefix, where one does. */
  const takeOver = async (
    stop: Extract<AttemptStop, { kind: 'failed' }>,
    find: NonNullable<typeof resume>,
  ): Promise<PullResult<Part>> => {
    const broken = live
    stopListening()
    broken.close()
    blame(broken, stop.failure)
    log.settle(broken.start, { kind: 'failed', failure: stop.failure }, broken, stop.error)
    const resumed = await find({ failure: stop.failure, shown, shownText: broken.notes.text })
    if (resumed === undefined) {
      isSettling = true
      const isAborted = caller.isAborted()
      caller.release()
      finish(isAborted ? 'aborted' : 'broken', isAborted ? undefined : stop.failure)
      throwOwed()
      return finished
    }
    resumed.trial.release()
    live = resumed.trial.live
    current = {
      ...current,
      servedBy: live.start.n,
      fellFromRank: current.fellFromRank ?? job.env.tierRankOf(broken.start.tier),
      fellBy: current.fellBy ?? 'fallback',
    }
    held = resumed.parts
    heldIndex = 0
    splice = (part) => job.dialect.splice?.(shown, part, 0) ?? [part]
    listen()
    if (caller.isAborted()) live.abort(caller.reason())
    return next()
  }
  const listen = (): void => {
    live.isResumable = resume !== undefined
    live.onStop = (stop) => {
      // Between two pulls nobody waits to be told; the next pull is.
      if (stop.kind !== 'failed') stopped(stop)
    }
    const attempt = live
    stopListening = caller.onAbort((reason) => attempt.abort(reason))
    live.commit()
    credit()
  }

  const isComplete = committed.isSettled
  if (!isComplete) {
    listen()
    if (pending !== undefined) {
      pending = pending.then(onPulled, onStopped)
      pending.catch(() => {})
    }
  }

  const next = (): Promise<PullResult<Part>> => {
    if (heldIndex < held.length) {
      const value = held[heldIndex++] as Part
      if (resume !== undefined) shown.push(value)
      return Promise.resolve({ done: false as const, value })
    }
    if (pending !== undefined) {
      const first = pending
      pending = undefined
      return first
    }
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
  }

  return {
    get head() {
      return live.head as Head
    },
    get target() {
      return live.answered
    },
    decision: job.decision,
    report: () => ({ ...report(), kind: settled?.kind }),
    outcome,
    next,
    return: () => {
      if (isComplete) settle('served', { kind: 'done' })
      else if (!isSettling) leave()
      return Promise.resolve(finished)
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** Only text can be held against another reply, and only a fault of the target's own is worth another try. */
function canTakeOver<Head, Part>(
  stop: Extract<AttemptStop, { kind: 'failed' }>,
  { notes }: LiveAttempt<Head, Part>,
): boolean {
  return stop.failure.disposition !== 'stop' && !notes.hasOpaque && notes.finish === undefined
}

/** No attempt of the log: the preview then takes all attempts as settled. */
const noAttempt = { n: 0, step: 0, target: '', model: '', tier: '', purpose: 'serve', startedAtMs: 0 } as const
