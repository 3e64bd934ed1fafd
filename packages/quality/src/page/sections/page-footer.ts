import { html, type Html } from '../kit/html.ts'

/** Where a page comes from, so that it can be made again. */
export interface PageOrigin {
  /** The command line that makes this page. */
  readonly command: string
  readonly version: string
  /** The file it was read from. */
  readonly source: string
}

/** How the page was made, and what it does not say. */
export function pageFooter({ command, version, source }: PageOrigin, silences: readonly string[]): Html {
  return html`<p>
      Made from <code>${source}</code> by Signalbox ${version} with <code>${command}</code>. Days and times are UTC. The
      page runs no script and asks the network for nothing.
    </p>
    <p>What it does not say:</p>
    <ul>
      ${silences.map((silence) => html`<li>${silence}</li>`)}
    </ul>`
}
