/** Calls seen in one stretch of the window. */
export interface BreakerBucket {
  readonly startMs: number
  readonly calls: number
  readonly failures: number
}

/** State of one breaker: plain data, changed only by `nextBreaker`. Times are those of the store that keeps it. */
export interface BreakerState {
  readonly phase: 'closed' | 'open' | 'half-open'
  /** The sliding window, oldest first. */
  readonly buckets: readonly BreakerBucket[]
  readonly consecutiveFailures: number
  /** Nothing goes through before this, save the half-open probe after it. */
  readonly openUntilMs: number
  /** The part of it that the server asked for, or that a lasting fault needs; 0 = none. */
  readonly holdUntilMs: number
  readonly openedAtMs: number
  /** Times failures opened it without good probes in between: the open time grows with it. */
  readonly opens: number
  /** Good probes since it opened. */
  readonly goodProbes: number
  /** Start of the one probe under way. */
  readonly probeStartMs: number | undefined
}

export type BreakerEvent =
  /** @property tookMs how long the call took: one that began before the breaker opened says nothing of what came after. */
  | { readonly type: 'success'; readonly tookMs: number }
  /** @property jitter in [0, 1): spreads the probes of many processes. */
  | { readonly type: 'failure'; readonly tookMs: number; readonly jitter: number }
  /** The server named a time before which it wants no call, or the fault is of a kind that lasts. */
  | { readonly type: 'hold'; readonly untilMs: number }
  | { readonly type: 'probe-start' }
  /** A probe ended without saying anything about the target. */
  | { readonly type: 'probe-drop' }

const bucketMs = 10_000
const windowMs = 120_000
const minimumCalls = 5
const failureShare = 0.5
/** Each open time is 1.6 times the last: after an outage of T, a target is asked again within about 0.6 T. */
const openMs = 10_000
const openGrowth = 1.6
const openCapMs = 300_000
const openJitter = 0.1
/** A probe that never reported must not keep the breaker half-open for ever. */
const probeLimitMs = 120_000

export const closedBreaker: BreakerState = {
  phase: 'closed',
  buckets: [],
  consecutiveFailures: 0,
  openUntilMs: 0,
  holdUntilMs: 0,
  openedAtMs: 0,
  opens: 0,
  goodProbes: 0,
  probeStartMs: undefined,
}

/**
 * One step of a breaker. Opens at five failures in a row, or at half of at least five calls within two minutes, for 10 s
 * each time 1.6 times as long (at most 300 s, up to a tenth of jitter on top); then half-open: one probe at a time. Two good
 * probes close it, one where only a hold had opened it.
 */
export function nextBreaker(state: BreakerState, event: BreakerEvent, nowMs: number): BreakerState {
  switch (event.type) {
    case 'success': {
      if (state.phase === 'closed') return count(state, false, nowMs)
      if (nowMs - event.tookMs < state.openedAtMs) return state
      // The last target is tried in spite of its breaker: that it answered is reason to probe it now, unless a hold forbids.
      if (state.phase === 'open')
        return { ...state, openUntilMs: Math.min(state.openUntilMs, Math.max(nowMs, state.holdUntilMs)) }
      const goodProbes = state.goodProbes + 1
      return goodProbes >= (state.opens > 0 ? 2 : 1) ? closedBreaker : { ...state, goodProbes, probeStartMs: undefined }
    }
    case 'failure': {
      const counted = count(state, true, nowMs)
      if (state.phase === 'open' || (state.phase === 'half-open' && nowMs - event.tookMs < state.openedAtMs))
        return counted
      if (state.phase === 'closed' && !shouldOpen(counted, nowMs)) return counted
      return open(counted, event.jitter, nowMs)
    }
    case 'hold':
      return event.untilMs <= nowMs
        ? state
        : {
            ...state,
            phase: 'open',
            openUntilMs: Math.max(state.openUntilMs, event.untilMs),
            holdUntilMs: Math.max(state.holdUntilMs, event.untilMs),
            openedAtMs: nowMs,
            goodProbes: 0,
            probeStartMs: undefined,
          }
    case 'probe-start':
      return { ...state, phase: 'half-open', probeStartMs: nowMs }
    case 'probe-drop':
      return state.phase === 'half-open' ? { ...state, probeStartMs: undefined } : state
  }
}

/** Whether a call may go through now; `probe` means it must announce itself with `probe-start`. */
export function admits(state: BreakerState, nowMs: number): 'yes' | 'probe' | 'no' {
  if (state.phase === 'closed') return 'yes'
  if (nowMs < state.openUntilMs) return 'no'
  if (state.probeStartMs !== undefined && nowMs - state.probeStartMs < probeLimitMs) return 'no'
  return 'probe'
}

function count(state: BreakerState, failed: boolean, nowMs: number): BreakerState {
  const startMs = nowMs - (nowMs % bucketMs)
  const one = { startMs, calls: 1, failures: failed ? 1 : 0 }
  const last = state.buckets.at(-1)
  const consecutiveFailures = failed ? state.consecutiveFailures + 1 : 0
  if (last?.startMs === startMs) {
    const sum = { startMs, calls: last.calls + 1, failures: last.failures + one.failures }
    return { ...state, buckets: [...state.buckets.slice(0, -1), sum], consecutiveFailures }
  }
  const recent = state.buckets.filter((bucket) => bucket.startMs > nowMs - windowMs)
  return { ...state, buckets: [...recent, one], consecutiveFailures }
}

function shouldOpen(state: BreakerState, nowMs: number): boolean {
  if (state.consecutiveFailures >= minimumCalls) return true
  let calls = 0
  let failures = 0
  for (const bucket of state.buckets) {
    if (bucket.startMs <= nowMs - windowMs) continue
    calls += bucket.calls
    failures += bucket.failures
  }
  return calls >= minimumCalls && failures / calls >= failureShare
}

function open(state: BreakerState, jitter: number, nowMs: number): BreakerState {
  const forMs = Math.min(openCapMs, openMs * openGrowth ** Math.min(state.opens, 20)) * (1 + openJitter * jitter)
  return {
    ...state,
    phase: 'open',
    openedAtMs: nowMs,
    opens: state.opens + 1,
    goodProbes: 0,
    openUntilMs: Math.max(state.openUntilMs, nowMs + forMs),
    probeStartMs: undefined,
  }
}
