import type { Interval } from './interval.ts'
import { studentQuantile } from './student-quantile.ts'

/** A share as it was over one stretch of time. */
export interface SharePoint {
  /** Where the stretch lies; any unit. */
  readonly at: number
  readonly hits: number
  readonly n: number
}

/** A straight line through shares. */
export interface ShareTrend {
  /** By how much the share has changed from the first point to the last, -1..1, with its 95 % interval. */
  readonly change: Interval & { readonly low: number; readonly high: number }
  /** The line at the first point and at the last, 0..1. */
  readonly from: number
  readonly to: number
  /** How much more the points scatter around the line than chance alone would have it; 1 = no more. */
  readonly dispersion: number
}

/**
 * Trend of a share: the slope of Armitage ("Tests for linear trends in proportions and frequencies", Biometrics 1955). Where the points
 * scatter more than a binomial does, as days of real traffic do, its variance is raised by as much (quasi-likelihood: McCullagh and Nelder,
 * Generalized Linear Models, 1989, section 4.5). undefined = fewer than three points with anything in them, or all hits, or none.
 */
export function estimateShareTrend(all: readonly SharePoint[]): ShareTrend | undefined {
  const points = all.filter(({ n }) => n > 0).toSorted((a, b) => a.at - b.at)
  const [first, last] = [points[0], points.at(-1)]
  const sum = (read: (point: SharePoint) => number): number => points.reduce((total, point) => total + read(point), 0)
  const total = sum(({ n }) => n)
  const mean = sum(({ hits }) => hits) / total
  if (points.length < 3 || first === undefined || last === undefined || mean === 0 || mean === 1) return undefined
  const middle = sum(({ at, n }) => at * n) / total
  const spread = sum(({ at, n }) => n * (at - middle) ** 2)
  if (spread === 0) return undefined
  const slope = sum(({ at, hits, n }) => (at - middle) * (hits - n * mean)) / spread
  const lineAt = (at: number): number => mean + slope * (at - middle)
  const variance = mean * (1 - mean)
  const degrees = points.length - 2
  const scatter = sum(({ at, hits, n }) => n * (hits / n - lineAt(at)) ** 2) / variance
  const dispersion = Math.max(1, scatter / degrees)
  const reach = studentQuantile(degrees) * Math.sqrt((dispersion * variance) / spread)
  const span = last.at - first.at
  const within = (change: number): number => Math.min(1, Math.max(-1, change))
  const clamp = (share: number): number => Math.min(1, Math.max(0, share))
  return {
    change: {
      value: within(slope * span),
      low: within((slope - reach) * span),
      high: within((slope + reach) * span),
    },
    from: clamp(lineAt(first.at)),
    to: clamp(lineAt(last.at)),
    dispersion,
  }
}
