import type {
  Attempt,
  AttemptStart,
  BreakerStore,
  BudgetStore,
  MemoryLedger,
  OutcomeRow,
  PlanStep,
  RouterEvent,
  SettlementRow,
} from '@signalbox/core'
import { harmless, final } from './behaviour.ts'
import { createBreakerLaws, illKeyOf, isShut, keysOf, namesOf } from './breaker-laws.ts'
import { checkChain } from './chain-laws.ts'
import { createMoneyLaws } from './money-laws.ts'
import type { SimCall } from './network.ts'
import { checkPooledCall, coverTried } from './pool-laws.ts'
import type { RandomWorld, Visitor } from './random-world.ts'
import {
  brokenConstraint,
  isNamesake,
  isReached,
  targetOf,
  type AttemptRecord,
  type RequestRecord,
} from './request-record.ts'
import { fail } from './violation.ts'

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

export interface WatcherInput {
  readonly world: RandomWorld
  readonly ledger: MemoryLedger
  readonly store: BreakerStore
  readonly budgets: BudgetStore
  readonly visits: ReadonlyMap<string, Visit>
  readonly nowMs: () => number
  /** Runs a law, and keeps what it finds. */
  readonly guarded: (run: () => void) => void
}

/** Holds every event against the design's invariants (DESIGN.md, section 7). */
export interface Watcher {
  readonly onEvent: (event: RouterEvent) => void
  readonly onCall: (call: SimCall) => void
  /** After the last event. */
  readonly onEnd: (calls: readonly SimCall[], timersLeft: number) => void
  /** The stores the engine is given: the same, watched. */
  readonly stores: { readonly breakers: BreakerStore; readonly budgets: BudgetStore }
}

export function createWatcher({ world, ledger, store, visits, budgets, nowMs, guarded }: WatcherInput): Watcher {
  const outcomes = new Map<string, OutcomeRow['kind']>()
  const records = new Map<string, RequestRecord>()
  const running = new Map<string, SimCall>()
  const probes = new Map<string, string>()
  const { execution } = world.options
  const money = createMoneyLaws(world)
  const breakers = createBreakerLaws(world, guarded)

  const recordOf = (requestId: string): RequestRecord => {
    let record = records.get(requestId)
    if (record === undefined) {
      const visitor = world.visitors.find(({ id }) => id === requestId)
      if (visitor === undefined) return fail(1, `nobody has asked ${requestId}`)
      record = { visitor, decision: undefined, attempts: [], failures: [], covered: new Set(), ill: new Set() }
      records.set(requestId, record)
    }
    return record
  }
  const wasAsked = ({ attempts, covered }: RequestRecord, id: string): boolean =>
    covered.has(id) || attempts.some(({ start }) => start.target === id)
  /** A step that the plan leads to, of a target that breaks no constraint, prices aside, and has not been asked. */
  const isOpenTo = (record: RequestRecord, step: PlanStep): boolean =>
    !wasAsked(record, step.target) &&
    isReached(step, record) &&
    brokenConstraint(world, record, step, nowMs()) === undefined
  const hasMoneyLimits = world.options.constraints?.maxCostUsd !== undefined || (world.options.budgets ?? []).length > 0

  const checkHops = (call: SimCall): void => {
    const { target, context, visitor } = call
    const { decision, attempt } = context
    const record = recordOf(visitor.id)
    const lead = decision.steps[attempt.step]
    const broken =
      lead === undefined ? `${target.id} is not in the plan` : brokenConstraint(world, record, lead, nowMs())
    if (broken !== undefined && !isRetry(call)) fail(2, `${visitor.id}/${attempt.n}: ${broken}, and was called`)
    // Held or open breakers are passed only where no allowed target of the plan is well.
    const closed = keysOf(store, target).filter((key) => isShut(store, key) && probes.get(key) !== idOf(call))
    if (closed.length === 0) return
    const wellElsewhere = decision.steps.some(
      (step, index) =>
        index > attempt.step &&
        step.target !== target.id &&
        isOpenTo(record, step) &&
        !namesOf(targetOf(world, step.target)).some((key) => record.ill.has(key)) &&
        !hasMoneyLimits &&
        keysOf(store, targetOf(world, step.target)).every((key) => store.get(key)?.phase === 'closed'),
    )
    if (wellElsewhere && !isRetry(call))
      fail(6, `${target.id} was called past ${closed.join(', ')} though another was well`)
  }
  const isRetry = ({ visitor, target, context }: SimCall): boolean =>
    recordOf(visitor.id).attempts.some(({ start }) => start.target === target.id && start.n < context.attempt.n)

  const onStart = (requestId: string, start: AttemptStart): void => {
    const record = recordOf(requestId)
    const mostNanoUsd = money.mostOf(record, start.target, start.alternates ?? [])
    const attempt: AttemptRecord = { requestId, start, mostNanoUsd, call: undefined, end: undefined }
    record.attempts.push(attempt)
    breakers.onStart(attempt)
    checkPooledCall(world, store, record, attempt, nowMs())
    checkChain(world, record, attempt)
    money.checkHeld(record, attempt)
    if (record.decision !== undefined && !record.decision.steps.some(({ target }) => target === start.target))
      fail(2, `${requestId}/${start.n} goes to ${start.target}, which is not in the plan`)
    for (const other of record.attempts) {
      if (other === attempt || other.end !== undefined) continue
      const out = [other.start.target, ...(other.start.alternates ?? [])]
      const twice = [start.target, ...(start.alternates ?? [])].find((id) => out.includes(id))
      if (twice !== undefined) fail(5, `${requestId} asks ${twice} twice at once`)
    }
  }
  const onEnded = (requestId: string, end: Attempt): void => {
    const record = recordOf(requestId)
    const attempt = record.attempts.find(({ start }) => start.n === end.n)
    if (attempt === undefined) return fail(1, `${requestId}/${end.n} ends before it has begun`)
    if (attempt.end !== undefined) return fail(1, `${requestId}/${end.n} is settled twice`)
    attempt.end = end
    breakers.onEnd(attempt)
    if (end.end?.kind === 'failed' && (end.purpose === 'serve' || end.purpose === 'hedge'))
      record.failures.push({ kind: end.end.failure.kind, target: end.answeredBy?.target ?? end.target })
    if (end.end?.kind === 'failed') {
      const key = illKeyOf(targetOf(world, end.answeredBy?.target ?? end.target), end.end.failure)
      if (key !== undefined) record.ill.add(key)
    }
    coverTried(world, record, attempt)
    money.checkCost(attempt, end)
  }

  return {
    stores: {
      breakers: breakers.watch(store),
      budgets: money.watch(budgets, (id) => records.get(id)),
    },
    onCall: (call) => {
      const { requestId, n } = { requestId: call.visitor.id, n: call.context.attempt.n }
      const attempt = recordOf(requestId).attempts.find(({ start }) => start.n === n)
      if (attempt !== undefined) attempt.call = call
      checkHops(call)
      running.set(idOf(call), call)
      if (!ledger.intents.some((row) => row.requestId === requestId && row.n === n))
        fail(1, `attempt ${requestId}/${n} was sent before its intent was written`)
      const sent = call.context.alternates.map(({ id }) => id).join()
      if (sent !== (call.context.attempt.alternates ?? []).join())
        fail(1, `attempt ${requestId}/${n} goes out with [${sent}], and its intent says otherwise`)
    },
    onEvent: (event) => {
      switch (event.type) {
        case 'ledger-error':
          return fail(1, `the ledger refused a row: ${String(event.error)}`)
        case 'decision-made':
          recordOf(event.decision.requestId).decision = event.decision
          return
        case 'step-skip':
          return money.checkRefusal(recordOf(event.requestId), event.requestId, event.step, event.reason)
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
          return onStart(event.requestId, event.attempt)
        }
        case 'attempt-end':
          running.delete(`${event.requestId}/${event.attempt.n}`)
          return onEnded(event.requestId, event.attempt)
        case 'outcome-end': {
          const { requestId, kind, attempts, servedBy } = event.outcome
          if (outcomes.has(requestId)) fail(1, `${requestId} has two outcomes`)
          outcomes.set(requestId, kind)
          const record = recordOf(requestId)
          const serving = attempts.filter(({ purpose }) => purpose === 'serve' || purpose === 'hedge').length
          if (serving > (execution?.maxAttempts ?? 4)) fail(5, `${requestId} made ${serving} attempts`)
          const spent = attempts.reduce((sum, { costNanoUsd }) => sum + (costNanoUsd ?? 0), 0)
          if (!Number.isInteger(spent)) fail(9, `${requestId} cost ${spent} nano-dollars`)
          if (event.outcome.cost.nanoUsd !== spent)
            fail(9, `${requestId}: ${event.outcome.cost.nanoUsd} is not the sum ${spent}`)
          const ceiling = world.options.constraints?.maxCostUsd
          // What a carrier charges is its own affair: it may be more than anything that was held.
          const most = record.attempts.reduce(
            (sum, { end, mostNanoUsd }) => sum + Math.max(0, (end?.reportedCostNanoUsd ?? 0) - mostNanoUsd),
            (ceiling ?? Infinity) * 1e9,
          )
          if (spent > most) fail(5, `${requestId} spent ${spent} of ${most}`)
          const server = record.attempts.find(({ start }) => start.n === servedBy?.n)
          if (kind === 'served' && servedBy !== undefined && server !== undefined) {
            const told = server.call?.told.by ?? targetOf(world, server.start.target)
            if (!isNamesake(told, targetOf(world, servedBy.target)))
              fail(9, `${requestId} is served by ${servedBy.target}; ${told.id} answered`)
          }
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
    if (shown.length > 1 && !wholeOf(mine).startsWith(visit.shownText))
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
    if (row.kind === 'failed' || (row.kind === 'broken' && hasShownNothing(visitor))) checkLiveness(visit, row, mine)
  }

  /** It went out unpeeked, as the last there was, and failed before its first content. */
  function hasShownNothing({ id }: Visitor): boolean {
    const last = recordOf(id).attempts.at(-1)?.end?.end
    return last?.kind === 'failed' && last.failure.phase !== 'after-content'
  }

  /** 7: a healthy, allowed target that was not asked, with room to ask it. */
  function checkLiveness({ visitor }: Visit, row: OutcomeRow, mine: readonly SimCall[]): void {
    const record = recordOf(visitor.id)
    const { decision } = record
    const kinds = new Set(record.failures.map(({ kind }) => kind))
    if (row.failureKind === 'deadline' || kinds.has('deadline')) return
    if (hasMoneyLimits) return
    if (mine.some((call) => call.behaviour !== 'content-policy' && final.has(call.behaviour as never))) return
    if (kinds.has('invalid-request')) return
    // A refusal of content is final, but for those who stand in after it.
    const isRefused = kinds.has('content-policy') || mine.some(({ behaviour }) => behaviour === 'content-policy')
    // After a rejection only what the plan escalates to is asked.
    if (row.gate === 'rejected') return
    if (row.attempts >= (execution?.maxAttempts ?? 4)) return
    if (decision === undefined) return fail(7, `${visitor.id} failed without a decision`)
    for (const step of decision.steps) {
      if (isRefused && step.onlyAfter?.includes('content-policy') !== true) continue
      const spells = world.weather.get(step.target) ?? []
      if (!spells.every(({ behaviour }) => harmless.has(behaviour))) continue
      if (isOpenTo(record, step) && !isSuspect(step.target))
        fail(7, `${visitor.id} failed (${row.failureKind}) though ${step.target} is healthy and was not asked`)
    }
  }

  /** A healthy target whose key, model, region or provider another target's fault has made suspect. */
  function isSuspect(id: string): boolean {
    return keysOf(store, targetOf(world, id)).some((key) => store.get(key)?.phase !== 'closed')
  }
}

function wholeOf(calls: readonly SimCall[]): string {
  return calls.at(-1)?.text ?? ''
}

function idOf(call: SimCall): string {
  return `${call.visitor.id}/${call.context.attempt.n}`
}

function probeKeys(store: BreakerStore, world: RandomWorld, id: string): string[] {
  const target = world.options.targets.find((one) => one.id === id)
  if (target === undefined) return []
  return keysOf(store, target).filter((key) => store.get(key)?.probeStartMs === store.nowMs())
}
