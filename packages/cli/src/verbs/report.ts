import { existsSync } from 'node:fs'
import type { ReportQuery } from '@signalbox/core'
import { openSqliteLedger, toCsv, type SqliteLedger } from '@signalbox/ledger'
import { checkAlarm, foldSavings, reconcile, toAlarmLines } from '@signalbox/quality'
import { toCommandLine } from '../command-line.ts'
import type { Output } from '../console-output.ts'
import { loadPolicy, type LoadedPolicy } from '../load-policy.ts'
import { ownVersion } from '../own-version.ts'
import { parseTime } from '../parse-time.ts'
import { attemptsBetween } from '../report/attempts-between.ts'
import { attemptsOf } from '../report/attempts-of.ts'
import { counted } from '../report/counted.ts'
import { readLedgerAlarm, type LedgerAlarm } from '../report/ledger-alarm.ts'
import { parseTolerance } from '../report/parse-tolerance.ts'
import { readUsageExport } from '../report/read-usage-export.ts'
import { toReconciliationText } from '../report/reconciliation-text.ts'
import { toLedgerPage } from '../report/report-page.ts'
import { toReportText } from '../report/report-text.ts'
import { toSavingsText } from '../report/savings-text.ts'
import { UsageError } from '../usage-error.ts'
import { writeOutputFile } from '../write-output-file.ts'

export interface ReportOptions {
  readonly config?: string | undefined
  readonly ledger?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly by?: string | undefined
  readonly policy?: string | undefined
  readonly csv?: boolean | undefined
  readonly html?: string | undefined
  readonly study?: string | undefined
  /** Exit 1 while an alarm stands. */
  readonly alarm?: boolean | undefined
  readonly savings?: boolean | undefined
  readonly baseline?: string | undefined
  readonly reconcile?: string | undefined
  readonly provider?: string | undefined
  readonly target?: string | undefined
  readonly tolerance?: string | undefined
}

const candidates = ['signalbox.db', 'signalbox-demo/ledger.db']

/** Escalation rate per task type, cost against baseline, waste, latency, leaks; what was saved, and whether a bill agrees. */
export async function report(options: ReportOptions, output: Output): Promise<number> {
  const nowMs = Date.now()
  const query: ReportQuery = {
    sinceMs: options.since === undefined ? undefined : parseTime(options.since, '--since', nowMs),
    untilMs: options.until === undefined ? undefined : parseTime(options.until, '--until', nowMs),
    by: toBy(options.by),
    policy: options.policy,
  }
  const policy = loadPolicy(options.config)
  const file =
    options.ledger ?? policy.config?.ledger?.sqlite ?? candidates.find((path) => existsSync(path)) ?? 'signalbox.db'
  const ledger = openSqliteLedger({ file, readOnly: true })
  try {
    if (options.study !== undefined && options.html === undefined)
      throw new UsageError('--study goes into the page: say with --html where it is written.')
    const policies = ledger.policies()
    if (options.policy !== undefined && !policies.some(({ name }) => name === options.policy)) {
      throw new UsageError(
        `--policy ${options.policy}: the ledger has no such policy. It has ${policies.map(({ name }) => name).join(', ') || 'none'}.`,
      )
    }
    if (options.reconcile !== undefined) return holdAgainst(options.reconcile, options, query, policy, ledger, output)
    const made = ledger.report(query)
    const found = options.alarm === true ? readLedgerAlarm(ledger, query, policy) : undefined
    if (options.html !== undefined) {
      const origin = { command: toCommandLine('report', options), version: ownVersion(), source: file }
      writeOutputFile(
        options.html,
        toLedgerPage(ledger, {
          report: made,
          policies,
          policy,
          baseline: options.baseline,
          study: options.study,
          origin,
        }),
        '--html',
      )
      output.log(`The page is in ${options.html}.`)
    }
    if (options.csv === true) process.stdout.write(toCsv(made))
    else if (options.savings === true || options.baseline !== undefined) {
      const savings = foldSavings(counted(ledger.outcomes(query), 'requests', output), {
        baseline: options.baseline,
        attempts: counted(attemptsOf(ledger, query), 'attempts', output),
      })
      output.result({ ledger: file, policies, ...made, savings }, () => toSavingsText(savings, output.columns))
    } else
      output.result(
        { ledger: file, policies, ...made, ...found },
        () => toReportText(made, file, policies) + toAlarmText(found),
      )
    return found === undefined || checkAlarm(found.alarm).holds ? 0 : 1
  } finally {
    await ledger.close()
  }
}

function toAlarmText(found: LedgerAlarm | undefined): string {
  return found === undefined ? '' : `${toAlarmLines(found.alarm, found).join('\n')}\n`
}

/** The ledger beside a provider's export: 1 where they differ by more than is let pass. */
function holdAgainst(
  file: string,
  options: ReportOptions,
  query: ReportQuery,
  { options: { targets } }: LoadedPolicy,
  ledger: SqliteLedger,
  output: Output,
): number {
  const usage = readUsageExport(file, options.provider)
  const names = new Map(targets.map(({ id, as }) => [id, as]))
  const reconciliation = reconcile(counted(attemptsBetween(ledger, query), 'attempts', output), usage, {
    tolerance: parseTolerance(options.tolerance),
    target: options.target,
    asOf: (target) => names.get(target),
  })
  const { shape, problems } = usage
  output.result({ export: { file, ...shape, rows: usage.rows.length, problems }, reconciliation }, () =>
    toReconciliationText(reconciliation, usage, file, output.columns),
  )
  return reconciliation.isWithin ? 0 : 1
}

function toBy(by: string | undefined): ReportQuery['by'] {
  if (by === undefined || by === 'task' || by === 'tenant' || by === 'model') return by
  if (by.startsWith('tag:') && by.length > 4) return `tag:${by.slice(4)}`
  throw new UsageError(`--by ${by}: choose task, tenant, model or tag:NAME.`)
}
