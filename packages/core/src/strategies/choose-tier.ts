import type { Candidate } from '../policy/candidate.ts'
import type { Choice, ChosenStep, StrategyInput } from './strategy.ts'

/**
 * All candidates of a tier, in the tier's order. A tier that the constraints have emptied gives way to the next higher one with
 * a candidate, else to the next lower; the cause is then the constraint.
 */
export function chooseTier(input: StrategyInput, name: string, why: Omit<Choice, 'steps'>): Choice | undefined {
  const rank = input.tiers.findIndex((tier) => tier.name === name)
  if (rank < 0) return undefined
  const own = candidatesOf(input, rank)
  if (own.length > 0) return { ...why, steps: toSteps(own) }
  const above = input.tiers.findIndex((_, index) => index > rank && candidatesOf(input, index).length > 0)
  const below = input.tiers.findLastIndex((_, index) => index < rank && candidatesOf(input, index).length > 0)
  const stand = above >= 0 ? above : below
  if (stand < 0) return undefined
  const standIn = input.tiers[stand]?.name ?? ''
  return {
    ...why,
    cause: 'constraint',
    reason: `${why.reason}, but no target of tier ${name} may serve this request; tier ${standIn} stands in`,
    steps: toSteps(candidatesOf(input, stand)),
  }
}

function candidatesOf(input: StrategyInput, rank: number): readonly Candidate[] {
  return input.candidates.filter((candidate) => candidate.tierRank === rank)
}

function toSteps(candidates: readonly Candidate[]): readonly ChosenStep[] {
  return candidates.map(({ target }, index) => ({ target: target.id, role: index === 0 ? 'chosen' : 'fallback' }))
}
