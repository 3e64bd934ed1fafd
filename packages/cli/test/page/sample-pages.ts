import { foldReport, foldTrend, rules, type ReportQuery } from '@signalbox/core'
import { explainLeaks, foldSavings, readAlarm, toReplayPage, toReportPage } from '@signalbox/quality'
import type { SampleNames } from './sample-names.ts'
import { sampleReplay } from './sample-replay.ts'
import { sampleStudy } from './sample-study.ts'
import { sampleTraffic } from './sample-traffic.ts'

/** Every kind of page there is, of traffic with these names: the report by task with all its sections, by something else, and a replay. */
export function samplePages(
  names: SampleNames,
  by: ReportQuery['by'],
  requests = 600,
): Readonly<Record<'report' | 'grouped' | 'replay', string>> {
  const rows = [...sampleTraffic({ requests, names })]
  const outcomes = rows.map(({ outcome }) => outcome)
  const attempts = rows.flatMap((row) => row.attempts)
  const policies = [{ name: names.policy, requests }]
  const origin = { command: `signalbox report --policy ${names.policy}`, version: '1.2.3', source: `${names.app}.db` }
  const strategy = rules([{ name: names.rule, when: { task: names.tasks.slice(9) }, use: 'frontier' }], {
    otherwise: 'economy',
  })
  return {
    report: toReportPage({
      report: foldReport(outcomes, 3, {}),
      policies,
      origin,
      trend: foldTrend(outcomes, { bucketMs: 86_400_000 }),
      savings: foldSavings(outcomes, { attempts }),
      alarm: readAlarm(outcomes, { tasks: { [names.tasks[0] ?? '']: 0.02 } }),
      explanations: explainLeaks(
        rows.map((row) => ({ ...row.outcome, attempts: row.attempts })),
        { strategy: strategy.describe() },
      ),
      quality: sampleStudy(names),
    }),
    grouped: toReportPage({ report: foldReport(outcomes, 0, { by }), policies, origin }),
    replay: toReplayPage({ ...sampleReplay(names), origin }),
  }
}
