import type { Report } from '@signalbox/core'
import type { SqliteLedger } from '@signalbox/ledger'
import {
  foldSavings,
  readStudy,
  tierArms,
  toReportPage,
  toStudyReport,
  type PageOrigin,
  type StudyReport,
} from '@signalbox/quality'
import type { LoadedPolicy } from '../load-policy.ts'
import { attemptsOf } from './attempts-of.ts'
import { readLedgerAlarm } from './ledger-alarm.ts'

const dayMs = 86_400_000

export interface LedgerPageOptions {
  readonly report: Report
  readonly policies: readonly { readonly name: string; readonly requests: number }[]
  readonly policy: LoadedPolicy
  /** The savings are of this baseline alone. */
  readonly baseline?: string | undefined
  /** A study whose verdicts say how good the answers were. */
  readonly study?: string | undefined
  readonly origin: PageOrigin
}

/** All that a ledger says of the report's rows, as a page. */
export function toLedgerPage(ledger: SqliteLedger, options: LedgerPageOptions): string {
  const { report, policies, policy, baseline, study, origin } = options
  const { sinceMs, untilMs, policy: name } = report.query
  const query = { sinceMs, untilMs, policy: name }
  return toReportPage({
    report,
    policies,
    quality: study === undefined ? undefined : recordedStudy(ledger, study, options),
    origin,
    ...readLedgerAlarm(ledger, query, policy),
    trend: ledger.trend({ ...query, bucketMs: dayMs }),
    savings: foldSavings(ledger.outcomes(query), { baseline, attempts: attemptsOf(ledger, query) }),
  })
}

/** How much worse the first tier may be: wins less losses. What `judge` takes where it is told nothing else. */
const margin = 0.03

/** The first tier held against the last, as the study's labels have it. @throws ConfigurationError where there is no such study */
function recordedStudy(ledger: SqliteLedger, study: string, { report, policy }: LedgerPageOptions): StudyReport {
  const { sinceMs, untilMs, policy: name } = report.query
  const arms = tierArms(policy.options)
  const { verdicts, traffic } = readStudy(ledger, { study, arms, sinceMs, untilMs, policy: name })
  return toStudyReport({ study, arms, margin, verdicts, traffic, humanLabels: ledger.labels({ source: 'human' }) })
}
