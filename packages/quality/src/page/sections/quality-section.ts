import type { PairSummary } from '../../judge/pair-summary.ts'
import type { StudyReport } from '../../judge/study-report.ts'
import { forestPlot } from '../charts/forest-plot.ts'
import { toCountOf, toCountText, toPercentText, toPointsText, toRangeText, type Interval } from '../kit/figures.ts'
import { html, type Html } from '../kit/html.ts'
import { toName } from '../kit/to-name.ts'
import { toSentence } from '../kit/to-sentence.ts'
import { judgeChecks } from './judge-checks.ts'
import { verdictPill } from './verdict-pill.ts'

/** Where nobody judged, it says so. */
export function qualityCard(study: StudyReport | undefined): Html {
  if (study?.summary === undefined)
    return html`<div>
      <dt>Quality</dt>
      <dd>
        <span class="figure soft">not judged</span
        ><small>signalbox judge compares answers of the tiers on a sample</small>
      </dd>
    </div>`
  const { total, margin } = study.summary
  return html`<div>
    <dt>Quality: ${toName(study.names.a)} against ${toName(study.names.b)}</dt>
    <dd>
      <span class="figure">${toPointsText(total.difference.value)}</span> ${verdictPill(total.verdict)}<small
        >wins less losses over ${toCountText(total.pairs)} pairs, margin ${toPointsText(-margin)}</small
      >
    </dd>
  </div>`
}

/** Wins and losses per task type on a sample, and whether the cheaper answer is as good within the margin. */
export function qualitySection({ study, names, summary, incomplete }: StudyReport): Html | undefined {
  if (summary === undefined) return undefined
  const rows = summary.tasks.length > 1 ? [...summary.tasks, summary.total] : [summary.total]
  return html`<h2>Quality on a sample</h2>
    <p>
      ${toName(names.a)} against ${toName(names.b)}, judged blind by ${toName(summary.judge)} in study ${toName(study)}.
      A point right of 0 means that ${toName(names.a)} wins more often than it loses. It is shown to be good enough only
      where the whole interval lies right of the dashed line, ${toPointsText(-summary.margin)}.
    </p>
    ${forestPlot({
      caption: `Wins less losses, with ${toPercentText(summary.confidence, 0)} intervals`,
      labelHead: 'task type',
      valueHead: 'verdict',
      margin: summary.margin,
      rows: rows.map((row) => ({
        label: html`${nameOf(row)} <small>${toCountOf(row.pairs, 'pair')}</small>`,
        difference: row.difference,
        value: html`<strong>${toPointsText(row.difference.value)}</strong> ${verdictPill(row.verdict)}`,
      })),
    })}
    <ul>
      ${rows.map((row) => html`<li>${toSentence(row.sentence)}</li>`)}
    </ul>
    <details>
      <summary>Wins, ties and losses</summary>
      ${winsTable(rows)}
    </details>
    <h3>Can the judge be trusted?</h3>
    <ul>
      ${judgeChecks(summary, incomplete).map((check) => html`<li>${toSentence(check)}</li>`)}
    </ul>`
}

function winsTable(rows: readonly PairSummary[]): Html {
  return html`<table class="stack">
    <thead>
      <tr>
        <th scope="col">task type</th>
        <th scope="col">pairs</th>
        <th scope="col">win</th>
        <th scope="col">tie</th>
        <th scope="col">loss</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <th scope="row">${nameOf(row)}</th>
            <td data-label="pairs">${toCountText(row.pairs)}</td>
            ${(['win', 'tie', 'loss'] as const).map((end) => html`<td data-label="${end}">${sayShare(row[end])}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`
}

function nameOf({ task }: PairSummary): Html {
  return task === undefined ? html`all task types` : toName(task)
}

function sayShare(share: Interval): string {
  const range = toRangeText(share)
  return range === undefined ? toPercentText(share.value) : `${toPercentText(share.value)} (${range})`
}
