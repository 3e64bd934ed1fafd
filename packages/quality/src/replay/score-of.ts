import type { KnownAnswer } from './past-request.ts'

/** Whom one believes first. */
const sources = ['human', 'outcome', 'judge'] as const

/**
 * How right an answer was, 0..1, by labels that judge it on its own: the mean of the best source there is. Labels that compare two answers
 * say nothing of it. Undefined = nobody has said.
 */
export function scoreOf(answer: KnownAnswer | undefined): number | undefined {
  if (answer === undefined || answer.labels.length === 0) return undefined
  for (const source of sources) {
    const own = answer.labels.filter((label) => label.source === source && label.versusN === undefined)
    if (own.length > 0) return own.reduce((sum, { score }) => sum + score, 0) / own.length
  }
  return undefined
}
