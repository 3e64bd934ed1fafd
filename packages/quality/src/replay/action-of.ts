import type { Decision } from '@signalbox/core'

/** How a plan begins, in a word: the first step's target, and its gate where it has one. What propensities are of. */
export function actionOf(decision: Pick<Decision, 'steps'>): string | undefined {
  const first = decision.steps[0]
  return first && toAction(first.target, first.gate?.name)
}

/** The same from a ledger's row. */
export function toAction(target: string, gate: string | undefined): string {
  return gate === undefined ? target : `${target} ?${gate}`
}
