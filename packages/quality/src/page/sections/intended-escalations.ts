import { intendedGroups } from '../../alarm/explain/intended-groups.ts'
import type { TaskExplanation } from '../../alarm/explain/leak-explanation.ts'
import { html, type Html } from '../kit/html.ts'
import { toSentence } from '../kit/to-sentence.ts'

const shown = 5

/** What rules send up on purpose, the most first: no leak, and where the next saving may lie. */
export function intendedEscalations(explanations: readonly TaskExplanation[]): Html | undefined {
  const groups = intendedGroups(explanations)
  if (groups.length === 0) return undefined
  return html`<h3>What rules send up on purpose</h3>
    <p class="soft">No leak, but where the next saving may lie.</p>
    <ul>
      ${groups.slice(0, shown).map(({ suggestion }) => html`<li>${toSentence(suggestion)}</li>`)}
    </ul>`
}
