import type { Report, ReportGroup } from '@signalbox/core'
import { legend } from '../charts/legend.ts'
import { shareBars, type ShareBar } from '../charts/share-bars.ts'
import { toCountText } from '../kit/figures.ts'
import { html, type Html } from '../kit/html.ts'
import { toName } from '../kit/to-name.ts'
import { causes, kindOf, orderCauses } from './causes.ts'
import { findingBox } from './finding-box.ts'
import { intendedEscalations } from './intended-escalations.ts'
import { leakFindings, type LeakEvidence } from './leak-findings.ts'

export interface EscalationView extends Omit<LeakEvidence, 'leaks'> {
  readonly report: Report
}

/** Who is served by a tier above the first, why, and where that is not intended. */
export function escalationSection(view: EscalationView): Html {
  const { report, alarm, explanations = [] } = view
  const findings = leakFindings({ ...view, leaks: report.leaks })
  const targets = new Map(alarm?.tasks.map(({ task, target }) => [task, target]))
  const by = byOf(report)
  const groups = report.groups.toSorted(
    (a, b) => b.escalation.numerator - a.escalation.numerator || b.requests - a.requests || (a.key < b.key ? -1 : 1),
  )
  const seen = new Set(
    groups.flatMap(({ escalationByCause }) => orderCauses(escalationByCause).map(([cause]) => cause)),
  )
  return html`<h2>Escalation by ${by}</h2>
    <p>
      The share of served requests that a tier above the first one served. Bars are split by cause, the thin line is the
      95 % interval, and the lines at 20 % and 30 % are those of a whole app: a rule may mean more for one ${by}.
    </p>
    ${
      seen.size > 0 &&
      legend([
        ...causes
          .filter(({ cause }) => seen.has(cause))
          .map(({ cause, meaning }) => ({ kind: cause, label: `${cause}: ${meaning}` })),
        ...[...seen]
          .filter((cause) => kindOf(cause) === 'other')
          .map((cause) => ({ kind: 'other', label: toName(cause) })),
      ])
    }
    ${shareBars({
      caption: `Escalation rate, most escalated requests first`,
      labelHead: by,
      valueHead: 'rate (95 %)',
      limits: [0.2, 0.3],
      bars: groups.map((group) => toBar(group, targets.get(group.key))),
    })}
    <h3>Where it leaks</h3>
    ${
      findings.length === 0
        ? html`<p class="soft">No task type passes its target by causes that no rule intends.</p>`
        : findings.map(findingBox)
    }
    ${intendedEscalations(explanations)}`
}

function toBar(group: ReportGroup, target: number | undefined): ShareBar {
  const { escalation, escalationByCause, key } = group
  const split = orderCauses(escalationByCause)
  return {
    label: html`${toName(key)} <small>${toCountText(escalation.denominator)} served</small>`,
    share: escalation,
    parts: split.map(([cause, count]) => ({ kind: kindOf(cause), share: count / Math.max(1, escalation.denominator) })),
    // The line at 20 % is drawn through all bars.
    target: target === 0.2 ? undefined : target,
    note:
      split.length > 0 &&
      html`<small
        >${split.map(([cause, count], at) => [at > 0 && ', ', toName(cause), ` ${toCountText(count)}`])}</small
      >`,
  }
}

/** What the report is grouped by, in words. */
export function byOf({ query }: Report): string {
  return query.by === undefined || query.by === 'task' ? 'task type' : query.by.replace('tag:', 'tag ')
}
