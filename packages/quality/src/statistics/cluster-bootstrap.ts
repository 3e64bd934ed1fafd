import type { Random } from '@signalbox/core'
import { effectiveClusters, fewestEffective } from './effective-clusters.ts'
import { normalCdf } from './normal.ts'
import { studentQuantile } from './student-quantile.ts'

/** Sums of two amounts per cluster: what belongs together is drawn together. */
export interface ClusterPairs {
  readonly x: Float64Array
  /** What the other is held against, and a cluster weighed by. */
  readonly y: Float64Array
}

/** What is asked of the sums of one draw. */
export type SumStatistic = (sumX: number, sumY: number) => number

export interface BootstrapOptions {
  readonly random: Random
  /** Default 2,000. */
  readonly replicates?: number | undefined
}

/** Below this the percentiles of a bootstrap are too narrow to be called 95 %. */
export const fewestClusters = 20

/**
 * 95 % percentile intervals of statistics of two sums, by drawing whole clusters with replacement (Efron and Tibshirani, "An Introduction
 * to the Bootstrap", 1993, chapters 8 and 13): requests of one conversation resemble each other, and as if they did not, an interval is too narrow.
 * So it is where few clusters outweigh the others: the percentiles are those of Student's t at the effective number of clusters (the expanded
 * percentile: Hesterberg, "What teachers should know about the bootstrap", American Statistician 2015, section 5.3).
 *
 * @returns one interval per statistic, from the same draws; undefined with fewer than `fewestClusters`, or effectively `fewestEffective`
 */
export function clusterBootstrap(
  { x, y }: ClusterPairs,
  statistics: readonly SumStatistic[],
  { random, replicates = 2_000 }: BootstrapOptions,
): readonly { readonly low: number; readonly high: number }[] | undefined {
  const n = x.length
  const effective = effectiveClusters(y)
  if (n < fewestClusters || effective < fewestEffective) return undefined
  const tail = normalCdf(-Math.sqrt(effective / (effective - 1)) * studentQuantile(effective - 1))
  const values = statistics.map(() => new Float64Array(replicates))
  for (let replicate = 0; replicate < replicates; replicate++) {
    let sumX = 0
    let sumY = 0
    for (let drawn = 0; drawn < n; drawn++) {
      const at = Math.floor(random() * n)
      sumX += x[at] ?? 0
      sumY += y[at] ?? 0
    }
    for (const [index, statistic] of statistics.entries()) {
      const row = values[index]
      if (row !== undefined) row[replicate] = statistic(sumX, sumY)
    }
  }
  return values.map((row) => {
    row.sort()
    return { low: percentile(row, tail), high: percentile(row, 1 - tail) }
  })
}

function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN
}
