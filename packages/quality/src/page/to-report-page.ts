import type { Report, TrendRow } from '@signalbox/core'
import { toDocument } from './kit/to-document.ts'
import { escalationSection, type EscalationView } from './sections/escalation-section.ts'
import { headline, type HeadlineView } from './sections/headline.ts'
import { latencySection } from './sections/latency-section.ts'
import { pageFooter, type PageOrigin } from './sections/page-footer.ts'
import { qualitySection } from './sections/quality-section.ts'
import { savingsSection } from './sections/savings-section.ts'
import { trendSection } from './sections/trend-section.ts'

/** What a report page is made from; what is left out is not shown, or said to be unknown. */
export interface ReportPageInput extends HeadlineView, EscalationView {
  /** Days, of all task types together. */
  readonly trend?: readonly TrendRow[] | undefined
  readonly origin: PageOrigin
}

/** The report as one HTML file: no script, no network, light and dark, phone, desktop and paper. Text of others is escaped throughout. */
export function toReportPage(input: ReportPageInput): string {
  const { report, trend = [], savings, quality, origin } = input
  const hasRows = report.total.requests > 0
  return toDocument({
    title: 'Signalbox report',
    header: headline(input),
    main: hasRows && [
      escalationSection(input),
      trendSection(trend),
      savings && savingsSection(savings),
      quality && qualitySection(quality),
      latencySection(report),
    ],
    footer: pageFooter(origin, silencesOf(report, quality?.summary !== undefined)),
  })
}

function silencesOf({ openAttempts, total }: Report, isJudged: boolean): readonly string[] {
  return [
    'The baseline is reckoned from the tokens of the answer that was given: another model might have written more or less.',
    'An escalation rate says how often the dearer tier served, not whether it was needed.',
    ...(isJudged
      ? ['A judge is a model: its verdicts hold as far as it agrees with people.']
      : ['Nothing here says how good the answers were: no study of them is in it.']),
    ...(openAttempts > 0
      ? [`${openAttempts} attempts were never settled (a crash, or still running): what they cost is not known.`]
      : []),
    ...(total.spend.unknownCostRequests > 0 ? ['Requests of unknown cost are counted and in no sum of savings.'] : []),
  ]
}
