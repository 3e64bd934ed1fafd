import type { StudySummary } from '../../judge/pair-summary.ts'
import { toCountOf, toPercentText, toRangeText } from '../kit/figures.ts'

/** Whether the judge can be trusted: its bias for a place, its agreement with people, and what the study itself warns of. */
export function judgeChecks(
  { position, agreement, warnings, family }: StudySummary,
  incomplete: number,
): readonly string[] {
  const { firstShare } = position
  return [
    `Each pair was judged in both orders. The answer shown first won ${toPercentText(firstShare.value)} (${toRangeText(firstShare) ?? 'no interval'}) of the verdicts, where 50 % is fair; ${toCountOf(position.opposed, 'pair')} changed the winner with the order and count as ties.`,
    agreement === undefined
      ? 'Nobody has compared its verdicts with people’s: import labels of people to know how far it agrees with them.'
      : `People judged ${toCountOf(agreement.pairs, 'pair')} as well and agree with it on ${toPercentText(agreement.agreed.value)}${
          agreement.kappa === undefined
            ? ''
            : `; kappa, beyond chance, is ${agreement.kappa.value.toFixed(2)} (${agreement.kappa.low.toFixed(2)} to ${agreement.kappa.high.toFixed(2)})`
        }.`,
    ...(family === 'holm'
      ? [
          'Task types are judged as a family (Holm): the chance that even one claim of “within the margin” is wrong is held.',
        ]
      : []),
    ...(incomplete > 0
      ? [`${toCountOf(incomplete, 'pair')} without a verdict in both orders: no part of the figures.`]
      : []),
    ...warnings,
  ]
}
