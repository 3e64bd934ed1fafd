import type { Conclusion } from '../../judge/conclude.ts'
import { html, type Html } from '../kit/html.ts'

const words = {
  shown: { tone: 'good', text: 'within the margin' },
  'not-shown': { tone: 'watch', text: 'not shown' },
  worse: { tone: 'bad', text: 'worse' },
  'too-few': { tone: 'none', text: 'too few to say' },
  'cannot-tell': { tone: 'none', text: 'judge cannot tell' },
} as const

/** What a study concludes, in two words. */
export function verdictPill(verdict: Conclusion['verdict']): Html {
  const { tone, text } = words[verdict]
  return html`<span class="pill ${tone}">${text}</span>`
}
