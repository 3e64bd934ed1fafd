import type { FailureKind } from '../failure/failure.ts'
import { addSuccess, fullRetryBucket, retryCost, takeRetry, type RetryBucketState } from './retry-bucket.ts'

/** The retry tokens of one router, a bucket per target. */
export interface RetryBuckets {
  /** Pays for one more attempt on this target after such a failure; false = it must not be made. */
  readonly take: (target: string, kind: FailureKind, retries: number) => boolean
  /** Whether `take` would pay. */
  readonly affords: (target: string, kind: FailureKind, retries: number) => boolean
  readonly success: (target: string) => void
  /** Serialisable: buckets that are not full. */
  readonly toJSON: () => Readonly<Record<string, RetryBucketState>>
}

export function createRetryBuckets(monotonicMs: () => number): RetryBuckets {
  const states = new Map<string, RetryBucketState>()
  const after = (target: string, kind: FailureKind, retries: number): RetryBucketState | undefined => {
    const nowMs = monotonicMs()
    return takeRetry(states.get(target) ?? fullRetryBucket(nowMs), retryCost(kind, retries), nowMs)
  }
  return {
    take: (target, kind, retries) => {
      const state = after(target, kind, retries)
      if (state !== undefined) states.set(target, state)
      return state !== undefined
    },
    affords: (target, kind, retries) => after(target, kind, retries) !== undefined,
    success: (target) => {
      const state = states.get(target)
      if (state !== undefined) states.set(target, addSuccess(state, monotonicMs()))
    },
    toJSON: () => Object.fromEntries(states),
  }
}
