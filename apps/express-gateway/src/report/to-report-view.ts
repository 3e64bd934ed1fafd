import type { Report, ReportGroup } from '@signalbox/express'

/** One line: everything, or a task type. */
export interface ReportLine {
  readonly task: string
  /** Served requests that left the choice of the model to the router. */
  readonly answers: number
  /** Of them, answered above the first tier. */
  readonly escalated: number
  /** 0..1; undefined without answers. */
  readonly escalationRate: number | undefined
  readonly costUsd: number
  readonly savedUsd: number
}

/** The ledger's report as far as the page and the tour show it. */
export interface ReportView {
  readonly total: ReportLine
  readonly tasks: readonly ReportLine[]
  /** `healthy` below 20 %, `watch` to 30 %, `alarm` above. */
  readonly status: Report['escalationStatus']
  /** The model savings are held against. */
  readonly baseline: string | undefined
  /** Part of the baseline's cost, 0..1. */
  readonly savedShare: number | undefined
}

export function toReportView({ total, groups, escalationStatus, baselineModels }: Report): ReportView {
  return {
    total: toLine(total),
    tasks: groups.map(toLine),
    status: escalationStatus,
    baseline: baselineModels[0],
    savedShare: total.spend.savedShare?.value,
  }
}

function toLine({ key, escalation, spend }: ReportGroup): ReportLine {
  return {
    task: key,
    answers: escalation.denominator,
    escalated: escalation.numerator,
    escalationRate: escalation.value,
    costUsd: spend.totalUsd,
    savedUsd: spend.savedUsd,
  }
}
