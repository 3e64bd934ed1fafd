import { seededRandom } from '../ports/seeded-random.ts'
import { fromOrder } from './from-order.ts'
import type { Strategy } from './strategy.ts'

export interface WeightedOptions {
  /** Target or tier -> weight; weights need not add up to anything. */
  readonly weights: Readonly<Record<string, number>>
  /** Who always gets the same draw. Default `request`: every request draws anew. */
  readonly stickyBy?: 'request' | 'session' | 'tenant' | undefined
  /** Changes every draw: another experiment over the same keys. */
  readonly salt?: string | undefined
}

/** Canary and A/B: draws by weight, the same key always the same. */
export function weighted(options: WeightedOptions): Strategy {
  const { weights, stickyBy = 'request', salt = '' } = options
  return {
    name: 'weighted',
    choose: (input) => {
      const groups = Object.entries(weights)
        .filter(([, weight]) => weight > 0)
        .map(([name, weight]) => ({
          name,
          weight,
          members: input.candidates.filter(({ target, tier }) => target.id === name || tier === name),
        }))
        .filter(({ members }) => members.length > 0)
      const total = groups.reduce((sum, { weight }) => sum + weight, 0)
      const key = stickyBy === 'request' ? undefined : input.request[stickyBy]
      let draw = (key === undefined ? input.random() : seededRandom(`${salt}:${key}`)()) * total
      const drawn = groups.find(({ weight }) => (draw -= weight) < 0) ?? groups.at(-1)
      if (drawn === undefined) return undefined
      const rest = groups.flatMap(({ members }) => members).filter((candidate) => !drawn.members.includes(candidate))
      // A target may be named beside its tier: what counts is how the plan begins.
      const alike = groups.filter(({ members }) => members[0] === drawn.members[0])
      return fromOrder([...drawn.members, ...rest], {
        strategy: 'weighted',
        cause: 'default',
        propensity: alike.reduce((sum, { weight }) => sum + weight, 0) / total,
        reason: `drew ${drawn.name} (${drawn.weight} of ${total}${key === undefined ? '' : `, kept by ${stickyBy}`})`,
      })
    },
    references: () => ({}),
    describe: () => ({ weighted: options }),
  }
}
