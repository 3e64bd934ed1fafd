import { html, type Html, type HtmlValue } from '../kit/html.ts'

export interface LegendEntry {
  readonly label: HtmlValue
  /** A colour of the style sheet. */
  readonly kind: string
  /** Drawn as a line, dashed or not; undefined = as a box. */
  readonly isDashed?: boolean | undefined
}

/** Which colour is what, in words beside it. */
export function legend(entries: readonly LegendEntry[]): Html {
  return html`<ul class="legend">
    ${entries.map(
      ({ label, kind, isDashed }) =>
        html`<li>
          <svg viewBox="0 0 20 12" aria-hidden="true">
            ${
              isDashed === undefined
                ? html`<rect class="is-${kind}" width="20" height="12" rx="2" />`
                : isDashed
                  ? html`<path class="line dashed is-${kind}" d="M0 6h20" />`
                  : html`<path class="line is-${kind}" d="M0 6h20" />`
            }</svg
          >${label}
        </li>`,
    )}
  </ul>`
}
