/** Money of one request under its ceiling, in integers of nano-dollars. */
export interface RequestBudget {
  /** Holds `nanoUsd` for a call; undefined = the ceiling would be passed. */
  readonly reserve: (nanoUsd: number) => Hold | undefined
  /** Spent or held so far. */
  readonly spentNanoUsd: () => number
}

/** Money held for one call. */
export interface Hold {
  /** Replaces the hold by the real cost, once; undefined = not known, the hold stays. */
  readonly settle: (nanoUsd: number | undefined) => void
}

/** @param ceilingNanoUsd undefined = no ceiling: everything is counted, nothing refused. */
export function createRequestBudget(ceilingNanoUsd: number | undefined): RequestBudget {
  let spent = 0
  return {
    reserve: (nanoUsd) => {
      if (ceilingNanoUsd !== undefined && spent + nanoUsd > ceilingNanoUsd) return undefined
      spent += nanoUsd
      let isOpen = true
      return {
        settle: (real) => {
          if (!isOpen || real === undefined) return
          isOpen = false
          spent += real - nanoUsd
        },
      }
    },
    spentNanoUsd: () => spent,
  }
}
