import { html, toMarkup, type Html, type HtmlValue } from './html.ts'
import { styleSheet } from './style-sheet.ts'

export interface PageParts {
  readonly title: string
  readonly header: HtmlValue
  readonly main: HtmlValue
  readonly footer: HtmlValue
}

/**
 * A whole page in one file that loads nothing and runs nothing: its policy allows no script, no picture and no request, only its own style.
 * The same parts give the same bytes.
 */
export function toDocument({ title, header, main, footer }: PageParts): string {
  const page: Html = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        <header>${header}</header>
        <main>${main}</main>
        <footer>${footer}</footer>
      </body>
    </html> `
  return toMarkup(page)
}

/** Our own constant, written as a template of one piece since no value may stand in a style sheet. */
const styleElement = html(Object.assign([`<style>${styleSheet}</style>`], { raw: [] }))
