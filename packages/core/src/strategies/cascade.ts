import type { GateSpec } from '../decision/gate.ts'
import { chooseTier } from './choose-tier.ts'
import type { ChosenStep, Strategy } from './strategy.ts'

export interface CascadeOptions {
  /** Tried in this order; every one but the last is gated. */
  readonly tiers: readonly string[]
  /** What a draft must pass. */
  readonly gate: GateSpec
  /** What counts when the gate finds no evidence either way. Default `escalate`. */
  readonly onNoEvidence?: 'accept' | 'escalate' | undefined
}

/** Try cheap, escalate on low confidence (FrugalGPT, Chen et al. 2023): a plan walked once, not a loop. */
export function cascade(options: CascadeOptions): Strategy {
  const { tiers, gate, onNoEvidence = 'escalate' } = options
  return {
    name: 'cascade',
    choose: (input) => {
      const groups = tiers
        .map((name) => input.candidates.filter((candidate) => candidate.tier === name).map(({ target }) => target.id))
        .filter((group) => group.length > 0)
      const first = groups[0]
      const why = { strategy: 'cascade', cause: 'default', reason: `cascade over ${tiers.join(', ')}` } as const
      // With one tier left there is nothing to escalate to.
      if (
        groups.length < 2 ||
        first === undefined ||
        !input.candidates.some((candidate) => candidate.tier === tiers[0])
      ) {
        return tiers[0] === undefined ? undefined : chooseTier(input, tiers[0], why)
      }
      const steps: ChosenStep[] = []
      groups.forEach((group, index) => {
        const isLast = index === groups.length - 1
        const escalateTo = steps.length + group.length
        group.forEach((target, place) => {
          const role = index > 0 ? 'escalation' : place === 0 ? 'chosen' : 'fallback'
          steps.push(isLast ? { target, role } : { target, role, gate, onNoEvidence, escalateTo })
        })
      })
      return { ...why, reason: `${why.reason}, gate ${gate.name}`, steps }
    },
    references: () => ({ tiers }),
    describe: () => ({ cascade: { tiers, gate, onNoEvidence } }),
  }
}
