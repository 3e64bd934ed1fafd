import { html, type Html } from './html.ts'

/** A sentence for people in which `names` and `lines of config` stand between backticks. */
export function toSentence(text: string): Html {
  return html`${text.split('`').map((part, at) => (at % 2 === 1 && part !== '' ? html`<code>${part}</code>` : part))}`
}
