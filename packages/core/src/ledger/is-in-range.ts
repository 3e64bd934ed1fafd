import type { OutcomeRow } from './ledger-row.ts'

/** Whether a query asks for this outcome. */
export function isInRange(
  row: Pick<OutcomeRow, 'startedAtMs' | 'policyName'>,
  query: {
    readonly sinceMs?: number | undefined
    readonly untilMs?: number | undefined
    readonly policy?: string | undefined
  },
): boolean {
  if (query.sinceMs !== undefined && row.startedAtMs < query.sinceMs) return false
  if (query.untilMs !== undefined && row.startedAtMs >= query.untilMs) return false
  return query.policy === undefined || row.policyName === query.policy
}
