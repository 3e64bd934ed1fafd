import type { ReplayGroup, ReplayReport } from '../../replay/replay-report.ts'
import { forestPlot } from '../charts/forest-plot.ts'
import { shiftChart } from '../charts/shift-chart.ts'
import { toChangeText, toCountOf, toCountText, toDurationText, toPercentText, toUsdText } from '../kit/figures.ts'
import { html, type Html } from '../kit/html.ts'
import { toName } from '../kit/to-name.ts'
import { sayQuality } from './say-quality.ts'

/** A and B per task type: cost, escalation, time, quality. */
export function taskComparison({ a, b, tasks, total }: ReplayReport): Html {
  const rows = tasks.length > 1 ? [...tasks, { ...total, key: 'all task types' }] : tasks
  return html`<h2>Cost by task type</h2>
    <p>
      What ${toName(b.name)} would cost more or less than ${toName(a.name)}, with 95 % intervals by conversation. Left
      of the line is cheaper.
    </p>
    ${forestPlot({
      caption: 'Change of cost, over requests whose cost is known under both',
      labelHead: 'task type',
      valueHead: 'change, A, B',
      toText: toChangeText,
      rows: rows.map((task) => ({
        label: labelOf(task),
        difference: task.cost.relative ?? {},
        value: html`<strong>${toChangeText(task.cost.relative?.value)}</strong>
          <small>${toUsdText(task.cost.aNanoUsd / 1e9)} → ${toUsdText(task.cost.bNanoUsd / 1e9)}</small>`,
      })),
    })}
    <h2>Escalation by task type</h2>
    <p>
      A ring is the share under ${toName(a.name)}, a point that under ${toName(b.name)}; a thin line goes on to the most
      it may be where nobody knows what a gate would say.
    </p>
    ${shiftChart({
      caption: 'Share of served requests that a tier above the first one serves',
      labelHead: 'task type',
      valueHead: 'A → B',
      limits: [0.2, 0.3],
      rows: rows.map((task) => ({
        label: labelOf(task),
        from: task.a.escalation.value,
        to: task.b.escalation.value,
        atMost: task.b.escalationAtMost.value,
        value: html`${toPercentText(task.a.escalation.value)} →
          <strong>${toPercentText(task.b.escalation.value)}</strong
          >${task.b.gateUnknown > 0 && html` <small>at most ${toPercentText(task.b.escalationAtMost.value)}: ${toCountText(task.b.gateUnknown)} gates unknown</small>`}`,
      })),
    })}
    <h2>Time and quality</h2>
    <p>
      Latencies are those the record has of the targets; right answers are said only where somebody has labelled
      some.${sayPreference(total)}
    </p>
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">task type</th>
          <th scope="col">p50, A → B</th>
          <th scope="col">p95, A → B</th>
          <th scope="col" class="text">right answers, A</th>
          <th scope="col" class="text">right answers, B</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(timeAndQuality)}
      </tbody>
    </table>`
}

function labelOf({ key, requests }: ReplayGroup): Html {
  return html`${toName(key)} <small>${toCountOf(requests, 'request')}</small>`
}

function timeAndQuality({ key, a, b }: ReplayGroup): Html {
  const quality = ({ quality }: ReplayGroup['a']): Html =>
    html`${quality.method === 'unknown' ? 'unknown' : toPercentText(quality.value)}
      <small>${sayQuality(quality)}</small>`
  return html`<tr>
    <th scope="row">${toName(key)}</th>
    <td data-label="p50, A → B">${toDurationText(a.latencyMs.p50)} → ${toDurationText(b.latencyMs.p50)}</td>
    <td data-label="p95, A → B">${toDurationText(a.latencyMs.p95)} → ${toDurationText(b.latencyMs.p95)}</td>
    <td class="text" data-label="right answers, A">${quality(a)}</td>
    <td class="text" data-label="right answers, B">${quality(b)}</td>
  </tr>`
}

function sayPreference({ preference: { better, asGood, worse } }: ReplayGroup): string {
  const compared = better + asGood + worse
  return compared === 0
    ? ''
    : ` Where both answers of a request have been compared, ${toCountOf(compared, 'time')}, that of B was better ${toCountText(better)}, as good ${toCountText(asGood)} and worse ${toCountText(worse)} times.`
}
