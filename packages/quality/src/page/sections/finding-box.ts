import { html, type Html } from '../kit/html.ts'
import { toName } from '../kit/to-name.ts'
import { toSentence } from '../kit/to-sentence.ts'

/** Something to act on. */
export interface Finding {
  readonly tone: 'bad' | 'watch' | 'good'
  /** The task type, limit or study it is of. */
  readonly subject: string
  readonly state: string
  /** Sentences with their figures. */
  readonly sentences: readonly string[]
  readonly suggestions: readonly string[]
  readonly requestIds: readonly string[]
}

export function findingBox({ tone, subject, state, sentences, suggestions, requestIds }: Finding): Html {
  return html`<section class="finding ${tone}">
    <h3>${toName(subject)} <span class="pill ${tone}">${state}</span></h3>
    ${sentences.map((sentence) => html`<p>${toSentence(sentence)}</p>`)}
    ${
      suggestions.length > 0 &&
      html`<ul>
        ${suggestions.map((suggestion) => html`<li>${toSentence(suggestion)}</li>`)}
      </ul>`
    }
    ${requestIds.length > 0 && html`<p><small>For example ${requestIds.map((id, at) => [at > 0 && ', ', toName(id, 'id')])}</small></p>`}
  </section>`
}
