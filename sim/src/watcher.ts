import type { BreakerStore, MemoryLedger, OutcomeRow, RouterEvent, SettlementRow, Target } from '@signalbox/core'
import { harmless, final } from './behaviour.ts'
import type { SimCall } from './network.ts'
import type { RandomWorld, Visitor } from './random-world.ts'

/** What one visitor has been through. */
export interface Visit {
  readonly visitor: Visitor
  shownBy: number[]
  shownText: string
  hasSeenFinish: boolean
  hasSeenError: boolean
  error: unknown
  committedAtMs: number | undefined
  hasLeft: boolean
  startedAtMs: number
}

/** A law of the design, broken. */
export class Violation extends Error {
  override readonly name = 'Violation'
}

export interface WatcherInput {
  readonly world: RandomWorld
  readonly ledger: MemoryLedger
  readonly store: BreakerStore
  readonly visits: ReadonlyMap<string, Visit>
}

/** Holds every event against the design's invariants (DESIGN.md, section 7). */
export interface Watcher {
  readonly onEvent: (event: RouterEvent) => void
  readonly onCall: (call: SimCall) => void
  /** After the last event. */
  readonly onEnd: (calls: readonly SimCall[], timersLeft: number) => void
}

export function createWatcher({ world, ledger, store, visits }: WatcherInput): Watcher {
  const outcomes = new Map<string, OutcomeRow['kind']>()
  const running = new Map<string, SimCall>()
  const probes = new Map<string, string>()
  const { execution } = world.options
  const fail = (law: number, detail: string): never => {
    throw new Violation(`invariant ${law}: ${detail}`)
  }

  const checkHops = (call: SimCall): void => {
    const { target, context } = call
    const { decision, attempt } = context
    if (world.denied.has(target.id)) fail(2, `${target.id} is denied and was called`)
    // Held or open breakers are passed only where no allowed target of the plan is well.
    const closed = keysOf(store, target).filter((key) => isShut(store, key) && probes.get(key) !== idOf(call))
    if (closed.length === 0) return
    const wellElsewhere = decision.steps.some((step, index) => {
      const other = world.options.targets.find(({ id }) => id === step.target)
      const wasTried = [...visitCalls(call)].includes(step.target)
      return (
        index > attempt.step &&
        other !== undefined &&
        other.id !== target.id &&
        !wasTried &&
        failedKinds.get(call.visitor.id)?.has('context-length') !== true &&
        world.options.constraints?.maxCostUsd === undefined &&
        keysOf(store, other).every((key) => store.get(key)?.phase === 'closed' || store.get(key) === undefined)
      )
    })
    if (wellElsewhere && !isRetry(call))
      fail(6, `${target.id} was called past ${closed.join(', ')} though another was well`)
  }
  const tried = new Map<string, string[]>()
  const failedKinds = new Map<string, Set<string>>()
  const visitCalls = (call: SimCall): readonly string[] => tried.get(call.visitor.id) ?? []
  const isRetry = (call: SimCall): boolean => visitCalls(call).includes(call.target.id)

  return {
    onCall: (call) => {
      checkHops(call)
      const list = tried.get(call.visitor.id) ?? []
      tried.set(call.visitor.id, [...list, call.target.id])
      running.set(idOf(call), call)
      const { requestId, n } = { requestId: call.visitor.id, n: call.context.attempt.n }
      if (!ledger.intents.some((row) => row.requestId === requestId && row.n === n))
        fail(1, `attempt ${requestId}/${n} was sent before its intent was written`)
    },
    onEvent: (event) => {
      switch (event.type) {
        case 'ledger-error':
          return fail(1, `the ledger refused a row: ${String(event.error)}`)
        case 'breaker-open':
          // What a probe of before finds no longer counts.
          probes.delete(event.key)
          return
        case 'breaker-probe': {
          const open = probes.get(event.key)
          if (open !== undefined && running.get(open)?.hasEnded === false)
            fail(6, `${event.key} has two probes: ${open} is still out`)
          return
        }
        case 'attempt-start': {
          for (const key of probeKeys(store, world, event.attempt.target))
            if (running.get(probes.get(key) ?? '')?.hasEnded !== false)
              probes.set(key, `${event.requestId}/${event.attempt.n}`)
          return
        }
        case 'attempt-end': {
          running.delete(`${event.requestId}/${event.attempt.n}`)
          if (event.attempt.end?.kind === 'failed') {
            const kinds = failedKinds.get(event.requestId) ?? new Set()
            failedKinds.set(event.requestId, kinds.add(event.attempt.end.failure.kind))
          }
          return
        }
        case 'outcome-end': {
          const { requestId, kind, attempts } = event.outcome
          if (outcomes.has(requestId)) fail(1, `${requestId} has two outcomes`)
          outcomes.set(requestId, kind)
          const serving = attempts.filter(({ purpose }) => purpose === 'serve' || purpose === 'hedge').length
          if (serving > (execution?.maxAttempts ?? 4)) fail(5, `${requestId} made ${serving} attempts`)
          const spent = attempts.reduce((sum, { costNanoUsd }) => sum + (costNanoUsd ?? 0), 0)
          if (!Number.isInteger(spent)) fail(9, `${requestId} cost ${spent} nano-dollars`)
          if (event.outcome.cost.nanoUsd !== spent)
            fail(9, `${requestId}: ${event.outcome.cost.nanoUsd} is not the sum ${spent}`)
          const ceiling = world.options.constraints?.maxCostUsd
          if (ceiling !== undefined && spent > ceiling * 1e9) fail(5, `${requestId} spent ${spent} of ${ceiling * 1e9}`)
        }
      }
    },
    onEnd: (calls, timersLeft) => {
      const settled = new Map(ledger.settlements.map((row) => [`${row.requestId}/${row.n}`, row]))
      if (settled.size !== ledger.intents.length)
        fail(1, `${ledger.intents.length} intents, ${settled.size} settlements`)
      if (calls.length > ledger.intents.length) fail(1, `${calls.length} calls, ${ledger.intents.length} intents`)
      if (timersLeft > 0) fail(1, `${timersLeft} timers are left behind`)
      for (const visit of visits.values()) checkVisit(visit, calls, settled)
      for (const [key, state] of Object.entries(store.save().states))
        if (key.startsWith('request')) fail(6, `a client's fault has a breaker: ${key} ${state.phase}`)
    },
  }

  function checkVisit(visit: Visit, calls: readonly SimCall[], settled: ReadonlyMap<string, SettlementRow>): void {
    const { visitor } = visit
    const row = ledger.outcomes.find(({ requestId }) => requestId === visitor.id)
    if (row === undefined) return fail(1, `${visitor.id} has no outcome`)
    const mine = calls.filter((call) => call.visitor === visitor)
    const shown = [...new Set(visit.shownBy)]
    if (shown.length > 1 && execution?.commit !== 'resume')
      fail(3, `${visitor.id} was shown attempts ${shown.join(' and ')}`)
    if (shown.length > 1 && !wholeOf(visitor, mine).startsWith(visit.shownText))
      fail(3, `${visitor.id} was shown "${visit.shownText}", which nobody wrote`)
    if (row.kind === 'served') {
      const by = mine.find((call) => call.context.attempt.n === shown.at(-1)) ?? mine.find((call) => call.hasEnded)
      if (by?.hasEnded !== true) fail(4, `${visitor.id} counts as served without a terminal marker`)
      if (!visit.hasLeft && !visit.hasSeenFinish) fail(4, `${visitor.id} was not shown the end`)
    }
    const commitLimitMs = execution?.deadlineMs ?? 60_000
    if (visit.committedAtMs !== undefined && visit.committedAtMs - visit.startedAtMs > commitLimitMs)
      fail(5, `${visitor.id} was committed after ${visit.committedAtMs - visit.startedAtMs} ms`)
    for (const call of mine) if (!settled.has(idOf(call))) fail(1, `${idOf(call)} was never settled`)
    if (row.kind === 'failed') checkLiveness(visit, row, mine)
  }

  /** 7: a healthy, allowed target that was not asked, with room to ask it. */
  function checkLiveness({ visitor }: Visit, row: OutcomeRow, mine: readonly SimCall[]): void {
    const kinds = failedKinds.get(visitor.id) ?? new Set()
    if (row.failureKind === 'deadline' || kinds.has('deadline')) return
    if (world.options.constraints?.maxCostUsd !== undefined) return
    if (mine.some((call) => final.has(call.behaviour))) return
    // After a rejection only what the plan escalates to is asked.
    if (row.gate === 'rejected') return
    if (row.attempts >= (execution?.maxAttempts ?? 4)) return
    const decision = mine[0]?.context.decision
    if (decision === undefined) return fail(7, `${visitor.id} failed without an attempt`)
    const contextOf = (id: string): number =>
      world.options.catalog.find(world.options.targets.find((target) => target.id === id)?.model ?? '')
        ?.contextTokens ?? 0
    const tooShort = mine.filter((call) => call.behaviour === 'context-length').map((call) => contextOf(call.target.id))
    for (const step of decision.steps) {
      const spells = world.weather.get(step.target) ?? []
      if (!spells.every(({ behaviour }) => harmless.has(behaviour))) continue
      if (tooShort.some((tokens) => contextOf(step.target) <= tokens)) continue
      if (!mine.some((call) => call.target.id === step.target) && !isSuspect(step.target))
        fail(7, `${visitor.id} failed (${row.failureKind}) though ${step.target} is healthy and was not asked`)
    }
  }

  /** A healthy target whose key, model, region or provider another target's fault has made suspect. */
  function isSuspect(id: string): boolean {
    const target = world.options.targets.find((one) => one.id === id)
    return (
      target !== undefined &&
      keysOf(store, target).some((key) => store.get(key)?.phase !== 'closed' && store.get(key) !== undefined)
    )
  }
}

function wholeOf(visitor: Visitor, calls: readonly SimCall[]): string {
  return visitor.isSameText
    ? 'the one answer that all would give'
    : `an answer of ${calls.at(-1)?.target.id ?? ''} alone`
}

function idOf(call: SimCall): string {
  return `${call.visitor.id}/${call.context.attempt.n}`
}

function keysOf(store: BreakerStore, target: Target): string[] {
  return Object.keys(store.save().states).filter((key) => touches(key, target))
}

function touches(key: string, target: Target): boolean {
  const [scope, ...rest] = key.split(':')
  const name = rest.join(':')
  switch (scope) {
    case 'target':
      return name === target.id
    case 'provider':
      return name === target.provider
    case 'key':
      return name === `${target.provider}:${target.key}`
    case 'rate':
      return name === `${target.provider}:${target.key}:${target.model}`
    case 'model':
      return name === `${target.provider}:${target.model}`
    default:
      return name === `${target.provider}:${target.region}`
  }
}

function isShut(store: BreakerStore, key: string): boolean {
  const state = store.get(key)
  if (state === undefined || state.phase === 'closed') return false
  return store.nowMs() < state.openUntilMs || state.probeStartMs !== undefined
}

function probeKeys(store: BreakerStore, world: RandomWorld, id: string): string[] {
  const target = world.options.targets.find((one) => one.id === id)
  if (target === undefined) return []
  return keysOf(store, target).filter((key) => store.get(key)?.probeStartMs === store.nowMs())
}
