/** Requests that take no part, by the reason, which reads on after "left out because". */
export interface LeftOut {
  readonly reason: string
  readonly requests: number
  /** Ids of the first ones. */
  readonly examples: readonly string[]
}

export interface LeftOutTally {
  readonly add: (reason: string, requestId: string) => void
  /** The most frequent reason first. */
  readonly all: () => readonly LeftOut[]
}

const mostExamples = 3

export function createLeftOutTally(): LeftOutTally {
  const byReason = new Map<string, { requests: number; examples: string[] }>()
  return {
    add: (reason, requestId) => {
      const known = byReason.get(reason) ?? { requests: 0, examples: [] }
      known.requests++
      if (known.examples.length < mostExamples) known.examples.push(requestId)
      byReason.set(reason, known)
    },
    all: () =>
      [...byReason]
        .map(([reason, counted]) => ({ reason, ...counted }))
        .toSorted((one, other) => other.requests - one.requests || (one.reason < other.reason ? -1 : 1)),
  }
}
