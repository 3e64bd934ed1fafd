import type { ReplayReport, SideFigures } from '../../replay/replay-report.ts'
import { toChangeText, toCountOf, toCountText, toDayText, toPercentText, toUsdText } from '../kit/figures.ts'
import { html, type Html, type HtmlValue } from '../kit/html.ts'
import { toName } from '../kit/to-name.ts'
import { sayQuality } from './say-quality.ts'

/** What would be different, in half a minute. */
export function replayHeadline({ a, b, total, fromMs, toMs }: ReplayReport): Html {
  const { cost } = total
  const period =
    fromMs === undefined || toMs === undefined
      ? 'no moment is known'
      : toDayText(fromMs) === toDayText(toMs)
        ? toDayText(fromMs)
        : `${toDayText(fromMs)} to ${toDayText(toMs)} (UTC)`
  return html`<p class="eyebrow">Signalbox replay · ${period}</p>
    <h1>${toName(b.name)} instead of ${toName(a.name)}</h1>
    <p class="lead">
      ${toCountOf(total.requests, 'request')} of the past, decided again without calling a model. ${sayCost(cost)}
    </p>
    <dl class="cards">
      <div>
        <dt>Cost</dt>
        <dd>
          <span class="figure">${toChangeText(cost.relative?.value)}</span
          ><small
            >${cost.relative?.low === undefined || cost.relative.high === undefined ? 'no interval' : `95 %: ${toChangeText(cost.relative.low)} to ${toChangeText(cost.relative.high)}`};
            ${toCountOf(cost.leftOut, 'request')} of unknown cost left out</small
          >
        </dd>
      </div>
      <div>
        <dt>Escalation rate</dt>
        <dd>
          <span class="figure">${toPercentText(total.b.escalation.value)}</span
          ><small>${sayAtMost(total.b)}it was ${toPercentText(total.a.escalation.value)}</small>
        </dd>
      </div>
      <div>
        <dt>Sent elsewhere</dt>
        <dd>
          <span class="figure">${toPercentText(total.changed.value)}</span
          ><small
            >${toCountText(total.changed.numerator)} of ${toCountText(total.changed.denominator)} requests;
            ${toCountText(total.b.noRoute.requests)} without any route</small
          >
        </dd>
      </div>
      <div>
        <dt>Right answers</dt>
        <dd>
          ${total.b.quality.method === 'unknown' ? html`<span class="figure soft">unknown</span>` : html`<span class="figure">${toPercentText(total.b.quality.value)}</span>`}<small
            >${sayQuality(total.b.quality)}</small
          >
        </dd>
      </div>
    </dl>`
}

function sayCost({ aNanoUsd, bNanoUsd, bNanoUsdAtMost, requests }: ReplayReport['total']['cost']): HtmlValue {
  if (requests === 0) return 'The cost of none is known under both, so nothing is said of it.'
  const most =
    bNanoUsdAtMost > bNanoUsd
      ? `, and up to ${toUsdText(bNanoUsdAtMost / 1e9)} if every gate whose answer nobody knows escalates`
      : ''
  return html`The ${toCountText(requests)} whose cost is known under both would have cost
    <strong>${toUsdText(bNanoUsd / 1e9)}</strong> instead of <strong>${toUsdText(aNanoUsd / 1e9)}</strong>${most}.`
}

function sayAtMost({ escalation, escalationAtMost }: SideFigures): string {
  const most = escalationAtMost.value
  return most === undefined || most <= (escalation.value ?? 0)
    ? ''
    : `at most ${toPercentText(most)}, as unknown gates go; `
}
