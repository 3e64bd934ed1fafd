import { legend } from '../charts/legend.ts'
import { createScale } from '../charts/scale.ts'
import type { ActualCost, BaselineSaved } from '../../savings/savings.ts'
import { toUsdText } from '../kit/figures.ts'
import { html, type Html, type HtmlValue } from '../kit/html.ts'

const parts: readonly { readonly key: keyof ActualCost; readonly label: string; readonly kind: string }[] = [
  { key: 'answersNanoUsd', label: 'answers', kind: 'accent' },
  { key: 'draftsNanoUsd', label: 'drafts', kind: 'gate' },
  { key: 'failedAttemptsNanoUsd', label: 'failed attempts', kind: 'fallback' },
  { key: 'checksNanoUsd', label: 'checks', kind: 'constraint' },
  { key: 'evidenceNanoUsd', label: 'evidence', kind: 'classifier' },
]

/** What was spent, in its parts, beside the baseline, on one scale. */
export function spendBars({ actual, baselineNanoUsd }: BaselineSaved): Html {
  const scale = createScale(0, Math.max(actual.totalNanoUsd, baselineNanoUsd, 1))
  let from = 0
  const segments = parts.map(({ key, label, kind }) => {
    const x = scale(from)
    from += actual[key]
    return html`<rect class="seam is-${kind}" x="${x}%" width="${scale(from) - x}%" y="20%" height="60%"
      ><title>${label} ${toUsdText(actual[key] / 1e9)}</title></rect
    >`
  })
  const whole = html`<rect class="is-exploration" width="${scale(baselineNanoUsd)}%" y="20%" height="60%" />`
  return html`${legend([{ label: 'baseline', kind: 'exploration' }, ...parts.filter(({ key }) => actual[key] > 0)])}
    <table class="rows">
      <tbody>
        ${bar('baseline', baselineNanoUsd, whole)}${bar('spent', actual.totalNanoUsd, segments)}
      </tbody>
    </table>`
}

function bar(label: string, nanoUsd: number, marks: HtmlValue): Html {
  const usd = toUsdText(nanoUsd / 1e9)
  return html` <tr>
    <th scope="row">${label}</th>
    <td class="plot"><svg role="img" aria-label="${usd}">${marks}</svg></td>
    <td class="value"><strong>${usd}</strong></td>
  </tr>`
}
