import { chooseTier } from './choose-tier.ts'
import type { Choice, Strategy } from './strategy.ts'

export interface ExploreOptions {
  /** Of all requests, 0..1: so many go to a tier drawn at random, each with the same chance, the usual one among them. */
  readonly share: number
  /** Tiers to draw from, the usual one only if it is named. Default: all. */
  readonly among?: readonly string[] | undefined
}

/**
 * A small share of requests goes where the dice say, so that what a tier would have answered can be known without bias afterwards: every
 * decision carries the probability of how it begins (Bottou and others, JMLR 2013, section 4). Draws by the request's id. Put it outside
 * of `sticky`, not inside: what holds a conversation undoes draws, and then no probability is known.
 *
 * @throws RangeError for a share outside 0..1
 */
export function explore(inner: Strategy, options: ExploreOptions): Strategy {
  const { share, among } = options
  if (!(share >= 0 && share <= 1)) throw new RangeError(`explore: share is ${share}; give a number from 0 to 1.`)
  return {
    name: 'explore',
    choose: (input) => {
      const usual = inner.choose(input)
      const names = input.tiers
        .map(({ name }) => name)
        .filter((name) => among?.includes(name) ?? true)
        .filter((name) => input.candidates.some(({ tier }) => tier === name))
      const usualTier = input.candidates.find(({ target }) => target.id === usual?.steps[0]?.target)?.tier
      if (usual === undefined || share === 0 || names.every((name) => name === usualTier)) return usual
      const isDrawn = input.random() < share
      const drawn = names[Math.floor(input.random() * names.length)]
      const each = share / names.length
      // What the inner strategy drew itself is taken as given: the weights hold for each of its draws.
      const asUsual = (): Choice => ({
        ...usual,
        propensity: 1 - share + (usualTier !== undefined && names.includes(usualTier) ? each : 0),
      })
      if (!isDrawn || drawn === undefined || drawn === usualTier) return asUsual()
      const choice = chooseTier(input, drawn, {
        strategy: 'explore',
        cause: 'exploration',
        reason: `one of ${Number((share * 100).toPrecision(3))} % drawn at random, to tier ${drawn}; as a rule: ${usual.reason}`,
      })
      return choice === undefined ? asUsual() : { ...choice, propensity: each }
    },
    references: () => {
      const { tiers = [], targets = [] } = inner.references?.() ?? {}
      return { tiers: [...tiers, ...(among ?? [])], targets }
    },
    describe: () => ({ explore: { inner: inner.describe(), share, among } }),
  }
}
