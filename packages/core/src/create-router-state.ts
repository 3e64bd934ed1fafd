import type { BudgetStore } from './budget/budget-store.ts'
import { createMemoryBudgetStore } from './budget/memory-budget-store.ts'
import type { BreakerStore } from './execution/breaker-store.ts'
import { createBreakers, type Breakers } from './execution/breakers.ts'
import { createLatencies } from './execution/latencies.ts'
import { createMemoryBreakerStore } from './execution/memory-breaker-store.ts'
import { createRetryBuckets, type RetryBuckets } from './execution/retry-buckets.ts'
import { createSessions } from './execution/sessions.ts'
import type { SessionMark } from './policy/snapshot.ts'
import type { Clock } from './ports/clock.ts'
import { systemClock } from './ports/system-clock.ts'
import type { Random } from './ports/random.ts'
import { systemRandom } from './ports/system-random.ts'
import type { RouterEvent } from './router-event.ts'
import type { RouterOptions } from './router-options.ts'

/** All that a router keeps between requests, and the outside world it was given. Nothing of a single request is here. */
export interface RouterState {
  readonly clock: Clock
  readonly random: Random
  readonly emit: ((event: RouterEvent) => void) | undefined
  readonly breakerStore: BreakerStore
  readonly breakers: Breakers
  readonly retries: RetryBuckets
  readonly latencies: ReturnType<typeof createLatencies>
  readonly sessions: ReturnType<typeof createSessions<SessionMark>>
  readonly budgetStore: BudgetStore
}

export function createRouterState(options: RouterOptions): RouterState {
  const clock = options.clock ?? systemClock
  const random = options.random ?? systemRandom
  const emit = options.onEvent && withoutThrow(options.onEvent)
  const breakerStore = options.breakers ?? createMemoryBreakerStore({ monotonicMs: clock.monotonicMs })
  return {
    clock,
    random,
    emit,
    breakerStore,
    breakers: createBreakers({
      store: breakerStore,
      random,
      onChange: (key, phase) => emit?.({ type: breakerEvents[phase], key }),
    }),
    retries: createRetryBuckets(clock.monotonicMs),
    latencies: createLatencies(),
    sessions: createSessions<SessionMark>(),
    budgetStore: options.budgetStore ?? createMemoryBudgetStore(),
  }
}

const breakerEvents = { open: 'breaker-open', closed: 'breaker-close', 'half-open': 'breaker-probe' } as const

function withoutThrow(listener: (event: RouterEvent) => void): (event: RouterEvent) => void {
  return (event) => {
    try {
      listener(event)
    } catch {
      // A listener's fault is not the request's.
    }
  }
}
