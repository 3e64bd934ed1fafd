import { forestPlot } from '../charts/forest-plot.ts'
import { toCountText, toPercentText, toPointsText, toRangeText, type Interval } from '../kit/figures.ts'
import { html, type Html } from '../kit/html.ts'
import { toName } from '../kit/to-name.ts'

/** One task type of a study: the cheaper answer against the dearer. */
export interface QualityRow {
  readonly task: string
  readonly pairs: number
  readonly win: Interval
  readonly tie: Interval
  readonly loss: Interval
  /** Wins less losses. */
  readonly difference: Interval
  readonly verdict: 'shown' | 'not-shown' | 'worse' | 'too-few'
  /** The verdict in words, with its figures. */
  readonly sentence: string
}

/** What a judge found on a sample. */
export interface QualityView {
  readonly study: string
  readonly judge: string
  /** Who is compared: `economy against frontier`. */
  readonly sides: string
  readonly margin: number
  readonly total: QualityRow
  readonly rows: readonly QualityRow[]
  /** Position bias, length, agreement with people: sentences with their figures. */
  readonly checks: readonly string[]
}

const tones = { shown: 'good', 'not-shown': 'watch', worse: 'bad', 'too-few': 'none' } as const
const words = { shown: 'as good', 'not-shown': 'not shown', worse: 'worse', 'too-few': 'too few to say' } as const

/** Nothing where nobody judged: the section says so. */
export function qualityCard(view: QualityView | undefined): Html {
  if (view === undefined)
    return html`<div>
      <dt>Quality</dt>
      <dd>
        <span class="figure soft">not judged</span
        ><small>signalbox judge compares answers of the tiers on a sample</small>
      </dd>
    </div>`
  const { total, margin } = view
  return html`<div>
    <dt>Quality, ${view.sides}</dt>
    <dd>
      <span class="figure">${toPointsText(total.difference.value)}</span>
      <span class="pill ${tones[total.verdict]}">${words[total.verdict]}</span>
      <small>wins less losses over ${toCountText(total.pairs)} pairs, margin ${toPointsText(margin)}</small>
    </dd>
  </div>`
}

/** Wins and losses per task type on a sample, and whether the cheaper answer is as good within the margin. */
export function qualitySection(view: QualityView): Html {
  const rows = view.rows.length > 1 ? [...view.rows, view.total] : view.rows
  return html`<h2>Quality on a sample</h2>
    <p>
      ${view.sides}, judged blind and in both orders by ${toName(view.judge)} (study ${toName(view.study)}). A point
      right of 0 means more wins than losses. Only where the whole interval lies right of the red line is the difference
      shown to be within ${toPointsText(view.margin).replace('+', '')}.
    </p>
    ${forestPlot({
      caption: 'Wins less losses, with 95 % intervals',
      labelHead: 'task type',
      valueHead: 'verdict',
      margin: view.margin,
      rows: rows.map((row) => ({
        label: html`${toName(row.task)} <small>${toCountText(row.pairs)} pairs</small>`,
        difference: row.difference,
        value: html`<strong>${toPointsText(row.difference.value)}</strong>
          <span class="pill ${tones[row.verdict]}">${words[row.verdict]}</span>`,
      })),
    })}
    <ul>
      ${rows.map((row) => html`<li>${row.sentence}</li>`)}
    </ul>
    <details>
      <summary>Wins, ties and losses</summary>
      <table class="stack">
        <caption>
          Share of pairs (95 %)
        </caption>
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
              html` <tr>
                <th scope="row">${toName(row.task)}</th>
                <td data-label="pairs">${toCountText(row.pairs)}</td>
                ${(['win', 'tie', 'loss'] as const).map(
                  (end) => html`<td data-label="${end}">${sayShare(row[end])}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
    ${
      view.checks.length > 0 &&
      html`<h3>Can the judge be trusted?</h3>
        <ul>
          ${view.checks.map((check) => html`<li>${check}</li>`)}
        </ul>`
    }`
}

function sayShare(share: Interval): string {
  const range = toRangeText(share)
  return range === undefined ? toPercentText(share.value) : `${toPercentText(share.value)} (${range})`
}
