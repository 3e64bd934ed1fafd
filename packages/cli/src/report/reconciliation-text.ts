import type { DifferenceReason, ReconciledCell, Reconciliation, UsageExport } from '@signalbox/quality'
import { formatPercent } from '../format-money.ts'
import { toPlainTable } from '../plain-table.ts'
import { fromNano } from './format-amount.ts'

const reasonWords: Readonly<Record<DifferenceReason, string>> = {
  rounding: 'the export prints fewer decimals',
  'only-theirs': 'the ledger has nothing of that model on that day: other keys, or a name it does not know',
  'only-ours': 'the export has nothing of that model on that day',
  'cost-unknown': 'attempts of ours whose cost is not known',
  midnight: 'requests that went over midnight',
  'other-traffic': 'the export counts more than the ledger: other keys',
  'not-in-export': 'the ledger counts more than the export',
  'tokens-differ': 'the same requests counted as other tokens: another tokeniser, or caching told otherwise',
  'price-differs': 'the same tokens at another price',
  unexplained: 'unexplained',
}

/** Lines that people read at once; JSON has them all. */
const mostLines = 30

/** The ledger beside a bill, for people. */
export function toReconciliationText(
  made: Reconciliation,
  usage: UsageExport,
  file: string,
  screenColumns: number,
): string {
  const { told, cells, ours, theirs, elsewhere, outsidePeriod } = made
  const total: ReconciledCell = { day: 'sum', model: '', ours, theirs, parts: [] }
  const shown = cells.toSorted((a, b) => weight(b) - weight(a)).slice(0, mostLines)
  const lines = [
    `${usage.shape.title} in ${file}, ${made.fromDay ?? '-'} to ${made.toDay ?? '-'} (UTC), ${usage.rows.length} rows. Ours / theirs:`,
    toPlainTable(
      [
        { head: 'day', width: 10 },
        { head: 'model', width: 24 },
        ...(told.requests ? [{ head: 'requests', width: 13 }] : []),
        ...(told.tokens
          ? [
              { head: 'input tokens', width: 21 },
              { head: 'output tokens', width: 19 },
            ]
          : []),
        ...(told.cost
          ? [
              { head: 'cost', width: 19 },
              { head: 'difference', width: 10 },
            ]
          : []),
      ],
      [...shown, total].map(({ day, model, ours: a, theirs: b }) => [
        day,
        model,
        ...(told.requests ? [`${a.requests} / ${b.requests}`] : []),
        ...(told.tokens ? [`${a.inputTokens} / ${b.inputTokens}`, `${a.outputTokens} / ${b.outputTokens}`] : []),
        ...(told.cost
          ? [`${fromNano(a.costNanoUsd)} / ${fromNano(b.costNanoUsd)}`, fromNano(b.costNanoUsd - a.costNanoUsd)]
          : []),
      ]),
      screenColumns,
    ),
    ...(cells.length > mostLines ? [`${cells.length - mostLines} lines that differ less are in --json.`] : []),
    ...made.differences.map(({ reason, nanoUsd }) => `${fromNano(nanoUsd)} differs: ${reasonWords[reason]}.`),
    ...(made.explainedShare === undefined
      ? []
      : [`${formatPercent(made.explainedShare)} of what differs has a reason.`]),
    ...(elsewhere.attempts === 0
      ? []
      : [
          `Not compared: ${elsewhere.attempts} attempts (${fromNano(elsewhere.costNanoUsd)}) of models that the export does not name: ${elsewhere.models.join(', ')}. --target PREFIX holds all of a provider's against it.`,
        ]),
    ...(outsidePeriod.attempts === 0
      ? []
      : [
          `Not compared: ${outsidePeriod.attempts} attempts (${fromNano(outsidePeriod.costNanoUsd)}) outside its days.`,
        ]),
    ...(made.costUnknownAttempts === 0 ? [] : [`${made.costUnknownAttempts} compared attempts have no known cost.`]),
    ...toProblemLines(usage),
    toVerdict(made),
  ]
  return `${lines.join('\n')}\n`
}

function weight({ ours, theirs }: ReconciledCell): number {
  const cost = Math.abs(theirs.costNanoUsd - ours.costNanoUsd)
  return cost > 0
    ? cost
    : Math.abs(theirs.inputTokens - ours.inputTokens) + Math.abs(theirs.outputTokens - ours.outputTokens)
}

/** Each kind of problem once, with its first places. */
function toProblemLines({ problems }: UsageExport): string[] {
  return [...new Set(problems.map(({ kind }) => kind))].map((kind) => {
    const found = problems.filter((problem) => problem.kind === kind)
    const places = found.slice(0, 5).map(({ place, message }) => `${place}: ${message}`)
    return `Export: ${found.length} ${kind} (${places.join('; ')}${found.length > 5 ? '; …' : ''}).`
  })
}

function toVerdict({ differenceShare, tolerance, isWithin, told }: Reconciliation): string {
  if (differenceShare === undefined) return 'The export counts nothing that could be compared: it proves nothing.'
  const what = told.cost ? 'costs' : told.tokens ? 'tokens' : 'requests'
  return `${isWithin ? 'Holds' : 'Does not hold'}: ${what} differ by ${formatPercent(differenceShare, 2)} of the export's, summed over models; ${formatPercent(tolerance, 2)} is let pass.`
}
