import { chooseTier } from './choose-tier.ts'
import type { Strategy } from './strategy.ts'

/** Always one tier: the default handler for everything, or the frontier for everything. */
export function tier(name: string): Strategy {
  return {
    name: 'tier',
    choose: (input) =>
      chooseTier(input, name, {
        strategy: 'tier',
        cause: 'default',
        reason: `the policy sends everything to tier ${name}`,
      }),
    references: () => ({ tiers: [name] }),
    describe: () => ({ tier: name }),
  }
}
