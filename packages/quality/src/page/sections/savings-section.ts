import { toCountText, toPercentText, toRangeText, toUsdText, type Interval } from '../kit/figures.ts'
import { html, type Html } from '../kit/html.ts'
import { toName } from '../kit/to-name.ts'

/** A saving as an account: the parts add up to the total, to the nano-dollar. */
export interface SavingsView {
  readonly baselineModel: string
  readonly requests: number
  readonly parts: readonly { readonly label: string; readonly nanoUsd: number }[]
  readonly totalNanoUsd: number
  readonly baselineNanoUsd: number
  readonly savedShare: Interval | undefined
  /** What the interval is made from. */
  readonly method: string
  readonly leftOut: readonly { readonly reason: string; readonly requests: number }[]
  /** Tokenisers, prices, assumptions: whole sentences. */
  readonly notes: readonly string[]
}

/** What was spent, on what, against what the baseline would have cost. */
export function savingsSection(view: SavingsView): Html {
  const { parts, totalNanoUsd, baselineNanoUsd, savedShare } = view
  const savedNanoUsd = baselineNanoUsd - totalNanoUsd
  return html`<h2>What was saved</h2>
    <p>${toCountText(view.requests)} served requests whose cost and baseline are both known.</p>
    ${spendBars(view)}
    <table>
      <caption>
        US dollars; the last column is exact, in nano-dollars
      </caption>
      <thead>
        <tr>
          <th scope="col">account</th>
          <th scope="col">USD</th>
          <th scope="col">exact</th>
        </tr>
      </thead>
      <tbody>
        ${parts.map(({ label, nanoUsd }) => row('part', html`${label}`, nanoUsd))}
        ${row('total', html`Spent`, totalNanoUsd)}
        ${row('', html`The same answers by ${toName(view.baselineModel)}`, baselineNanoUsd)}
        ${row(
          'total',
          html`${savedNanoUsd < 0 ? 'Spent beyond the baseline' : 'Saved'}${
            savedShare !== undefined &&
            html` <small
              >${toPercentText(savedShare.value)} (95 %: ${toRangeText(savedShare) ?? 'unknown'}), ${view.method}</small
            >`
          }`,
          Math.abs(savedNanoUsd),
        )}
      </tbody>
    </table>
    ${
      view.leftOut.length > 0 &&
      html`<h3>Left out</h3>
        <ul>
          ${view.leftOut.map(({ reason, requests }) => html`<li>${toCountText(requests)}: ${reason}</li>`)}
        </ul>`
    }
    ${
      view.notes.length > 0 &&
      html`<h3>What it assumes</h3>
        <ul>
          ${view.notes.map((note) => html`<li>${note}</li>`)}
        </ul>`
    }`
}

function row(kind: 'part' | 'total' | '', label: Html, nanoUsd: number): Html {
  return html`<tr class="${kind}">
    <th scope="row">${label}</th>
    <td>${toUsdText(nanoUsd / 1e9)}</td>
    <td class="soft">${toCountText(nanoUsd)}</td>
  </tr>`
}

const kinds = ['accent', 'gate', 'fallback', 'constraint', 'classifier', 'other']

/** Both sums to one scale, ours in its parts. */
function spendBars({ parts, totalNanoUsd, baselineNanoUsd }: SavingsView): Html {
  const most = Math.max(totalNanoUsd, baselineNanoUsd, 1)
  const wide = (nanoUsd: number): number => Math.round((Math.max(0, nanoUsd) / most) * 10_000) / 100
  let from = 0
  const segments = parts.map(({ label, nanoUsd }, at) => {
    const x = wide(from)
    from += nanoUsd
    return html`<rect
      class="seam is-${kinds[at % kinds.length] ?? 'other'}"
      x="${x}%"
      width="${Math.max(0, wide(from) - x)}%"
      y="20%"
      height="60%"
      ><title>${label} ${toUsdText(nanoUsd / 1e9)}</title></rect
    >`
  })
  const line = (label: string, nanoUsd: number, marks: readonly Html[]): Html =>
    html` <tr>
      <th scope="row">${label}</th>
      <td class="plot"><svg role="img" aria-label="${toUsdText(nanoUsd / 1e9)}">${marks}</svg></td>
      <td class="value"><strong>${toUsdText(nanoUsd / 1e9)}</strong></td>
    </tr>`
  return html`<table class="rows">
    <tbody>
      ${line('baseline', baselineNanoUsd, [html`<rect class="is-exploration" width="${wide(baselineNanoUsd)}%" y="20%" height="60%" />`])}${line('spent', totalNanoUsd, segments)}
    </tbody>
  </table>`
}
