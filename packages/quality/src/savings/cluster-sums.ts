import { seededRandom } from '@signalbox/core'
import type { Interval } from '../statistics/interval.ts'
import { clusterBootstrap, type ClusterPairs } from '../statistics/cluster-bootstrap.ts'
import { effectiveClusters } from '../statistics/effective-clusters.ts'

/** Actual and baseline cost of conversations, put together by the hash of their name into so many groups: memory that does not grow. */
export interface ClusterSums {
  readonly actual: Float64Array
  readonly baseline: Float64Array
  readonly requests: Uint32Array
}

export function createClusterSums(size: number): ClusterSums {
  return {
    actual: new Float64Array(size),
    baseline: new Float64Array(size),
    requests: new Uint32Array(size),
  }
}

/** @param hash of the conversation */
export function addToCluster(sums: ClusterSums, hash: number, actual: number, baseline: number): void {
  const at = hash % sums.requests.length
  sums.actual[at] = (sums.actual[at] ?? 0) + actual
  sums.baseline[at] = (sums.baseline[at] ?? 0) + baseline
  sums.requests[at] = (sums.requests[at] ?? 0) + 1
}

/** What a group of requests saved, with intervals by conversation. */
export interface SavedIntervals {
  readonly savedNanoUsd: Interval
  /** undefined where the baseline's cost is 0. */
  readonly savedShare: Interval | undefined
  readonly clusters: number
  /** So many conversations of equal baseline cost would say as much. */
  readonly effectiveClusters: number
  /** Of the baseline's cost, that of the dearest conversation; 0 where the baseline's cost is 0. */
  readonly largestShare: number
}

/** @param seed the same text, the same interval to the last digit */
export function toSavedIntervals(sums: ClusterSums, seed: string): SavedIntervals {
  const pairs = filled(sums)
  const actual = total(pairs.x)
  const baseline = total(pairs.y)
  const made = clusterBootstrap(pairs, [(x, y) => y - x, (x, y) => (y === 0 ? 0 : 1 - x / y)], {
    random: seededRandom(seed),
  })
  const [saved, share] = made ?? []
  return {
    savedNanoUsd: {
      value: baseline - actual,
      low: saved && Math.round(saved.low),
      high: saved && Math.round(saved.high),
    },
    savedShare: baseline === 0 ? undefined : { value: 1 - actual / baseline, low: share?.low, high: share?.high },
    clusters: pairs.x.length,
    effectiveClusters: effectiveClusters(pairs.y),
    largestShare: baseline === 0 ? 0 : pairs.y.reduce((most, one) => Math.max(most, one), 0) / baseline,
  }
}

/** The clusters that have requests. */
function filled(sums: ClusterSums): ClusterPairs {
  const has = (_: number, at: number): boolean => (sums.requests[at] ?? 0) > 0
  return { x: sums.actual.filter(has), y: sums.baseline.filter(has) }
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}
