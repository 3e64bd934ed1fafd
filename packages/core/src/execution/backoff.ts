import type { Failure } from '../failure/failure.ts'
import type { Random } from '../ports/random.ts'

const baseMs = 100
const capMs = 2_000
/** An overloaded or throttling server is given this long at least (AWS SDKs of 2026: 1 s base for throttling). */
const throttledMs = 1_000

/**
 * Full jitter: uniform in [0, min(cap, base * 2^retry)), never below the server's hint, and half a second to a second and a half
 * for an overloaded one without a hint (AWS Architecture Blog, "Exponential Backoff And Jitter", 2015).
 */
export function nextBackoffMs(retry: number, failure: Pick<Failure, 'kind' | 'retryAfterMs'>, random: Random): number {
  const jitteredMs = random() * Math.min(capMs, baseMs * 2 ** retry)
  if (failure.retryAfterMs !== undefined) return failure.retryAfterMs + jitteredMs * 0.1
  if (failure.kind === 'overloaded') return throttledMs * (0.5 + random()) + jitteredMs
  return jitteredMs
}
