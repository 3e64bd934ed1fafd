/** State of one breaker: plain data, changed only by `nextBreaker`. Times are monotonic ms. */
export interface BreakerState {
  readonly phase: 'closed' | 'open' | 'half-open'
  /** Start of the window the counts belong to. */
  readonly windowStartMs: number
  readonly calls: number
  readonly failures: number
  readonly consecutiveFailures: number
  /** Nothing goes through before this, save the half-open probe after it. */
  readonly openUntilMs: number
  /** Times it opened without a good probe in between: the open time grows with it. */
  readonly opens: number
  /** Start of the one probe under way. */
  readonly probeStartMs: number | undefined
}

export type BreakerEvent =
  | { readonly type: 'success' }
  | { readonly type: 'failure' }
  /** The server named a time before which it wants no call. */
  | { readonly type: 'hold'; readonly untilMs: number }
  | { readonly type: 'probe-start' }
  /** A probe ended without saying anything about the target. */
  | { readonly type: 'probe-drop' }

const windowMs = 120_000
const minimumCalls = 5
const failureShare = 0.5
const openMs = 30_000
const openCapMs = 300_000
/** A probe that never reported must not keep the breaker half-open for ever. */
const probeLimitMs = 120_000

export const closedBreaker: BreakerState = {
  phase: 'closed',
  windowStartMs: 0,
  calls: 0,
  failures: 0,
  consecutiveFailures: 0,
  openUntilMs: 0,
  opens: 0,
  probeStartMs: undefined,
}

/**
 * One step of a breaker. Opens at five failures in a row or half of at least five calls in two minutes, for 30 s times the
 * number of openings (at most 300 s); then half-open: one probe at a time, closed by a good one.
 */
export function nextBreaker(state: BreakerState, event: BreakerEvent, nowMs: number): BreakerState {
  switch (event.type) {
    case 'success':
      return state.phase === 'closed' ? count(state, false, nowMs) : { ...closedBreaker, windowStartMs: nowMs }
    case 'failure': {
      const counted = count(state, true, nowMs)
      if (state.phase === 'closed' && !shouldOpen(counted)) return counted
      return open(counted, nowMs)
    }
    case 'hold':
      return event.untilMs <= nowMs
        ? state
        : { ...state, phase: 'open', openUntilMs: Math.max(state.openUntilMs, event.untilMs), probeStartMs: undefined }
    case 'probe-start':
      return { ...state, phase: 'half-open', probeStartMs: nowMs }
    case 'probe-drop':
      return state.phase === 'half-open' ? { ...state, phase: 'open', probeStartMs: undefined } : state
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
  const isFresh = nowMs - state.windowStartMs > windowMs
  return {
    ...state,
    windowStartMs: isFresh ? nowMs : state.windowStartMs,
    calls: (isFresh ? 0 : state.calls) + 1,
    failures: (isFresh ? 0 : state.failures) + (failed ? 1 : 0),
    consecutiveFailures: failed ? state.consecutiveFailures + 1 : 0,
  }
}

function shouldOpen(state: BreakerState): boolean {
  if (state.consecutiveFailures >= minimumCalls) return true
  return state.calls >= minimumCalls && state.failures / state.calls >= failureShare
}

function open(state: BreakerState, nowMs: number): BreakerState {
  const opens = state.opens + 1
  return {
    ...state,
    phase: 'open',
    opens,
    openUntilMs: Math.max(state.openUntilMs, nowMs + Math.min(openCapMs, openMs * opens)),
    probeStartMs: undefined,
  }
}
