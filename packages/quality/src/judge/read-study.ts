import { ConfigurationError, type LabelRow, type ReportQuery } from '@signalbox/core'
import { armOf, type Arms } from './arms.ts'
import { labelsByRequest } from './labels-by-request.ts'
import { readRecordedVerdicts } from './recorded-verdicts.ts'
import { stratumName } from './stratum-name.ts'
import type { StudyHistory } from './study-history.ts'
import type { PairVerdict } from './verdict.ts'

export interface ReadStudyOptions extends Pick<ReportQuery, 'sinceMs' | 'untilMs' | 'policy'> {
  readonly study: string
  readonly arms: Arms
  /** Default: the one that judged. */
  readonly judge?: string | undefined
  readonly tasks?: readonly string[] | undefined
}

/** A study as the record has it. */
export interface RecordedStudy {
  readonly verdicts: readonly PairVerdict[]
  /** Requests by stratum. */
  readonly traffic: ReadonlyMap<string, number>
  /** Verdicts about answers that belong to neither arm. */
  readonly ofOthers: number
}

/** Reads the verdicts of a study again, and the traffic they stand for. Sends nothing. @throws ConfigurationError where there is no such study, or several have judged */
export function readStudy(history: StudyHistory, options: ReadStudyOptions): RecordedStudy {
  const { arms, tasks } = options
  const labels = labelsByRequest(labelsOf(history, options))
  const traffic = new Map<string, number>()
  const verdicts: PairVerdict[] = []
  let ofOthers = 0
  for (const row of history.outcomes(options)) {
    const served = armOf(arms, row.servedTarget)
    const isAsked = row.kind === 'served' && row.isVirtual && (tasks?.includes(row.task) ?? true)
    if (served === undefined || !isAsked) continue
    const stratum = stratumName(row.task, arms[served])
    traffic.set(stratum, (traffic.get(stratum) ?? 0) + 1)
    const found = readRecordedVerdicts(history, row, { arms, served, labels: labels.get(row.requestId) ?? [] })
    verdicts.push(...found.verdicts)
    ofOthers += found.ofOthers
  }
  return { verdicts, traffic, ofOthers }
}

function labelsOf(history: StudyHistory, { study, judge }: ReadStudyOptions): readonly LabelRow[] {
  const all = [...history.labels({ study, source: 'judge' })]
  const judges = [...new Set(all.map(({ rater }) => rater))].toSorted()
  const labels = judge === undefined ? all : all.filter(({ rater }) => rater === judge)
  if (labels.length === 0)
    throw new ConfigurationError([
      `The ledger has no verdicts of a study ${study}${judge === undefined ? '' : ` by ${judge}`}. ${judges.length === 0 ? 'Run it first.' : `Its judges are ${judges.join(', ')}.`}`,
    ])
  if (judge === undefined && judges.length > 1)
    throw new ConfigurationError([`The study ${study} has verdicts of ${judges.join(', ')}. Name the judge.`])
  return labels
}
