import type { StudyReport, StudySummary } from '@signalbox/quality'
import { formatInterval } from '../format-money.ts'
import { toPlainTable } from '../plain-table.ts'

/** What a study says, for a terminal. @param tasks those asked for: one without a pair is named */
export function toStudyText(
  { study, names, summary, rightRates, incomplete }: StudyReport,
  { tasks, columns }: { readonly tasks: readonly string[] | undefined; readonly columns: number },
): string {
  if (summary === undefined)
    return `Study ${study} has no pair with a verdict in both orders, so it says nothing of ${names.a} and ${names.b}.\n`
  const rows = summary.tasks.length > 1 ? [...summary.tasks, summary.total] : summary.tasks
  const silent = (tasks ?? []).filter((task) => !summary.tasks.some((one) => one.task === task))
  const table = toPlainTable(
    [
      { head: 'task', width: 12 },
      { head: 'pairs', width: 6 },
      { head: 'win (95 %)', width: 22 },
      { head: 'tie', width: 22 },
      { head: 'loss', width: 22 },
      { head: 'verdict', width: 12 },
    ],
    rows.map(({ task = 'all', pairs, win, tie, loss, verdict }) => [
      task,
      String(pairs),
      formatInterval(win),
      formatInterval(tie),
      formatInterval(loss),
      verdict,
    ]),
    columns,
  )
  return [
    `Study ${study}: ${names.a} against ${names.b}, judged by ${summary.judge}.`,
    '',
    table,
    '',
    ...rows.map(({ sentence }) => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`),
    ...silent.map((task) => `No conclusion on \`${task}\`: there is no pair of it.`),
    ...toTrustLines(summary),
    ...rightRates.map((rates) => toRightLine(rates, names)),
    ...(incomplete === 0 ? [] : [`${incomplete} pairs lack a verdict in one order or both and are no part of this.`]),
    ...summary.warnings,
    '',
  ].join('\n')
}

function toTrustLines({ position, total, agreement, family, isWeighed }: StudySummary): readonly string[] {
  const { length } = total
  return [
    `Place: the answer shown first wins ${formatInterval(position.firstShare)} of verdicts, 50 % is fair; ${position.opposed} of ${position.pairs} pairs changed their winner with the order and count as ties.`,
    `Length: the longer answer wins ${length.longerWins.numerator} of ${length.longerWins.denominator} decided pairs${length.reason === undefined ? '' : `; it cannot be taken out: ${length.reason}`}.`,
    agreement === undefined
      ? 'People: none has judged these pairs; import labels with --labels to know how far they agree.'
      : `People: agree on ${formatInterval(agreement.agreed)} of ${agreement.pairs} pairs${
          agreement.kappa === undefined
            ? ''
            : `, kappa ${agreement.kappa.value.toFixed(2)} (${agreement.kappa.low.toFixed(2)} to ${agreement.kappa.high.toFixed(2)})`
        }.`,
    ...(isWeighed ? ['Strata are weighed by the requests they stand for.'] : []),
    ...(family === 'holm'
      ? ['Task types are taken as a family (Holm): the chance that even one "shown" is wrong is held.']
      : []),
  ]
}

function toRightLine(
  { task, a, b, difference }: StudyReport['rightRates'][number],
  names: StudyReport['names'],
): string {
  const { pairs, estimate } = difference
  const lead =
    estimate === undefined
      ? ''
      : `; where both were judged (${pairs}), ${names.a} less ${names.b} is ${formatInterval(estimate)}`
  return `Right by people, each answer on its own${task === undefined ? '' : `, \`${task}\``}: ${names.a} ${formatInterval(a.rate)} of ${a.answers}, ${names.b} ${formatInterval(b.rate)} of ${b.answers}${lead}.`
}
