import type { Report } from '@signalbox/core'
import type { StudyReport } from '../../judge/study-report.ts'
import type { Savings } from '../../savings/savings.ts'
import {
  toCountOf,
  toCountText,
  toDayText,
  toPercentText,
  toRangeText,
  toUsdText,
  type Interval,
} from '../kit/figures.ts'
import { html, type Html, type HtmlValue } from '../kit/html.ts'
import { toName } from '../kit/to-name.ts'
import { escalationStatus } from './escalation-status.ts'
import { qualityCard } from './quality-section.ts'

export interface HeadlineView {
  readonly report: Report
  readonly policies: readonly { readonly name: string; readonly requests: number }[]
  readonly quality?: StudyReport | undefined
  /** Its interval, by conversation, stands in the headline where it is of the same sum. */
  readonly savings?: Savings | undefined
}

/** What there is to know in half a minute: period, policy, saving, escalation, quality. */
export function headline(view: HeadlineView): Html {
  const { report, policies } = view
  const names = report.query.policy === undefined ? policies.map(({ name }) => name) : [report.query.policy]
  return html`<p class="eyebrow">Signalbox report · ${periodOf(report)}</p>
    <h1>
      ${names.length > 3 ? `${names.length} policies together` : names.map((name, at) => [at > 0 && ', ', toName(name)])}
    </h1>
    ${report.total.requests === 0 ? html`<p class="lead">No request was recorded in this range.</p>` : figures(view)}`
}

function figures({ report, quality, savings }: HeadlineView): Html {
  const { total } = report
  const { spend } = total
  const share = savedShareOf(report, savings)
  return html`<p class="lead">${sayCost(report)}</p>
    <dl class="cards">
      <div>
        <dt>${spend.savedUsd < 0 ? 'Spent beyond the baseline' : 'Saved against the baseline'}</dt>
        <dd>
          <span class="figure">${toUsdText(Math.abs(spend.savedUsd))}</span>
          <small
            >${share === undefined ? 'no baseline to hold it against' : `${toPercentText(share.value)} (95 %: ${toRangeText(share) ?? 'unknown'})`}</small
          >
        </dd>
      </div>
      <div>
        <dt>Escalation rate</dt>
        <dd>
          <span class="figure">${toPercentText(total.escalation.value)}</span>
          ${escalationStatus(report.escalationStatus)}
          <small
            >${toCountText(total.escalation.numerator)} of ${toCountText(total.escalation.denominator)} (95 %:
            ${toRangeText(total.escalation) ?? 'unknown'})</small
          >
        </dd>
      </div>
      <div>
        <dt>Requests</dt>
        <dd>
          <span class="figure">${toCountText(total.requests)}</span>
          <small
            >${toCountText(total.served)} served, ${toCountText(total.failed)} failed, ${toCountText(total.broken)}
            broken off, ${toCountText(total.aborted)} given up by the caller</small
          >
        </dd>
      </div>
      ${qualityCard(quality)}
    </dl>`
}

/** Conversations are what savings vary by; the report's own interval, by request, is for where nothing else is known. */
function savedShareOf({ total, baselineModels }: Report, savings: Savings | undefined): Interval | undefined {
  const [only] = baselineModels.length === 1 ? (savings?.baselines ?? []) : []
  return only === undefined ? total.spend.savedShare : only.savedShare
}

function sayCost({ total: { requests, spend }, baselineModels }: Report): HtmlValue {
  const spent = html`${toCountOf(requests, 'request')} cost <strong>${toUsdText(spend.totalUsd)}</strong>.`
  if (baselineModels.length !== 1 || spend.savedShare === undefined)
    return html`${spent}
    ${baselineModels.length > 1 ? `The record names ${baselineModels.length} baselines, so the saving mixes them: read each policy or period by itself.` : 'No baseline is recorded, so nothing is said of a saving.'}`
  const verb = spend.savedUsd < 0 ? 'more' : 'less'
  return html`${spent} Had ${toName(baselineModels[0] ?? '')} given every answer, at its prices of that moment and the
    same counts of tokens, the ones that can be compared would have cost ${toUsdText(spend.baselineUsd)} instead of
    ${toUsdText(spend.costUsd)}: <strong>${toUsdText(Math.abs(spend.savedUsd))} ${verb}</strong>.${
      spend.unknownCostRequests > 0 &&
      ` ${toCountOf(spend.unknownCostRequests, 'request')} of unknown cost or baseline ${spend.unknownCostRequests === 1 ? 'is' : 'are'} left out of that comparison.`
    }`
}

function periodOf({ fromMs, toMs, query }: Report): string {
  const from = query.sinceMs ?? fromMs
  const to = toMs
  if (from === undefined || to === undefined) return 'no period'
  return toDayText(from) === toDayText(to) ? toDayText(from) : `${toDayText(from)} to ${toDayText(to)} (UTC)`
}
