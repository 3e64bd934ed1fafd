import { among, type AmongOptions } from './cheapest.ts'
import { fromOrder } from './from-order.ts'
import type { Strategy } from './strategy.ts'

export interface FastestOptions extends AmongOptions {
  /** What is compared. Default `first-content`. */
  readonly by?: 'first-content' | 'duration' | undefined
  /** Calls needed before an observation counts. Default 3. */
  readonly minimumSamples?: number | undefined
}

/** Of requests, where somebody has not been observed yet and somebody has: so many ask the former. */
const tryingShare = 0.1

/** The lowest observed median first. A target not yet observed is tried now and then (one request in ten), else it stands last: no latency is made up. */
export function fastest(options: FastestOptions = {}): Strategy {
  const { by = 'first-content', minimumSamples = 3 } = options
  return {
    name: 'fastest',
    choose: (input) => {
      const latencyOf = (id: string): number | undefined => {
        const health = input.snapshot.health[id]
        if (health === undefined || health.samples < minimumSamples) return undefined
        return by === 'duration' ? health.durationMs : health.firstContentMs
      }
      const candidates = among(input.candidates, options)
      const seen = candidates.filter(({ target }) => latencyOf(target.id) !== undefined)
      const unseen = candidates.filter(({ target }) => latencyOf(target.id) === undefined)
      const sorted = seen.toSorted((a, b) => (latencyOf(a.target.id) ?? 0) - (latencyOf(b.target.id) ?? 0))
      const draws = unseen.length > 0 && seen.length > 0
      const explores = draws ? input.random() < tryingShare : unseen.length > 0
      return fromOrder(explores ? [...unseen, ...sorted] : [...sorted, ...unseen], {
        strategy: 'fastest',
        cause: 'default',
        propensity: draws ? (explores ? tryingShare : 1 - tryingShare) : undefined,
        reason: explores ? 'not observed yet: asked to learn its latency' : `the lowest observed median (${by})`,
      })
    },
    references: () => ({ tiers: options.tiers ?? [] }),
    describe: () => ({ fastest: options }),
  }
}
