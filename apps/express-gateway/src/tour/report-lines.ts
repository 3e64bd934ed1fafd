import type { ReportView } from '../report/to-report-view.ts'

/** What the report says, in a few lines of text. */
export function toReportLines({ total, tasks, baseline, savedShare }: ReportView): readonly string[] {
  const share = savedShare === undefined ? '' : ` (${percent(savedShare)})`
  const escalated = tasks.filter((task) => task.escalated > 0)
  return [
    `escalated: ${total.escalated} of ${total.answers} answers (${percent(total.escalationRate ?? 0)}): ` +
      escalated.map((line) => `${line.task} ${line.escalated}`).join(', '),
    `spent: $${total.costUsd.toFixed(5)}; saved: $${total.savedUsd.toFixed(5)}${share} of what ${baseline ?? 'the baseline'} would cost`,
  ]
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
