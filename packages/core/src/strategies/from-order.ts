import type { Candidate } from '../policy/candidate.ts'
import type { Choice } from './strategy.ts'

/** A choice from candidates in order: the first chosen, the rest stand in. Undefined when there is none. */
export function fromOrder(order: readonly Candidate[], why: Omit<Choice, 'steps'>): Choice | undefined {
  if (order.length === 0) return undefined
  return {
    ...why,
    steps: order.map(({ target }, index) => ({ target: target.id, role: index === 0 ? 'chosen' : 'fallback' })),
  }
}
