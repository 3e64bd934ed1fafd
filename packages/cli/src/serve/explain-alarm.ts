import type { SqliteLedger } from '@signalbox/ledger'
import { explainLeaks, inTurns, type EscalationGroup, type ExplainOptions, type LeakRow } from '@signalbox/quality'

export interface ExplainAlarmOptions extends ExplainOptions {
  readonly ledger: Pick<SqliteLedger, 'flush' | 'history'>
  /** Name of the policy that leaks. */
  readonly policy: string
}

/** The latest requests are enough for a reason, and read within a tenth of a second. */
const lookedAt = 5_000

/** Through what most leaks of a task type came, read beside the traffic; undefined = the latest requests have none. A log names no tenant, so none is looked at. */
export async function explainAlarm(
  task: string,
  { ledger, policy, ...explain }: ExplainAlarmOptions,
): Promise<EscalationGroup | undefined> {
  await ledger.flush()
  const rows: LeakRow[] = []
  const without = ['labels'] as const
  for await (const { outcome, attempts } of inTurns(ledger.history({ policy, last: lookedAt, without })))
    if (outcome.task === task) rows.push({ ...outcome, tenant: undefined, attempts })
  return explainLeaks(rows, explain)[0]?.groups.find(({ isIntended }) => !isIntended)
}
