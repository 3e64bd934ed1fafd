import type { Report } from '@signalbox/ai-sdk'

/** The figures of the side panel. */
export interface Summary {
  readonly answers: number
  readonly escalated: number
  /** 0..1; undefined without answers. */
  readonly escalationRate: number | undefined
  readonly status: 'healthy' | 'watch' | 'alarm' | undefined
  readonly costUsd: number
  readonly savedUsd: number
  /** The model savings are held against. */
  readonly baseline: string | undefined
  readonly tasks: readonly { readonly task: string; readonly answers: number; readonly escalated: number }[]
}

export function toSummary({ total, groups, escalationStatus, baselineModels }: Report): Summary {
  return {
    answers: total.escalation.denominator,
    escalated: total.escalation.numerator,
    escalationRate: total.escalation.value,
    status: escalationStatus,
    costUsd: total.spend.totalUsd,
    savedUsd: total.spend.savedUsd,
    baseline: baselineModels[0],
    tasks: groups.map(({ key, escalation }) => ({
      task: key,
      answers: escalation.denominator,
      escalated: escalation.numerator,
    })),
  }
}
