import type { GenerationLookUp } from './look-up-generation.ts'

/** An attempt whose cost its reply has not told. */
export interface UnpricedAttempt {
  readonly requestId: string
  /** Number of the attempt within its request. */
  readonly n: number
  /** OpenRouter's id of the generation: `gen-…`. */
  readonly callId: string
}

export interface LateCost {
  readonly requestId: string
  readonly n: number
  readonly costUsd: number
  readonly host: string | undefined
}

export interface LateCostsOptions {
  readonly lookUp: GenerationLookUp
  /** May throw or reject: it is counted, and nobody hears of it. */
  readonly onCost: (cost: LateCost) => void | Promise<void>
  /** Looked up at one time. Default 2. */
  readonly maxConcurrent?: number | undefined
  /** Waiting at most; more are dropped. Default 1,000. */
  readonly maxWaiting?: number | undefined
}

export interface LateCostCounts {
  readonly waiting: number
  readonly looking: number
  readonly found: number
  /** Looked up in vain. */
  readonly missing: number
  /** Never looked up: too many, or closed. */
  readonly dropped: number
  /** Found, but `onCost` failed. */
  readonly failed: number
}

export interface LateCosts {
  /** At once, and never throws. */
  readonly add: (attempt: UnpricedAttempt) => void
  readonly counts: () => LateCostCounts
  /** Settles when nothing waits and nothing is looked up. */
  readonly idle: () => Promise<void>
  /** Ends what is looked up, drops what waits, and takes no more. */
  readonly close: () => Promise<void>
}

/** Looks up, beside the traffic, what attempts have cost whose replies did not say: those that were cut off, above all. */
export function createLateCosts(options: LateCostsOptions): LateCosts {
  const { lookUp, onCost, maxConcurrent = 2, maxWaiting = 1_000 } = options
  const waiting: UnpricedAttempt[] = []
  const counts = { looking: 0, found: 0, missing: 0, dropped: 0, failed: 0 }
  const closing = new AbortController()
  let whenIdle: (() => void)[] = []

  const look = async ({ requestId, n, callId }: UnpricedAttempt): Promise<void> => {
    const answer = await lookUp.find(callId, closing.signal)
    const { costUsd, host } = answer.kind === 'found' ? answer.generation : {}
    if (costUsd === undefined) {
      counts.missing++
      return
    }
    counts.found++
    await onCost({ requestId, n, costUsd, host })
  }

  const next = (): void => {
    while (counts.looking < maxConcurrent) {
      const attempt = waiting.shift()
      if (attempt === undefined) break
      counts.looking++
      void look(attempt)
        .catch(() => {
          counts.failed++
        })
        .finally(() => {
          counts.looking--
          next()
        })
    }
    if (counts.looking > 0) return
    for (const tell of whenIdle) tell()
    whenIdle = []
  }

  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      whenIdle.push(resolve)
      next()
    })

  return {
    add: (attempt) => {
      if (closing.signal.aborted || waiting.length >= maxWaiting) counts.dropped++
      else {
        waiting.push(attempt)
        next()
      }
    },
    counts: () => ({ ...counts, waiting: waiting.length }),
    idle,
    close: () => {
      counts.dropped += waiting.splice(0).length
      closing.abort()
      return idle()
    },
  }
}
