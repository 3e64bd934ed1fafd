import type { LabelRow } from '@signalbox/core'
import type { Arms } from './arms.ts'
import { foldVerdicts } from './fold-verdicts.ts'
import { toHumanVerdicts } from './human-verdict.ts'
import type { StudySummary } from './pair-summary.ts'
import { toRightRates, type RightRates } from './right-rates.ts'
import { summarizePairs, type SummaryOptions } from './summarize-pairs.ts'
import type { PairVerdict } from './verdict.ts'

export interface StudyReportInput extends Pick<SummaryOptions, 'margin' | 'confidence' | 'minimumPairs'> {
  readonly study: string
  readonly arms: Arms
  readonly verdicts: readonly PairVerdict[]
  /** Requests by stratum. */
  readonly traffic: ReadonlyMap<string, number>
  /** Pairs that were begun and of which there is no verdict at all. */
  readonly unjudged?: number | undefined
  /** Those of people, about whatever requests. */
  readonly humanLabels: Iterable<LabelRow>
}

/** What a study says of its arms. Plain data. */
export interface StudyReport {
  readonly study: string
  readonly names: { readonly a: string; readonly b: string }
  /** undefined = no pair has a verdict in both orders. */
  readonly summary: StudySummary | undefined
  /** By people, of answers on their own; over all, then by task type. */
  readonly rightRates: readonly RightRates[]
  /** Pairs with a verdict in one order only, or in none: no part of the figures. */
  readonly incomplete: number
}

/** Folds verdicts and holds them against what people say. */
export function toStudyReport(input: StudyReportInput): StudyReport {
  const { study, arms, unjudged = 0, ...options } = input
  const { pairs, incomplete: half } = foldVerdicts(input.verdicts)
  const names = { a: arms.a.name, b: arms.b.name }
  const incomplete = half + unjudged
  const labels = [...input.humanLabels]
  const humans = toHumanVerdicts(pairs, labels)
  return {
    study,
    names,
    summary: summarizePairs(pairs, { ...options, names, incomplete, humans }),
    rightRates: toRightRates(pairs, labels, options),
    incomplete,
  }
}

/** Task types for which the study does not show what it was to show. @param tasks default: those it has pairs of */
export function notShown({ summary }: StudyReport, tasks?: readonly string[]): readonly string[] {
  const shown = new Set(summary?.tasks.filter(({ verdict }) => verdict === 'shown').map(({ task }) => task))
  return (tasks ?? summary?.tasks.flatMap(({ task }) => task ?? []) ?? []).filter((task) => !shown.has(task))
}
