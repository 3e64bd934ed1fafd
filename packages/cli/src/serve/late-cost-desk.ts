import { createGenerationLookUp, createLateCosts, type LateCostCounts } from '@signalbox/bridge/openrouter'
import { systemClock, type Attempt, type Clock, type LateCostRow, type Outcome, type Target } from '@signalbox/core'
import type { Upstream } from '@signalbox/http'
import { openrouterApi } from '../openrouter-api.ts'

export interface LateCostDeskOptions {
  readonly targets: readonly Target[]
  readonly upstreams: readonly Upstream[]
  /** A ledger's `writeLateCost`. */
  readonly write: (row: LateCostRow) => void | PromiseLike<void>
  /** Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Default: the platform's. */
  readonly clock?: Clock | undefined
}

/** Finds out, beside the traffic, what attempts through OpenRouter have cost whose replies did not say. */
export interface LateCostDesk {
  /** Takes note of a request that has ended and whose rows are written. At once, and never throws. */
  readonly note: (outcome: Outcome) => void
  /** Waits at most so long for what is being looked up, gives up the rest, and tells what has become of all. */
  readonly close: (waitMs: number) => Promise<LateCostTally>
}

/** Attempts by what has become of them. */
export type LateCostTally = Pick<LateCostCounts, 'found' | 'missing' | 'dropped' | 'failed'>

export function createLateCostDesk(options: LateCostDeskOptions): LateCostDesk {
  const { targets, upstreams, write, fetch, clock = systemClock } = options
  const byUpstream = new Map(
    upstreams.flatMap(({ name, carrier, apiKey, baseUrl }) => {
      if (carrier?.name !== 'openrouter' || apiKey === undefined) return []
      const lookUp = createGenerationLookUp({ baseUrl: openrouterApi(baseUrl), apiKey, fetch, clock })
      const onCost = async ({ costUsd, ...cost }: { requestId: string; n: number; costUsd: number }): Promise<void> =>
        write({ ...cost, costNanoUsd: Math.round(costUsd * 1e9) })
      return [[name, createLateCosts({ lookUp, onCost })] as const]
    }),
  )
  const byTarget = new Map(targets.map(({ id, upstream = '' }) => [id, byUpstream.get(upstream)]))
  const all = [...byUpstream.values()]
  return {
    note: ({ requestId, attempts }) => {
      for (const attempt of attempts) {
        const { n, target, callId } = attempt
        if (callId !== undefined && isUntold(attempt)) byTarget.get(target)?.add({ requestId, n, callId })
      }
    },
    close: async (waitMs) => {
      await within(waitMs, Promise.all(all.map((one) => one.idle())), clock)
      await Promise.all(all.map((one) => one.close()))
      return sum(all.map((one) => one.counts()))
    },
  }
}

/** A price of ours may stand in its row: what they charge counts more. */
function isUntold({ reportedCostNanoUsd, billable }: Attempt): boolean {
  return reportedCostNanoUsd === undefined && billable !== 'no'
}

/** Resolves when the work has ended, or the time. */
function within(waitMs: number, work: Promise<unknown>, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.setTimer(resolve, waitMs)
    void work.then(() => {
      cancel()
      resolve()
    })
  })
}

function sum(counts: readonly LateCostCounts[]): LateCostTally {
  const of = (name: keyof LateCostTally): number => counts.reduce((total, one) => total + one[name], 0)
  return { found: of('found'), missing: of('missing'), dropped: of('dropped'), failed: of('failed') }
}
