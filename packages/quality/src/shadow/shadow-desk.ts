import { systemClock, type Decision, type Outcome, type RouteRequest } from '@signalbox/core'
import { isDrawn } from './is-drawn.ts'
import type { Answered } from './shadow-answer.ts'
import type { ShadowEvent } from './shadow-event.ts'
import type { ShadowOptions } from './shadow-options.ts'
import { createShadowTally } from './shadow-tally.ts'
import type { Shadow } from './shadow.ts'

/** A request of a caller's, as the desk hears of it. */
export interface Followed {
  /** The record's: a decision made before may have another. */
  readonly requestId: string
  readonly request: RouteRequest
  readonly decision: Decision
  /** Never rejects. */
  readonly ended: Promise<Outcome>
  /** Answers beside. Called once, after the end, in a turn of its own; a rejection is told as `shadow-error`. */
  readonly answer: (outcome: Outcome, signal: AbortSignal) => Promise<Answered>
}

/** Chooses whom to answer beside, and when: how many at once, not before their end, never in anybody's way. */
export interface ShadowDesk extends Shadow {
  /** At once, and never throws. */
  readonly follow: (followed: Followed) => void
}

const defaultMaxConcurrent = 8
/** For what was aborted to write its rows. */
const lastWordsMs = 1_000

export function createShadowDesk(options: ShadowOptions & { readonly study: string }): ShadowDesk {
  const { share, study, tasks, when, keepAlive, maxConcurrent = defaultMaxConcurrent } = options
  const clock = options.policy.clock ?? systemClock
  const tally = createShadowTally()
  const running = new Map<string, { readonly abort: (reason: unknown) => void; readonly done: Promise<void> }>()
  let isClosing = false

  const tell = (event: ShadowEvent): void => {
    try {
      options.onEvent?.(event)
    } catch {
      // A listener's fault is not the request's.
    }
  }
  const fault = (requestId: string, error: unknown): void => tell({ type: 'shadow-error', study, requestId, error })
  const finish = (requestId: string, result: Answered): void => {
    if (typeof result === 'string') {
      tally.drop(result)
      return tell({ type: 'shadow-drop', study, requestId, reason: result })
    }
    tally.end(result)
    tell({ type: 'shadow-end', study, requestId, outcome: result })
  }

  const begin = async ({ requestId, request, answer }: Followed, outcome: Outcome): Promise<void> => {
    if (outcome.kind !== 'served' || when?.(request, outcome) === false) return
    if (isClosing) return finish(requestId, 'closing')
    if (running.has(requestId)) return finish(requestId, 'repeated-id')
    if (running.size >= maxConcurrent) return finish(requestId, 'busy')
    const controller = new AbortController()
    const work = async (): Promise<void> => {
      // Whatever the caller does with the end of its answer comes first.
      await new Promise<void>((resolve) => void clock.setTimer(resolve, 0))
      finish(requestId, await answer(outcome, controller.signal))
    }
    const done = work()
      .catch((error: unknown) => fault(requestId, error))
      .finally(() => running.delete(requestId))
    running.set(requestId, { abort: (reason) => controller.abort(reason), done })
    await done
  }

  return {
    study,
    follow: (followed) => {
      const { requestId, request, decision, ended } = followed
      const { isVirtual, task } = decision
      if (!isVirtual || request.shadow === false || tasks?.includes(task) === false) return
      if (!isDrawn(study, requestId, share)) return
      const work = ended.then((outcome) => begin(followed, outcome)).catch((error: unknown) => fault(requestId, error))
      try {
        keepAlive?.(work)
      } catch (error) {
        fault(requestId, error)
      }
    },
    counts: () => ({ ...tally.counts(), running: running.size }),
    drain: async (timeoutMs) => {
      isClosing = true
      const all = Promise.all([...running.values()].map(({ done }) => done))
      const cancels: (() => void)[] = []
      const after = (ms: number): Promise<void> =>
        new Promise((resolve) => void cancels.push(clock.setTimer(resolve, ms)))
      await Promise.race([all, after(timeoutMs)])
      for (const { abort } of running.values()) abort(new Error('The shadow is closing.'))
      await Promise.race([all, after(lastWordsMs)])
      for (const cancel of cancels) cancel()
    },
  }
}
