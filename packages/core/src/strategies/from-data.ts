import type { GateSpec } from '../decision/gate.ts'
import { cascade } from './cascade.ts'
import { cheapest, type AmongOptions } from './cheapest.ts'
import { explore, type ExploreOptions } from './explore.ts'
import type { Condition } from './condition.ts'
import { fallbacks, type FallbacksOptions } from './fallbacks.ts'
import { fastest, type FastestOptions } from './fastest.ts'
import { firstOf } from './first-of.ts'
import { pinned } from './pinned.ts'
import { rules } from './rules.ts'
import { sticky, type StickyOptions } from './sticky.ts'
import type { Strategy } from './strategy.ts'
import { tier } from './tier.ts'
import { weighted, type WeightedOptions } from './weighted.ts'

/** A strategy as plain data: what a config file holds under `strategy`. */
export type StrategyData =
  | { readonly tier: string }
  | {
      readonly rules: readonly {
        readonly name?: string | undefined
        readonly when: Condition
        readonly use: string | StrategyData
      }[]
      readonly otherwise: string | StrategyData
    }
  | {
      readonly cascade: {
        readonly tiers: readonly string[]
        readonly gate: GateSpec
        readonly onNoEvidence?: 'accept' | 'escalate' | undefined
      }
    }
  | { readonly cheapest: AmongOptions }
  | { readonly fastest: FastestOptions }
  | { readonly weighted: WeightedOptions }
  | { readonly sticky: StickyOptions & { readonly inner: StrategyData } }
  | { readonly explore: ExploreOptions & { readonly inner: StrategyData } }
  | { readonly fallbacks: Omit<FallbacksOptions, 'first'> & { readonly first: string | StrategyData } }
  | { readonly pinned: readonly string[] }
  | { readonly firstOf: readonly StrategyData[] }

/** The same object that code builds. */
export function strategyFromData(data: StrategyData): Strategy {
  if ('tier' in data) return tier(data.tier)
  if ('rules' in data) {
    const list = data.rules.map(({ name, when, use }) => ({ name, when, use: useFromData(use) }))
    return rules(list, { otherwise: useFromData(data.otherwise) })
  }
  if ('cascade' in data) return cascade(data.cascade)
  if ('cheapest' in data) return cheapest(data.cheapest)
  if ('fastest' in data) return fastest(data.fastest)
  if ('weighted' in data) return weighted(data.weighted)
  if ('sticky' in data) return sticky(strategyFromData(data.sticky.inner), data.sticky)
  if ('explore' in data) return explore(strategyFromData(data.explore.inner), data.explore)
  if ('fallbacks' in data) return fallbacks({ ...data.fallbacks, first: useFromData(data.fallbacks.first) })
  if ('pinned' in data) return pinned(data.pinned)
  return firstOf(...data.firstOf.map(strategyFromData))
}

function useFromData(use: string | StrategyData): string | Strategy {
  return typeof use === 'string' ? use : strategyFromData(use)
}
