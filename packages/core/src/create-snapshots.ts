import { accountOf, periodStartMs } from './budget/budget.ts'
import type { CompiledPolicy } from './compile-policy.ts'
import type { SessionMark, Snapshot, TargetHealth } from './policy/snapshot.ts'
import type { RouteRequest } from './request/route-request.ts'
import type { RouterOptions } from './router-options.ts'
import type { RouterState } from './create-router-state.ts'

/** The world before a decision, read once: the only look that thinking gets at what changes. */
export function createSnapshots(
  { budgets = [] }: RouterOptions,
  policy: CompiledPolicy,
  { clock, breakers, latencies, sessions, budgetStore }: RouterState,
): (request: RouteRequest) => Promise<Snapshot> {
  /** Nano-dollars the tightest budget has left; undefined = no budget, or its store is down: the reservation then decides. */
  const budgetLeft = async ({ tenant }: RouteRequest): Promise<number | undefined> => {
    let left: number | undefined
    const nowMs = clock.nowMs()
    for (const budget of budgets) {
      try {
        const state = await budgetStore.read(accountOf(budget, tenant), periodStartMs(budget.period, nowMs), nowMs)
        left = Math.min(left ?? Infinity, Math.floor(budget.limitUsd * 1e9) - state.spentNanoUsd - state.heldNanoUsd)
      } catch {
        continue
      }
    }
    return left
  }

  /** What is remembered of the session, else what the host's history tells. */
  const sessionOf = ({ session, lastTurn }: RouteRequest): SessionMark | undefined => {
    const known = session === undefined ? undefined : sessions.get(session)
    if (known !== undefined || lastTurn?.inputTokens === undefined || lastTurn.atMs === undefined) return known
    const { target, inputTokens, atMs } = lastTurn
    const model = policy.targets.get(target)?.model
    return model === undefined ? undefined : { target, model, inputTokens, atMs }
  }

  return async (request) => {
    const budgetLeftNanoUsd = budgets.length === 0 ? undefined : await budgetLeft(request)
    const health: Record<string, TargetHealth> = {}
    for (const target of policy.targets.values()) {
      const latency = latencies.of(target.id)
      const isOpen = breakers.admits(target) === 'no'
      if (latency !== undefined || isOpen) health[target.id] = { samples: 0, ...latency, isOpen }
    }
    return {
      nowMs: clock.nowMs(),
      health,
      session: sessionOf(request),
      budgetLeftNanoUsd,
    }
  }
}
