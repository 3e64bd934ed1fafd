import type { Target } from '../catalog/target.ts'
import type { Failure } from '../failure/failure.ts'
import { admits, closedBreaker, nextBreaker, type BreakerEvent, type BreakerState } from './breaker.ts'
import { breakerKeysOf, toBreakerKey } from './breaker-scope.ts'

/** The breakers of one router, by scope. The one small owner of their state. */
export interface Breakers {
  /** Whether a call to this target may go through now. */
  readonly admits: (target: Target) => 'yes' | 'probe' | 'no'
  readonly probeStart: (target: Target) => void
  readonly success: (target: Target) => void
  /** Client faults change nothing; a server's hint holds its scope closed for that long. */
  readonly failure: (target: Target, failure: Failure) => void
  /** An attempt that says nothing about its target: aborted, or ended by our own limits. */
  readonly drop: (target: Target) => void
  /** Serialisable, for a restart elsewhere. */
  readonly toJSON: () => Readonly<Record<string, BreakerState>>
}

export interface BreakersOptions {
  readonly monotonicMs: () => number
  readonly onChange?: ((key: string, phase: BreakerState['phase']) => void) | undefined
  readonly initial?: Readonly<Record<string, BreakerState>> | undefined
}

export function createBreakers(options: BreakersOptions): Breakers {
  const states = new Map<string, BreakerState>(Object.entries(options.initial ?? {}))
  const keysByTarget = new WeakMap<Target, readonly string[]>()

  const keysOf = (target: Target): readonly string[] => {
    let keys = keysByTarget.get(target)
    if (keys === undefined) keysByTarget.set(target, (keys = breakerKeysOf(target)))
    return keys
  }
  const step = (key: string, event: BreakerEvent): void => {
    const before = states.get(key) ?? closedBreaker
    const after = nextBreaker(before, event, options.monotonicMs())
    states.set(key, after)
    if (after.phase !== before.phase) options.onChange?.(key, after.phase)
  }

  return {
    admits: (target) => {
      if (states.size === 0) return 'yes'
      let answer: 'yes' | 'probe' = 'yes'
      for (const key of keysOf(target)) {
        const state = states.get(key)
        if (state === undefined) continue
        const one = admits(state, options.monotonicMs())
        if (one === 'no') return 'no'
        if (one === 'probe') answer = 'probe'
      }
      return answer
    },
    probeStart: (target) => {
      for (const key of keysOf(target)) {
        const state = states.get(key)
        if (state !== undefined && admits(state, options.monotonicMs()) === 'probe') step(key, { type: 'probe-start' })
      }
    },
    success: (target) => {
      // Only breakers that have something to forget need a word: a healthy target costs nothing.
      for (const key of keysOf(target)) if (states.has(key)) step(key, { type: 'success' })
    },
    failure: (target, failure) => {
      const key = toBreakerKey(target, failure.scope)
      for (const other of keysOf(target)) {
        if (other !== key && states.get(other)?.phase === 'half-open') step(other, { type: 'probe-drop' })
      }
      if (key === undefined) return
      if (failure.retryAfterMs !== undefined && failure.retryAfterMs > 0) {
        step(key, { type: 'hold', untilMs: options.monotonicMs() + failure.retryAfterMs })
      } else {
        step(key, { type: 'failure' })
      }
    },
    drop: (target) => {
      for (const key of keysOf(target)) if (states.get(key)?.phase === 'half-open') step(key, { type: 'probe-drop' })
    },
    toJSON: () => Object.fromEntries(states),
  }
}
