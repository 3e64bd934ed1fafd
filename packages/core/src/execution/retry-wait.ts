import type { Failure } from '../failure/failure.ts'
import { nextBackoffMs } from './backoff.ts'
import type { Job } from './job.ts'

export interface RetryQuestion {
  readonly failure: Failure
  readonly target: string
  /** Times this target was asked again already. */
  readonly retries: number
  readonly hasNext: boolean
  readonly attemptsLeft: number
  readonly deadlineAtMs: number
  /** Its breaker still lets calls through. */
  readonly isWell: boolean
}

/** How long to wait before the same target is asked again, paid for with retry tokens; undefined = move on. */
export function retryWaitMs<Head, Part>({ execution, env }: Job<Head, Part>, asked: RetryQuestion): number | undefined {
  const { failure, retries, target } = asked
  if (failure.disposition !== 'retry-same' || retries >= execution.maxRetriesPerTarget) return undefined
  // The last attempt of the budget belongs to a target that has not failed yet.
  if (asked.attemptsLeft < (asked.hasNext ? 2 : 1)) return undefined
  const hintMs = failure.retryAfterMs
  if ((hintMs ?? 0) > execution.retryWaitMs) return undefined
  // A hint of the server's own says when it is well again; without one an open breaker is not asked twice by one request.
  if (!asked.isWell && hintMs === undefined) return undefined
  const waitMs = nextBackoffMs(retries, failure, env.random)
  if (env.clock.monotonicMs() + waitMs >= asked.deadlineAtMs) return undefined
  return env.retries.take(target, failure.kind, retries) ? waitMs : undefined
}
