import { createMemoryBudgetStore, type Budget, type BudgetStore } from '@signalbox/core'

/** The cap of a study, held before every call. */
export interface StudyPurse {
  readonly budget: Budget
  readonly store: BudgetStore
  /** Told before a run begins: what its input may cost beyond what is estimated, in nano-dollars. */
  readonly expect: (runId: string, slackNanoUsd: number) => void
  /** The cap did not cover a call of this run. */
  readonly wasRefused: (runId: string) => boolean
}

/** A cap that holds even where a prompt turns out longer than it was estimated: a call is held with its slack, and counts at what it really cost. */
export function createStudyPurse(capNanoUsd: number): StudyPurse {
  const slack = new Map<string, number>()
  const refused = new Set<string>()
  const inner = createMemoryBudgetStore()
  return {
    budget: { name: 'study', limitUsd: capNanoUsd / 1e9, period: 'ever' },
    store: {
      ...inner,
      reserve: async (hold) => {
        const nanoUsd = hold.nanoUsd + (slack.get(hold.holdId) ?? 0)
        const isHeld = await inner.reserve({ ...hold, nanoUsd, limitNanoUsd: capNanoUsd })
        if (isHeld) refused.delete(hold.holdId)
        else refused.add(hold.holdId)
        return isHeld
      },
    },
    expect: (runId, slackNanoUsd) => void slack.set(runId, slackNanoUsd),
    wasRefused: (runId) => refused.has(runId),
  }
}
