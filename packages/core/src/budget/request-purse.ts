import { accountOf, periodStartMs, type Budget } from './budget.ts'
import type { BudgetStore } from './budget-store.ts'

export interface RequestPurseOptions {
  readonly requestId: string
  readonly tenant: string | undefined
  readonly budgets: readonly Budget[]
  readonly store: BudgetStore
  readonly nowMs: () => number
  readonly leaseMs: number
  /** Cost of the dearest target the plan can reach: held from the start where the budget has it, so that an escalation is not stranded half way. */
  readonly dearestNanoUsd: number
  readonly onError: (budget: string, error: unknown) => void
}

/** What one request holds under the budgets that cover it: one hold each, enlarged before every attempt, settled once at the end. */
export interface RequestPurse {
  /** Covers `nanoUsd` in all, spent and still running; a string = why it cannot. */
  readonly cover: (nanoUsd: number) => Promise<string | undefined>
  /** What was really spent; what is left of the holds goes back. */
  readonly close: (nanoUsd: number) => Promise<void>
}

export function createRequestPurse(options: RequestPurseOptions): RequestPurse {
  const { store, requestId, nowMs, leaseMs, onError } = options
  const startMs = nowMs()
  const purses = options.budgets.map((budget) => ({
    budget,
    account: accountOf(budget, options.tenant),
    periodStartMs: periodStartMs(budget.period, startMs),
    held: 0,
  }))
  type Purse = (typeof purses)[number]

  const hold = async (purse: Purse, nanoUsd: number): Promise<boolean> => {
    const { account, budget } = purse
    const limitNanoUsd = Math.floor(budget.limitUsd * 1e9)
    const isHeld = await store.reserve({
      account,
      periodStartMs: purse.periodStartMs,
      holdId: requestId,
      nanoUsd,
      limitNanoUsd,
      nowMs: nowMs(),
      leaseMs,
    })
    if (isHeld) purse.held = nanoUsd
    return isHeld
  }
  const enlarge = async (purse: Purse, nanoUsd: number): Promise<string | undefined> => {
    const { budget } = purse
    if (nanoUsd <= purse.held) return undefined
    try {
      const wished = Math.max(nanoUsd, options.dearestNanoUsd)
      if ((await hold(purse, wished)) || (wished > nanoUsd && (await hold(purse, nanoUsd)))) return undefined
      return `the budget ${purse.account} of $${budget.limitUsd} a ${budget.period} does not cover it`
    } catch (error) {
      onError(budget.name, error)
      return budget.whenStoreFails === 'open' ? undefined : `the store of the budget ${purse.account} cannot be reached`
    }
  }

  return {
    cover: async (nanoUsd) => {
      for (const purse of purses) {
        const why = await enlarge(purse, nanoUsd)
        if (why !== undefined) return why
      }
      return undefined
    },
    close: async (nanoUsd) => {
      for (const purse of purses) {
        if (purse.held === 0) continue
        try {
          await store.settle(purse.account, requestId, nanoUsd)
        } catch (error) {
          // The hold stays and counts as spent when its lease has run out.
          onError(purse.budget.name, error)
        }
      }
    },
  }
}
