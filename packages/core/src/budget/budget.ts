/** A limit on what may be spent in a period, over all requests it covers. */
export interface Budget {
  readonly name: string
  readonly limitUsd: number
  /** Calendar periods in UTC. */
  readonly period: 'hour' | 'day' | 'month' | 'ever'
  /** `tenant`: every tenant has the limit for itself. Default: all requests share it. */
  readonly per?: 'tenant' | undefined
  /** While the store cannot be reached: `closed` (default) lets no request pass, `open` lets it pass uncounted. */
  readonly whenStoreFails?: 'closed' | 'open' | undefined
}

/** Start of the period a moment lies in, ms since the epoch. */
export function periodStartMs(period: Budget['period'], nowMs: number): number {
  const now = new Date(nowMs)
  switch (period) {
    case 'hour':
      return nowMs - (nowMs % 3_600_000)
    case 'day':
      return nowMs - (nowMs % 86_400_000)
    case 'month':
      return Date.UTC(now.getUTCFullYear(), now.getUTCMonth())
    case 'ever':
      return 0
  }
}

/** The account a request's spending goes to. */
export function accountOf({ name, per }: Budget, tenant: string | undefined): string {
  return per === 'tenant' ? `${name}/${tenant ?? ''}` : name
}
