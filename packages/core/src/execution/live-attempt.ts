import type { Call } from '../call/call.ts'
import type { Dialect, PartReader } from '../call/dialect.ts'
import type { Target } from '../catalog/target.ts'
import type { Ask } from '../decision/ask.ts'
import type { Decision } from '../decision/decision.ts'
import { classifyFailure } from '../failure/classify-failure.ts'
import { createFailure } from '../failure/create-failure.ts'
import type { Failure } from '../failure/failure.ts'
import type { AttemptStart } from '../outcome/attempt.ts'
import type { Clock } from '../ports/clock.ts'
import { answeredBy } from './answered-by.ts'
import { AttemptNotes } from './attempt-notes.ts'
import type { ExecutionOptions } from './execution-options.ts'
import { openSource, type Source } from './open-source.ts'
import { createWatch, type Limit, type Watch } from './watch.ts'

/** What a pull answers; a failed one rejects with an AttemptStop. */
export type PullResult<Part> =
  | { readonly done: false; readonly value: Part }
  | { readonly done: true; readonly value: undefined }

/** How an attempt stopped short: a failure with its raw error, the caller's abort, or a reader who went away. */
export type AttemptStop =
  | { readonly kind: 'failed'; readonly failure: Failure; readonly error: unknown }
  | { readonly kind: 'aborted'; readonly reason: unknown }
  | { readonly kind: 'idle' }

export interface LiveAttemptOptions<Head, Part> {
  readonly clock: Clock
  readonly call: Call<Head, Part>
  readonly dialect: Dialect<Part>
  readonly decision: Decision
  readonly target: Target
  readonly start: AttemptStart
  readonly ask?: Ask | undefined
  /** What the same call is to try in turn. */
  readonly alternates?: readonly Target[] | undefined
  /** Of its text somebody wants to see; 0 = nobody does. */
  readonly mostCharacters: number
  readonly wantsLogprobs: boolean
  readonly execution: ExecutionOptions
  /** Monotonic ms by which the commit point must be reached. */
  readonly deadlineAtMs: number
}

/** After the terminal marker or an error only trailing frames (usage, `[DONE]`) are waited for, and not for long. */
const trailingMs = 2_000

const noTargets: readonly Target[] = []
const noKeys: readonly string[] = []

const finished = { done: true, value: undefined } as const

/** One call to one target while it runs: its signal, its source, its reader, its clocks. */
export class LiveAttempt<Head, Part> {
  readonly start: AttemptStart
  readonly target: Target
  readonly alternates: readonly Target[]
  readonly notes: AttemptNotes
  readonly startedMs: number
  head: Head | undefined
  firstContentMs: number | undefined
  /** Set once committed: an in-band failure is then forwarded, not thrown. */
  isCommitted = false
  /** Another attempt may take over after the commit point: an in-band failure is then thrown all the same. */
  isResumable = false
  /** The in-band failure a committed run forwarded. */
  forwarded: AttemptStop | undefined

  readonly #options: LiveAttemptOptions<Head, Part>
  readonly #controller = new AbortController()
  readonly #reader: PartReader<Part>
  readonly #watch: Watch
  #source: Source<Part> | undefined
  #resolve: ((result: PullResult<Part>) => void) | undefined
  #reject: ((stop: AttemptStop) => void) | undefined
  #stop: AttemptStop | undefined
  #isDone = false
  #waitStartMs: number
  /** Waited since the last content, before the wait that runs now: frames without content do not reset the gap. */
  #gapUsedMs = 0
  #committedMs = 0
  #probes = noKeys
  #deadlineMs: number

  constructor(options: LiveAttemptOptions<Head, Part>) {
    this.#options = options
    this.start = options.start
    this.target = options.target
    this.alternates = options.alternates ?? noTargets
    this.notes = new AttemptNotes(options.mostCharacters)
    this.#reader = options.dialect.open()
    this.startedMs = options.clock.monotonicMs()
    this.#waitStartMs = this.startedMs
    this.#deadlineMs = options.deadlineAtMs
    this.#watch = createWatch(options.clock, this.#onDue)
  }

  /** Runs something of ours (the intent) under this attempt's clocks and the caller's abort. */
  guard(work: PromiseLike<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#wait(() => resolve(), reject)) work.then(this.#onGuarded, this.#onGuarded)
    })
  }

  /** It is the one probe of these breakers. */
  probe(keys: readonly string[]): void {
    this.#probes = keys
  }

  /** Breakers that wait for its word, once. */
  takeProbes(): readonly string[] {
    const probes = this.#probes
    this.#probes = noKeys
    return probes
  }

  /** Makes the call and waits for its head. Rejects with an AttemptStop. */
  openHead(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.#wait(() => resolve(), reject)) return
      try {
        const { start, target } = this
        const { call, decision, ask, wantsLogprobs } = this.#options
        const reply = call(target, {
          signal: this.#controller.signal,
          attempt: start,
          decision,
          alternates: this.alternates,
          wantsLogprobs,
          ask,
        })
        if ('then' in reply && typeof reply.then === 'function') {
          void reply.then(this.#onReply, this.#onError)
        } else {
          this.#onReply(reply as Awaited<typeof reply>)
        }
      } catch (error) {
        this.#onError(error)
      }
    })
  }

  /** The next part, already read. Rejects with an AttemptStop. One caller at a time. */
  readonly pull = (): Promise<PullResult<Part>> =>
    new Promise((resolve, reject) => {
      if (this.#isDone) return resolve(finished)
      if (this.#wait(resolve, reject)) this.#next()
    })

  /** Who has answered, as far as that is known: its own target, or one of its alternates. */
  get answered(): Target {
    const { accountSoFar, served } = this.notes
    return answeredBy(this.alternates, accountSoFar?.model ?? served, this.target) ?? this.target
  }

  commit(): void {
    this.isCommitted = true
    this.#deadlineMs = Infinity
    this.#committedMs = this.#options.clock.monotonicMs()
    this.#waitStartMs = this.#committedMs
    this.#due(this.#committedMs)
  }

  /** Since it began. */
  tookMs(): number {
    return this.#options.clock.monotonicMs() - this.startedMs
  }

  /** The caller's abort, from outside. */
  abort(reason: unknown): void {
    this.#interrupt({ kind: 'aborted', reason })
  }

  /** Stops clocks and source. The attempt's signal is aborted unless its end was noted. */
  close(reason?: unknown): void {
    this.#isDone = true
    this.#watch.stop()
    if (this.notes.finish === undefined && !this.#controller.signal.aborted) this.#controller.abort(reason)
    this.#source?.close(reason)
  }

  #next(): void {
    try {
      // openHead has set the source before anyone can pull.
      void this.#source?.next().then(this.#onStep, this.#onError)
    } catch (error) {
      this.#onError(error)
    }
  }

  #wait(resolve: (result: PullResult<Part>) => void, reject: (stop: AttemptStop) => void): boolean {
    if (this.#stop !== undefined) {
      reject(this.#stop)
      return false
    }
    this.#resolve = resolve
    this.#reject = reject
    const nowMs = this.#options.clock.monotonicMs()
    this.#waitStartMs = nowMs
    this.#due(nowMs)
    return true
  }

  #due(nowMs: number): void {
    const { firstTokenTimeoutMs, gapTimeoutMs, maxStreamMs } = this.#options.execution
    let atMs: number
    let limit: Limit = 'gap-timeout'
    if (this.notes.finish !== undefined || this.forwarded !== undefined) atMs = nowMs + trailingMs
    else if (this.notes.hasContent) atMs = nowMs + gapTimeoutMs - this.#gapUsedMs
    else {
      atMs = this.startedMs + firstTokenTimeoutMs
      limit = 'first-content-timeout'
    }
    if (this.#deadlineMs < atMs) {
      atMs = this.#deadlineMs
      limit = 'deadline'
    }
    if (this.isCommitted && maxStreamMs !== undefined && this.#committedMs + maxStreamMs < atMs) {
      atMs = this.#committedMs + maxStreamMs
      limit = 'stream-timeout'
    }
    this.#watch.due(atMs, limit)
  }

  readonly #onDue = (limit: Limit): void => {
    const isWaiting = this.#resolve !== undefined
    if (isWaiting && (this.notes.finish !== undefined || this.forwarded !== undefined) && limit !== 'deadline') {
      // The answer is complete, or lost; a provider that never closes its stream changes nothing about that.
      this.#end()
    } else if (isWaiting) {
      this.#fail(createFailure(limit === 'idle-reader' ? 'local' : limit, this.#phase()), undefined)
    } else if (this.isCommitted) {
      const idleAtMs = this.#waitStartMs + this.#options.execution.idleReaderMs
      if (this.#options.clock.monotonicMs() >= idleAtMs) this.#interrupt({ kind: 'idle' })
      else this.#watch.due(idleAtMs, 'idle-reader')
    }
  }

  readonly #onGuarded = (): void => this.#settleWait(finished)

  readonly #onReply = (reply: {
    readonly head: Head
    readonly parts: Parameters<typeof openSource<Part>>[0]
  }): void => {
    try {
      const source = openSource<Part>(reply.parts)
      // A reply that arrives after its attempt was given up is cancelled.
      if (this.#stop !== undefined || this.#isDone) return source.close(undefined)
      this.head = reply.head
      this.#source = source
      this.#settleWait(finished)
    } catch (error) {
      this.#onError(error)
    }
  }

  readonly #onStep = (step: { readonly done?: boolean | undefined; readonly value?: Part | undefined }): void => {
    if (this.#resolve === undefined) return
    if (step.done === true) return this.#onDry()
    const part = step.value as Part
    const { notes } = this
    notes.isContentPart = false
    try {
      this.#reader.read(part, notes)
    } catch (error) {
      return this.#onError(error)
    }
    if (notes.hasFailed) {
      if (this.forwarded === undefined) {
        const stop = this.#toStop(notes.error)
        if (!this.isCommitted || this.isResumable) return this.#interrupt(stop)
        this.forwarded = stop
        // This part is the error's, whatever else is in it.
        notes.isContentPart = false
      }
    } else if (notes.isContentPart) {
      this.#gapUsedMs = 0
      this.firstContentMs ??= this.#options.clock.monotonicMs() - this.startedMs
    } else if (notes.hasContent) {
      this.#gapUsedMs += this.#options.clock.monotonicMs() - this.#waitStartMs
    }
    this.#settleWait({ done: false, value: part })
  }

  #onDry(): void {
    try {
      this.#reader.dry?.(this.notes)
    } catch (error) {
      return this.#onError(error)
    }
    if (this.forwarded !== undefined) return this.#end()
    if (this.notes.hasFailed) return this.#interrupt(this.#toStop(this.notes.error))
    if (this.notes.finish === undefined) {
      return this.#fail(createFailure(this.notes.hasContent ? 'cut' : 'empty', this.#phase()), undefined)
    }
    this.#end()
  }

  #end(): void {
    this.#isDone = true
    this.#settleWait(finished)
  }

  readonly #onError = (error: unknown): void => {
    if (this.#resolve === undefined) return
    this.#interrupt(this.#toStop(error))
  }

  #toStop(error: unknown): AttemptStop {
    let facts
    try {
      facts = this.#options.dialect.toFacts(error)
    } catch {
      facts = {}
    }
    return { kind: 'failed', failure: classifyFailure(facts, this.#phase(), this.#options.clock.nowMs()), error }
  }

  #fail(failure: Failure, error: unknown): void {
    this.#interrupt({ kind: 'failed', failure, error })
  }

  #interrupt(stop: AttemptStop): void {
    if (this.#stop !== undefined) return
    this.#stop = stop
    const reject = this.#reject
    this.#resolve = undefined
    this.#reject = undefined
    this.onStop?.(stop)
    reject?.(stop)
  }

  /** Told of a stop even when nobody waits: an abort or an idle reader between two pulls. */
  onStop: ((stop: AttemptStop) => void) | undefined

  #settleWait(result: PullResult<Part>): void {
    const resolve = this.#resolve
    this.#resolve = undefined
    this.#reject = undefined
    resolve?.(result)
  }

  #phase(): Failure['phase'] {
    if (this.notes.hasContent) return 'after-content'
    return this.#source === undefined ? 'before-head' : 'before-content'
  }
}
