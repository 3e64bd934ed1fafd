import type { FailureKind } from '../failure/failure.ts'

/** Tokens for attempts beyond a request's first. Plain data, changed only by the functions here. */
export interface RetryBucketState {
  readonly tokens: number
  /** When time last added to it, ms of a monotonic clock. */
  readonly atMs: number
}

const capacity = 500
const perSuccess = 1
/** So that a process with little traffic may retry again after an outage: one dear retry in 14 s. */
const perSecond = 1
const transientCost = 14
const throttleCost = 5

export const fullRetryBucket = (nowMs: number): RetryBucketState => ({ tokens: capacity, atMs: nowMs })

/**
 * What one more attempt after this failure costs: throttling is cheap, anything else dear, and what never left the process is
 * free once (AWS SDKs' retry defaults of 2026; gRPC proposal A6, transparent retries).
 */
export function retryCost(kind: FailureKind, retries: number): number {
  if ((kind === 'dns' || kind === 'connect') && retries === 0) return 0
  return kind === 'rate-limit' || kind === 'overloaded' ? throttleCost : transientCost
}

/** The bucket after `cost` was taken; undefined = it does not hold that much. */
export function takeRetry(state: RetryBucketState, cost: number, nowMs: number): RetryBucketState | undefined {
  const filled = fill(state, nowMs)
  return filled.tokens < cost ? undefined : { ...filled, tokens: filled.tokens - cost }
}

/** The bucket after a good call. */
export function addSuccess(state: RetryBucketState, nowMs: number): RetryBucketState {
  const filled = fill(state, nowMs)
  return { ...filled, tokens: Math.min(capacity, filled.tokens + perSuccess) }
}

function fill({ tokens, atMs }: RetryBucketState, nowMs: number): RetryBucketState {
  return { tokens: Math.min(capacity, tokens + (Math.max(0, nowMs - atMs) / 1_000) * perSecond), atMs: nowMs }
}
