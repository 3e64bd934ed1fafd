import { createFailure } from '../failure/create-failure.ts'
import type { Clock } from '../ports/clock.ts'
import type { CommitMode } from './execution-options.ts'
import type { AttemptStop, PullResult } from './live-attempt.ts'
import type { Trial } from './trial.ts'

/** How far an attempt must come before it is held no longer. */
export type Until = 'head' | 'content' | 'end' | Exclude<CommitMode, string>

/** Where an attempt has come to: what stopped it short, or nothing. */
export interface Driven<Part> {
  readonly stop?: AttemptStop | undefined
  /** A pull under way when a holdback ran out: the run's first. */
  readonly pending?: Promise<PullResult<Part>> | undefined
}

/** Brings an attempt to where it may be shown. Never rejects. */
export async function drive<Head, Part>(trial: Trial<Head, Part>, until: Until, clock: Clock): Promise<Driven<Part>> {
  const { live, intent } = trial
  try {
    if (intent !== undefined) await live.guard(intent)
    await live.openHead()
    return until === 'head' ? {} : await driveOn(trial, until, clock)
  } catch (stop) {
    return { stop: stop as AttemptStop }
  }
}

/** The same for an attempt that has its head. */
export async function driveOn<Head, Part>(
  { live, held }: Trial<Head, Part>,
  until: Exclude<Until, 'head'>,
  clock: Clock,
): Promise<Driven<Part>> {
  const { notes } = live
  try {
    const isShort = (): boolean => until === 'end' || !(notes.hasContent || notes.finish !== undefined)
    while (isShort()) {
      const result = await live.pull()
      if (result.done) break
      held.push(result.value)
    }
    if (typeof until === 'object' && notes.finish === undefined) {
      const heldBack = await holdBack(live, held, until.holdback, clock)
      if (heldBack !== undefined) return heldBack
    }
    return { stop: stopOfFinish(live) }
  } catch (stop) {
    return { stop: stop as AttemptStop }
  }
}

/** Holds on after the first content; answers the pull that was under way when time ran out. */
async function holdBack<Head, Part>(
  live: Trial<Head, Part>['live'],
  held: Part[],
  { ms = Infinity, tokens = Infinity }: Exclude<CommitMode, string>['holdback'],
  clock: Clock,
): Promise<{ readonly pending: Promise<PullResult<Part>> } | undefined> {
  const state = { isOver: false }
  let cancel = (): void => {}
  const over = new Promise<'over'>((resolve) => {
    if (ms === Infinity) return
    cancel = clock.setTimer(() => {
      state.isOver = true
      resolve('over')
    }, ms)
  })
  try {
    while (!state.isOver && live.notes.contentTokens < tokens && live.notes.finish === undefined) {
      const pull = live.pull()
      const first = await Promise.race([pull, over])
      if (first === 'over') {
        // Whoever takes it over hears of a failure; until then it must not count as unhandled.
        pull.catch(() => {})
        return { pending: pull }
      }
      if (first.done) return undefined
      held.push(first.value)
    }
    return undefined
  } finally {
    cancel()
  }
}

/** A terminal marker is not yet an answer: `stop` with an empty text is one, `error` and a broken-off reply are not. */
function stopOfFinish<Head, Part>(live: Trial<Head, Part>['live']): AttemptStop | undefined {
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
