import type { Report } from '@signalbox/core'
import type { SqliteLedger } from '@signalbox/ledger'
import { foldSavings, toReportPage, type PageOrigin, type QualityView } from '@signalbox/quality'
import type { LoadedPolicy } from '../load-policy.ts'
import { attemptsBetween } from './attempts-between.ts'
import { readLedgerAlarm } from './ledger-alarm.ts'

const dayMs = 86_400_000

export interface LedgerPageOptions {
  readonly report: Report
  readonly policies: readonly { readonly name: string; readonly requests: number }[]
  readonly policy: LoadedPolicy
  /** The savings are of this baseline alone. */
  readonly baseline?: string | undefined
  readonly quality?: QualityView | undefined
  readonly origin: PageOrigin
}

/** All that a ledger says of the report's rows, as a page. */
export function toLedgerPage(ledger: SqliteLedger, options: LedgerPageOptions): string {
  const { report, policies, policy, baseline, quality, origin } = options
  const { sinceMs, untilMs, policy: name } = report.query
  const query = { sinceMs, untilMs, policy: name }
  return toReportPage({
    report,
    policies,
    quality,
    origin,
    ...readLedgerAlarm(ledger, query, policy),
    trend: ledger.trend({ ...query, bucketMs: dayMs }),
    savings: foldSavings(ledger.outcomes(query), { baseline, attempts: attemptsBetween(ledger, query) }),
  })
}
