import type { Target } from '../catalog/target.ts'
import type { Failure } from '../failure/failure.ts'
import type { Random } from '../ports/random.ts'
import { admits, type BreakerEvent, type BreakerState } from './breaker.ts'
import { breakerKeysOf, toBreakerKey } from './breaker-scope.ts'
import type { BreakerStore } from './breaker-store.ts'
import { holdMsOf } from './hold-time.ts'

/** The breakers of one router, by scope. */
export interface Breakers {
  /** Whether a call to this target may go through now. */
  readonly admits: (target: Target) => 'yes' | 'probe' | 'no'
  /** How long this target is still held closed by a hint or a lasting fault, ms; 0 = it is not. */
  readonly holdLeftMs: (target: Target) => number
  readonly probeStart: (target: Target) => void
  /** @param tookMs since the call was made */
  readonly success: (target: Target, tookMs: number) => void
  /** Client faults change nothing; a server's hint, or a fault that lasts, holds its scope closed for that long. */
  readonly failure: (target: Target, failure: Failure, tookMs: number) => void
  /** An attempt that says nothing about its target: aborted, lost, or ended by our own limits. */
  readonly drop: (target: Target) => void
}

export interface BreakersOptions {
  readonly store: BreakerStore
  readonly random: Random
  readonly onChange?: ((key: string, phase: BreakerState['phase']) => void) | undefined
}

export function createBreakers({ store, random, onChange }: BreakersOptions): Breakers {
  const keysByTarget = new WeakMap<Target, readonly string[]>()

  const keysOf = (target: Target): readonly string[] => {
    let keys = keysByTarget.get(target)
    if (keys === undefined) keysByTarget.set(target, (keys = breakerKeysOf(target)))
    return keys
  }
  const step = (key: string, event: BreakerEvent): void => {
    const { before, after } = store.apply(key, event)
    if (after.phase !== before.phase) onChange?.(key, after.phase)
  }
  const dropProbes = (target: Target, except?: string): void => {
    for (const key of keysOf(target))
      if (key !== except && store.get(key)?.phase === 'half-open') step(key, { type: 'probe-drop' })
  }

  return {
    admits: (target) => {
      if (store.isEmpty()) return 'yes'
      let answer: 'yes' | 'probe' = 'yes'
      for (const key of keysOf(target)) {
        const state = store.get(key)
        if (state === undefined) continue
        const one = admits(state, store.nowMs())
        if (one === 'no') return 'no'
        if (one === 'probe') answer = 'probe'
      }
      return answer
    },
    holdLeftMs: (target) => {
      let left = 0
      for (const key of keysOf(target)) left = Math.max(left, (store.get(key)?.holdUntilMs ?? 0) - store.nowMs())
      return left
    },
    probeStart: (target) => {
      for (const key of keysOf(target)) {
        const state = store.get(key)
        if (state !== undefined && admits(state, store.nowMs()) === 'probe') step(key, { type: 'probe-start' })
      }
    },
    success: (target, tookMs) => {
      // Only breakers that have something to forget need a word: a healthy target costs nothing.
      if (store.isEmpty()) return
      for (const key of keysOf(target)) if (store.get(key) !== undefined) step(key, { type: 'success', tookMs })
    },
    failure: (target, failure, tookMs) => {
      const key = toBreakerKey(target, failure)
      dropProbes(target, key)
      if (key === undefined) return
      const holdMs = holdMsOf(failure)
      if (holdMs === undefined) step(key, { type: 'failure', tookMs, jitter: random() })
      else step(key, { type: 'hold', untilMs: store.nowMs() + holdMs })
    },
    drop: (target) => dropProbes(target),
  }
}
