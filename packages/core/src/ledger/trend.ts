/** Which outcomes a trend is made from, and in what steps. */
export interface TrendQuery {
  /** Length of a step, whole ms from 1 on. Steps begin at whole multiples of it since the epoch: days are those of UTC. */
  readonly bucketMs: number
  /** Wall time, ms since the epoch, included. */
  readonly sinceMs?: number | undefined
  readonly untilMs?: number | undefined
  /** Only rows of this policy name. */
  readonly policy?: string | undefined
  /** One row for each task type of a step; default one for all. */
  readonly by?: 'task' | undefined
}

/** One step of time, of one task type or all. A step without requests has no row. Money in nano-dollars. */
export interface TrendRow {
  /** Wall time, ms since the epoch. */
  readonly startMs: number
  /** undefined = all. */
  readonly task: string | undefined
  readonly requests: number
  readonly served: number
  readonly broken: number
  readonly failed: number
  readonly aborted: number
  /** Served requests with a virtual id: the escalation rate's denominator. */
  readonly virtualServed: number
  /** Of those, by a tier above the first. */
  readonly escalated: number
  /** The same, split by cause. */
  readonly escalationByCause: Readonly<Record<string, number>>
  /** What all requests have cost, shadows and studies apart. */
  readonly costNanoUsd: number
  /** What shadows and studies of them have cost. */
  readonly evidenceNanoUsd: number
  /** Both, of requests whose cost and baseline are known: what a saving is made from. */
  readonly comparedNanoUsd: number
  /** Of the same requests. */
  readonly baselineNanoUsd: number
  /** Served requests left out of those two. */
  readonly unknownCostRequests: number
}
