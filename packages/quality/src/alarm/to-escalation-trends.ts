import { toShare, type Share, type TrendRow } from '@signalbox/core'
import { estimateShareTrend, type ShareTrend } from '../statistics/share-trend.ts'
import { isIntended } from './classify-escalation.ts'

/** One task type over one step of time: a ledger's `trend({ by: 'task' })` has them. */
export type EscalationBucket = Pick<TrendRow, 'startMs' | 'task' | 'virtualServed' | 'escalationByCause'>

/** How a task type's leaks have gone. */
export interface EscalationTrend {
  /** undefined = all. */
  readonly task: string | undefined
  /** In order of time; steps without requests are left out. */
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
  const byTask = new Map<
    string | undefined,
    Map<number, { atMs: number; served: number; leaked: number; intended: number }>
  >()
  for (const { task, startMs: atMs, virtualServed, escalationByCause } of buckets) {
    const cells = byTask.get(task) ?? new Map()
    byTask.set(task, cells)
    const cell = cells.get(atMs) ?? { atMs, served: 0, leaked: 0, intended: 0 }
    cells.set(atMs, cell)
    cell.served += virtualServed
    for (const [cause, count] of Object.entries(escalationByCause))
      cell[isIntended(cause) ? 'intended' : 'leaked'] += count
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
    .toSorted((a, b) => b.served - a.served || ((a.task ?? '') < (b.task ?? '') ? -1 : 1))
    .map(({ served: _, ...trend }) => trend)
}

function directionOf(trend: ShareTrend | undefined): EscalationTrend['direction'] {
  if (trend === undefined) return undefined
  if (trend.change.low > 0) return 'up'
  return trend.change.high < 0 ? 'down' : 'unclear'
}
