import {
  createMemoryBreakerStore,
  createMemoryBudgetStore,
  createMemoryLedger,
  createRouter,
  type BreakerStore,
  type BudgetStore,
  type Decision,
  type MemoryLedger,
  type RouterEvent,
  type RouterOptions,
} from '@signalbox/core'
import { createFakeClock, seededRandom } from '@signalbox/core/testing'
import { createHash } from 'node:crypto'
import { createNetwork, simDialect, type SimCall } from './network.ts'
import { createRandomWorld, type RandomWorld, type Visitor } from './random-world.ts'
import { Violation } from './violation.ts'
import { createWatcher, type Visit } from './watcher.ts'

/** What one seed came to. */
export interface Simulated {
  readonly seed: string
  /** SHA-256 over the log of events: two runs of one seed must agree. */
  readonly hash: string
  readonly events: number
  readonly requests: number
  readonly attempts: number
  readonly kinds: Readonly<Record<string, number>>
  /** The law that was broken, if one was. */
  readonly violation: string | undefined
}

export interface SabotageParts {
  readonly store: BreakerStore
  readonly budgetStore: BudgetStore
  readonly ledger: MemoryLedger
  readonly world: RandomWorld
}

export interface SimulateOptions {
  /** Told of every line of the event log. */
  readonly onLine?: ((line: string) => void) | undefined
  /** Breaks the engine on purpose, so that a test can see the watcher catch it. */
  readonly sabotage?: ((parts: SabotageParts) => Partial<RouterOptions>) | undefined
}

/**
 * Plays one seed: a policy, a network with its faults, and visitors, all drawn from it, in virtual time.
 */
export async function simulate(seed: string, { onLine, sabotage }: SimulateOptions = {}): Promise<Simulated> {
  const world = createRandomWorld(seed)
  const clock = createFakeClock(world.carried?.startMs ?? Date.UTC(2026, 10, 24))
  const ledger = createMemoryLedger()
  const store = createMemoryBreakerStore({ monotonicMs: clock.monotonicMs })
  const visits = new Map<string, Visit>()
  const hash = createHash('sha256')
  let events = 0
  let violation: string | undefined
  const log = (...facts: readonly unknown[]): void => {
    events++
    const line = JSON.stringify([clock.monotonicMs(), ...facts])
    hash.update(`${line}\n`)
    onLine?.(line)
  }
  const guarded = (run: () => void): void => {
    try {
      run()
    } catch (error) {
      if (violation === undefined) onLine?.(`broken here: ${String(error)}`)
      violation ??= error instanceof Violation ? error.message : `unexpected: ${String(error)}`
    }
  }
  const watcher = createWatcher({
    world,
    ledger,
    store,
    visits,
    guarded,
    budgets: createMemoryBudgetStore(),
    nowMs: clock.nowMs,
  })
  const network = createNetwork(seed, world, clock, (call) => {
    log('call', call.visitor.id, call.context.attempt.n, call.target.id, call.behaviour, ...alternatesOf(call))
    guarded(() => watcher.onCall(call))
  })
  const router = createRouter({
    ...world.options,
    breakers: watcher.stores.breakers,
    budgetStore: watcher.stores.budgets,
    ledger,
    clock,
    random: seededRandom(`${seed}/router`),
    onEvent: (event) => {
      log(...factsOf(event))
      guarded(() => watcher.onEvent(event))
    },
    ...sabotage?.({ store: watcher.stores.breakers, ledger, world, budgetStore: watcher.stores.budgets }),
  })

  const { carried } = world
  const visit = async (visitor: Visitor): Promise<void> => {
    await sleep(visitor.atMs)
    const one: Visit = {
      visitor,
      shownBy: [],
      shownText: '',
      hasSeenFinish: false,
      hasSeenError: false,
      error: undefined,
      committedAtMs: undefined,
      hasLeft: false,
      startedAtMs: clock.monotonicMs(),
    }
    visits.set(visitor.id, one)
    const caller = new AbortController()
    const cancel =
      visitor.abortAfterMs === undefined
        ? undefined
        : clock.setTimer(() => {
            one.hasLeft = true
            caller.abort(new Error('left'))
          }, visitor.abortAfterMs)
    const request = {
      id: visitor.id,
      messages: [{ role: 'user' as const, content: 'Simulated.' }],
      task: visitor.task,
      session: visitor.session,
      maxOutputTokens: 50,
      ...(visitor.denies !== undefined && { constraints: { targets: { deny: [visitor.denies] } } }),
    }
    try {
      const decision =
        visitor.decidesFirst === true
          ? (JSON.parse(JSON.stringify(await router.decide(request))) as Decision)
          : undefined
      const run = await router.open(request, network.callFor(visitor), {
        dialect: simDialect,
        signal: caller.signal,
        last: visitor.last,
        decision,
        carriesPools: carried && (({ id }) => carried.carries.has(id)),
        commit: visitor.isBuffered ? 'buffer' : undefined,
      })
      one.committedAtMs = clock.monotonicMs()
      let parts = 0
      for await (const part of run) {
        if (part.type === 'text') one.shownText += part.text
        if (part.type !== 'meta') one.shownBy.push(part.by)
        if (part.type === 'finish') one.hasSeenFinish = true
        if (part.type === 'error') one.hasSeenError = true
        if (visitor.leavesAfter !== undefined && parts++ >= visitor.leavesAfter) {
          one.hasLeft = true
          break
        }
        if (visitor.readsEveryMs > 0) await sleep(visitor.readsEveryMs)
      }
      await run.outcome
    } catch (error) {
      one.error = error
    } finally {
      cancel?.()
      log('left', visitor.id, one.shownText, one.shownBy.length, String(one.error))
    }
  }
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => void clock.setTimer(() => resolve(), ms))

  await clock
    .runUntil(Promise.all(world.visitors.map(visit)))
    .catch((error: unknown) => void (violation ??= `the world stands still: ${String(error)}`))
  // Idle readers, probes and sleeping providers may still have something to say.
  await clock.advance(400_000)
  guarded(() => watcher.onEnd(network.calls, 0))

  const kinds: Record<string, number> = {}
  for (const { kind } of ledger.outcomes) kinds[kind] = (kinds[kind] ?? 0) + 1
  return {
    seed,
    hash: hash.digest('hex'),
    events,
    requests: world.visitors.length,
    attempts: ledger.intents.length,
    kinds,
    violation,
  }
}

function alternatesOf({ context }: SimCall): readonly unknown[] {
  return context.alternates.length === 0 ? [] : [context.alternates.map(({ id }) => id)]
}

/** What of an event goes into the log: all that a caller or an operator could see. */
function factsOf(event: RouterEvent): readonly unknown[] {
  switch (event.type) {
    case 'decision-made':
      return [event.type, event.decision.requestId, event.decision.steps.map(({ target }) => target)]
    case 'outcome-end': {
      const { requestId, kind, cost, servedBy, attempts, failure } = event.outcome
      return [event.type, requestId, kind, cost.nanoUsd, servedBy?.target, attempts.length, failure?.kind]
    }
    case 'attempt-start':
    case 'attempt-end':
      return [event.type, event.requestId, event.attempt]
    case 'step-skip':
      return [event.type, event.requestId, event.index, event.reason]
    case 'ledger-error':
      return [event.type, event.requestId, event.row]
    case 'budget-error':
      return [event.type, event.requestId, event.budget]
    default:
      return [event.type, event.key]
  }
}
