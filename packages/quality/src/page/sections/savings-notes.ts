import type { BaselineSaved } from '../../savings/savings.ts'
import type { TokenRatio } from '../../savings/token-ratio.ts'
import { toCountOf, toPercentText, toPointsText, toRangeText } from '../kit/figures.ts'

/** Where a saving comes from and what it rests on, one sentence each. */
export function savingsNotes({ parts, tokens, baseline }: BaselineSaved): readonly string[] {
  return [
    ...(parts === undefined
      ? []
      : [
          `Of the baseline's cost ${toPercentText(parts.movedShare)} was served by other models, ${toPercentText(parts.discountShare)} cheaper at the same counts; drafts, failed attempts, checks and evidence took back ${toPercentText(parts.overheadShare)}.`,
          `A tenth of that traffic moved back would change the saving by ${toPointsText(parts.ifTenthMovedBack)}, a rise of the other models' prices by 10 % by ${toPointsText(parts.ifMovedPricesRoseTenPercent)}, a fall of the baseline's by 10 % by ${toPointsText(parts.ifBaselinePriceFellTenPercent)}.`,
        ]),
    ...tokens.ratios.map(sayRatio),
    tokens.savedShare === undefined
      ? `How ${baseline} would count the same text was not measured: were it to count 10 % more, the saving would change by ${toPointsText(tokens.ifCountsTenPercentMore)}, 10 % less by ${toPointsText(tokens.ifCountsTenPercentLess)}.`
      : `Corrected for how models count, as far as it is known (${toPercentText(tokens.knownShare)} of the baseline's cost), the saving is ${toPercentText(tokens.savedShare.value)}${toRangeText(tokens.savedShare) === undefined ? '' : ` (${toRangeText(tokens.savedShare) ?? ''})`}.`,
    "Prices are those of each request's own moment, as the record has them.",
  ]
}

function sayRatio({ from, to, requests, ratio }: TokenRatio): string {
  const bounds =
    ratio.low === undefined || ratio.high === undefined ? '' : ` (${ratio.low.toFixed(3)} to ${ratio.high.toFixed(3)})`
  return `${to} counts ${ratio.value.toFixed(3)}${bounds} tokens for each of ${from}, measured on ${toCountOf(requests, 'request')} that both have read.`
}
