/** Money to be held for one request under one budget. Amounts are integers of nano-dollars. */
export interface BudgetHold {
  /** Name of the account: the budget's, with the tenant behind it where each has one of its own. */
  readonly account: string
  /** Start of the period it is spent in, ms since the epoch. */
  readonly periodStartMs: number
  /** A hold of the same id is set to the new amount. */
  readonly holdId: string
  readonly nanoUsd: number
  readonly limitNanoUsd: number
  /** Wall time, ms since the epoch. */
  readonly nowMs: number
  /** A hold older than this is of a process that died: it counts as spent, whole. */
  readonly leaseMs: number
}

/** An account in one period. */
export interface BudgetState {
  readonly spentNanoUsd: number
  readonly heldNanoUsd: number
  readonly holds: number
}

/**
 * Where budgets are kept. `reserve` is atomic: spent + held never passes the limit, whoever else asks at the same moment.
 * Methods may answer at once or later, so that a store can be shared; a throw or a rejection means the store is down.
 */
export interface BudgetStore {
  /** false = the limit would be passed; nothing has changed then. @throws RangeError for an amount that is no whole number of nano-dollars, or negative */
  readonly reserve: (hold: BudgetHold) => boolean | PromiseLike<boolean>
  /** Replaces a hold by what was really spent, once; an unknown id changes nothing. */
  readonly settle: (account: string, holdId: string, nanoUsd: number) => void | PromiseLike<void>
  readonly read: (account: string, periodStartMs: number, nowMs: number) => BudgetState | PromiseLike<BudgetState>
}

/** @throws RangeError */
export function checkAmount(nanoUsd: number): void {
  if (!Number.isSafeInteger(nanoUsd) || nanoUsd < 0)
    throw new RangeError(`A budget counts whole nano-dollars of at least 0, not ${nanoUsd}.`)
}
