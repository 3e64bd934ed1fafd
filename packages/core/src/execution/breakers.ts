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
  /** Makes this call the probe of every breaker that waits for one; answers their keys. */
  readonly probeStart: (target: Target) => readonly string[]
  /** @param tookMs since the call was made */
  readonly success: (target: Target, tookMs: number) => void
  /** Client faults change nothing; a server's hint, or a fault that lasts, holds its scope closed for that long. */
  readonly failure: (target: Target, failure: Failure, tookMs: number) => void
  /** A probe that has ended without a word about these breakers: aborted, lost, ended by our own limits, or about something else. */
  readonly drop: (probes: readonly string[]) => void
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
      const waiting = keysOf(target).filter((key) => {
        const state = store.get(key)
        return state !== undefined && admits(state, store.nowMs()) === 'probe'
      })
      for (const key of waiting) step(key, { type: 'probe-start' })
      return waiting
    },
    success: (target, tookMs) => {
      // Only breakers that have something to forget need a word: a healthy target costs nothing.
      if (store.isEmpty()) return
      for (const key of keysOf(target)) if (store.get(key) !== undefined) step(key, { type: 'success', tookMs })
    },
    failure: (target, failure, tookMs) => {
      const key = toBreakerKey(target, failure)
      if (key === undefined) return
      const holdMs = holdMsOf(failure)
      if (holdMs === undefined) step(key, { type: 'failure', tookMs, jitter: random() })
      else step(key, { type: 'hold', untilMs: store.nowMs() + holdMs })
    },
    drop: (probes) => {
      for (const key of probes) if (store.get(key)?.phase === 'half-open') step(key, { type: 'probe-drop' })
    },
  }
}
