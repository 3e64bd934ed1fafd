import { toShare, type Share } from '@signalbox/core'
import { estimateShareTrend, type ShareTrend } from '../statistics/share-trend.ts'
import { isIntended } from './classify-escalation.ts'

/** One task type over one hour or day, as a ledger counts it. */
export interface EscalationBucket {
  /** Beginning of the hour or day, ms since the epoch. */
  readonly atMs: number
  readonly task: string
  /** Served requests with a virtual id. */
  readonly virtualServed: number
  /** Those of them that escalated, by cause. */
  readonly escalated: Readonly<Record<string, number>>
}

/** How a task type's leaks have gone. */
export interface EscalationTrend {
  readonly task: string
  /** In order of time; hours or days without requests are left out. */
  readonly buckets: readonly {
    readonly atMs: number
    readonly leaks: Share
    /** By intended rules and draws. */
    readonly intended: number
  }[]
  /** `up` or `down` where the interval of the change says so; `unclear` where it holds 0; undefined = too little to say anything. */
  readonly direction: 'up' | 'down' | 'unclear' | undefined
  readonly trend: ShareTrend | undefined
}

/** By task type, most requests first. */
export function toEscalationTrends(buckets: Iterable<EscalationBucket>): readonly EscalationTrend[] {
  const byTask = new Map<string, Map<number, { atMs: number; served: number; leaked: number; intended: number }>>()
  for (const { task, atMs, virtualServed, escalated } of buckets) {
    const cells = byTask.get(task) ?? new Map()
    byTask.set(task, cells)
    const cell = cells.get(atMs) ?? { atMs, served: 0, leaked: 0, intended: 0 }
    cells.set(atMs, cell)
    cell.served += virtualServed
    for (const [cause, count] of Object.entries(escalated)) cell[isIntended(cause) ? 'intended' : 'leaked'] += count
  }
  return [...byTask]
    .map(([task, cells]) => {
      const ordered = [...cells.values()].filter(({ served }) => served > 0).toSorted((a, b) => a.atMs - b.atMs)
      const trend = estimateShareTrend(
        ordered.map(({ atMs, served, leaked }) => ({ at: atMs, hits: leaked, n: served })),
      )
      return {
        task,
        served: ordered.reduce((sum, { served }) => sum + served, 0),
        buckets: ordered.map(({ atMs, served, leaked, intended }) => ({
          atMs,
          leaks: toShare(leaked, served),
          intended,
        })),
        direction: directionOf(trend),
        trend,
      }
    })
    .toSorted((a, b) => b.served - a.served || (a.task < b.task ? -1 : 1))
    .map(({ served: _, ...trend }) => trend)
}

function directionOf(trend: ShareTrend | undefined): EscalationTrend['direction'] {
  if (trend === undefined) return undefined
  if (trend.change.low > 0) return 'up'
  return trend.change.high < 0 ? 'down' : 'unclear'
}
