import { checkAmount, type BudgetStore } from './budget-store.ts'

interface Account {
  spent: number
  held: number
  readonly holds: Map<string, { readonly nanoUsd: number; readonly expiresAtMs: number }>
}

/** Budgets of one process, in memory: gone when it ends. */
export function createMemoryBudgetStore(): BudgetStore {
  const accounts = new Map<string, Account>()
  /** Account of each open hold, for `settle`. */
  const owners = new Map<string, Account>()
  const accountOf = (name: string, periodStartMs: number): Account => {
    const key = `${name} ${periodStartMs}`
    let account = accounts.get(key)
    if (account === undefined) accounts.set(key, (account = { spent: 0, held: 0, holds: new Map() }))
    return account
  }
  const close = (account: Account, key: string, holdId: string, nanoUsd: number): void => {
    account.held -= account.holds.get(holdId)?.nanoUsd ?? 0
    account.spent += nanoUsd
    account.holds.delete(holdId)
    owners.delete(key)
  }
  const sweep = (name: string, account: Account, nowMs: number): void => {
    for (const [holdId, hold] of account.holds)
      if (hold.expiresAtMs <= nowMs) close(account, `${name} ${holdId}`, holdId, hold.nanoUsd)
  }
  return {
    reserve: ({ account: name, periodStartMs, holdId, nanoUsd, limitNanoUsd, nowMs, leaseMs }) => {
      checkAmount(nanoUsd)
      const account = accountOf(name, periodStartMs)
      sweep(name, account, nowMs)
      const before = account.holds.get(holdId)?.nanoUsd ?? 0
      if (account.spent + account.held - before + nanoUsd > limitNanoUsd) return false
      account.held += nanoUsd - before
      account.holds.set(holdId, { nanoUsd, expiresAtMs: nowMs + leaseMs })
      owners.set(`${name} ${holdId}`, account)
      return true
    },
    settle: (name, holdId, nanoUsd) => {
      checkAmount(nanoUsd)
      const key = `${name} ${holdId}`
      const account = owners.get(key)
      if (account !== undefined) close(account, key, holdId, nanoUsd)
    },
    read: (name, periodStartMs, nowMs) => {
      const account = accountOf(name, periodStartMs)
      sweep(name, account, nowMs)
      return { spentNanoUsd: account.spent, heldNanoUsd: account.held, holds: account.holds.size }
    },
  }
}
