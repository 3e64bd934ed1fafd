import type { BaselineSaved, LeftOut, LeftOutReason, SavedAmount, Savings } from '@signalbox/quality'
import { formatInterval, formatPercent } from '../format-money.ts'
import { toPlainTable } from '../plain-table.ts'
import { formatPoints, fromNano } from './format-amount.ts'

/** The savings statement, for people. */
export function toSavingsText(savings: Savings, screenColumns: number): string {
  const { fromMs, toMs, baselines, leftOut, policies, prices, warnings, requests } = savings
  if (fromMs === undefined || toMs === undefined) return 'There are no requests in this range.\n'
  const lines = [
    `Savings from ${toInstant(fromMs)} to ${toInstant(toMs)}: ${requests} requests under ${policies
      .map(({ name, version, requests: n }) => `${name} ${version} (${n})`.replace('  ', ' '))
      .join(', ')}.`,
    ...baselines.flatMap((saved) => ['', ...toBaselineLines(saved, screenColumns)]),
    ...(leftOut.length === 0 ? [] : ['', ...leftOut.map(toLeftOutLine)]),
    ...(prices.length === 0
      ? []
      : [
          '',
          `Prices: ${prices
            .slice(0, 12)
            .map(
              ({ provider, model, source, isAssumed, attempts }) =>
                `${model} at ${provider} (${isAssumed ? 'assumed' : (source ?? 'no source given')}; ${attempts} attempts)`,
            )
            .join(', ')}${prices.length > 12 ? `, and ${prices.length - 12} more` : ''}.`,
        ]),
    ...(warnings.length === 0 ? [] : ['', ...warnings.map((warning) => `Mind: ${warning}`)]),
  ]
  return `${lines.join('\n')}\n`
}

function toBaselineLines(saved: BaselineSaved, screenColumns: number): string[] {
  const { baseline, actual, parts, models, tasks } = saved
  const amounts: readonly (readonly [string, number])[] = [
    [`the served counts at ${baseline}'s prices of their moments`, saved.baselineNanoUsd],
    ['answers', actual.answersNanoUsd],
    ['rejected drafts', actual.draftsNanoUsd],
    ['failed, aborted and lost attempts', actual.failedAttemptsNanoUsd],
    ['checks: samples and judges', actual.checksNanoUsd],
    ['evidence: shadows and studies', actual.evidenceNanoUsd],
    ['spent in all', actual.totalNanoUsd],
  ]
  return [
    `Against ${baseline}, over ${saved.requests} requests:`,
    ...amounts.map(([name, nanoUsd]) => `  ${fromNano(nanoUsd).padStart(12)}  ${name}`),
    `  ${fromNano(saved.savedNanoUsd.value).padStart(12)}  saved${toRange(saved)}: ${formatInterval(saved.savedShare)}, by conversation (${saved.clusters} drawn as wholes)`,
    '',
    toPlainTable(
      [
        { head: 'task', width: 16 },
        { head: 'requests', width: 8 },
        { head: 'cost', width: 10 },
        { head: 'baseline', width: 10 },
        { head: 'saved (95 %)', width: 24 },
      ],
      tasks.map((task) => [
        task.task,
        String(task.requests),
        fromNano(task.actualNanoUsd),
        fromNano(task.baselineNanoUsd),
        formatInterval(task.savedShare),
      ]),
      screenColumns,
    ),
    ...toUnsureLine(saved),
    '',
    toPlainTable(
      [
        { head: 'served by', width: 28 },
        { head: 'requests', width: 16 },
        { head: 'answers', width: 10 },
        { head: 'at baseline', width: 11 },
      ],
      models.map((model) => [
        model.model,
        `${model.requests} (${formatPercent(model.requestShare)})`,
        fromNano(model.answersNanoUsd),
        fromNano(model.baselineNanoUsd),
      ]),
      screenColumns,
    ),
    ...(parts === undefined
      ? []
      : [
          '',
          `Mix: ${formatPercent(parts.movedShare)} of the baseline's cost was served by others. Price: those answers cost ${formatPercent(parts.discountShare)} less. Drafts, failures, checks and evidence take ${formatPercent(parts.overheadShare)}${parts.sameShare === 0 ? '' : `; answers of the baseline itself cost ${formatPercent(parts.sameShare)} less than priced`}.`,
          `The saved share would change by ${formatPoints(parts.ifTenthMovedBack)} if a tenth of that went back, by ${formatPoints(parts.ifMovedPricesRoseTenPercent)} if the others' prices rose 10 %, by ${formatPoints(parts.ifBaselinePriceFellTenPercent)} if the baseline's fell 10 %.`,
        ]),
    toTokenLine(saved),
  ]
}

/** Task types of which too little is known for an interval, where the whole has one. */
function toUnsureLine({ savedShare, tasks }: BaselineSaved): string[] {
  const unsure = tasks.filter((task) => task.savedShare !== undefined && task.savedShare.low === undefined)
  return savedShare?.low === undefined || unsure.length === 0
    ? []
    : [
        `No interval of ${unsure.map(({ task, clusters }) => `${task} (${clusters})`).join(', ')}: too few conversations, or a few that outweigh the rest.`,
      ]
}

function toTokenLine({ baseline, tokens }: BaselineSaved): string {
  const ten = `${formatPoints(tokens.ifCountsTenPercentMore)} were the baseline to count 10 % more than what served, ${formatPoints(tokens.ifCountsTenPercentLess)} were it to count 10 % less`
  if (tokens.savedShare === undefined)
    return `How the baseline would have counted the same text is not measured: the saved share would change by ${ten}.`
  const ratios = tokens.ratios.map(
    ({ from, ratio, requests }) =>
      `${ratio.value.toFixed(3)} (${ratio.low?.toFixed(3)} to ${ratio.high?.toFixed(3)}) for each of ${from}, measured on the input of ${requests} requests that both have read`,
  )
  return `Tokens that ${baseline} counts: ${ratios.join('; ')}. Corrected for that, output as input, the saved share is ${formatInterval(tokens.savedShare)}; known for ${formatPercent(tokens.knownShare)} of the baseline's cost.`
}

function toRange({ savedNanoUsd: { low, high } }: SavedAmount): string {
  return low === undefined || high === undefined ? '' : ` (${fromNano(low)} to ${fromNano(high)})`
}

const leftOutWords: Readonly<Record<LeftOutReason, string>> = {
  'not-served': 'not served',
  'no-baseline': 'without a baseline',
  'other-baseline': 'recorded against another baseline',
  'baseline-price-unknown': 'without a known price of the baseline, or without counts',
  'cost-unknown': 'of a cost that is not wholly known',
}

function toLeftOutLine({ reason, requests, spentNanoUsd }: LeftOut): string {
  return `Left out: ${requests} ${requests === 1 ? 'request' : 'requests'} ${leftOutWords[reason]}; ${fromNano(spentNanoUsd)} is known to have been spent on them.`
}

function toInstant(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')
}
