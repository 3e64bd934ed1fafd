import type { EscalationGroup, TaskExplanation } from './leak-explanation.ts'

/** What rules send up on purpose, the most requests first: no leak, and where the next saving may lie. Draws are left out: they are there to learn from. */
export function intendedGroups(explanations: readonly TaskExplanation[]): readonly EscalationGroup[] {
  return explanations
    .flatMap(({ groups }) => groups)
    .filter(({ isIntended, cause }) => isIntended && cause !== 'exploration')
    .toSorted((a, b) => b.share.numerator - a.share.numerator)
}
