import type { SignalboxConfig, StrategyConfig } from './signalbox-config.ts'
import { wholeStrategy } from './whole-strategy.ts'

type Path = readonly (string | number)[]

/** One strategy of a tree of them, and where it stands. */
export interface PlacedStrategy {
  readonly strategy: StrategyConfig
  readonly path: Path
}

/** A tier or target that a strategy names, and where. */
export interface PlacedReference {
  readonly name: string
  readonly path: Path
}

/** Every strategy of a file, outermost first. */
export function listAllStrategies(config: Pick<SignalboxConfig, 'strategy' | 'explore'>): readonly PlacedStrategy[] {
  const inner = listStrategies(config.strategy, ['strategy'])
  return config.explore === undefined ? inner : [{ strategy: wholeStrategy(config), path: [] }, ...inner]
}

/** The strategy and every one inside it, outermost first. */
export function listStrategies(strategy: StrategyConfig, path: Path): readonly PlacedStrategy[] {
  const inside = (inner: string | StrategyConfig, ...keys: Path): readonly PlacedStrategy[] =>
    typeof inner === 'string' ? [] : listStrategies(inner, [...path, ...keys])
  const nested =
    'rules' in strategy
      ? [
          ...strategy.rules.flatMap(({ use }, index) => inside(use, 'rules', index, 'use')),
          ...inside(strategy.otherwise, 'otherwise'),
        ]
      : 'sticky' in strategy
        ? inside(strategy.sticky.inner, 'sticky', 'inner')
        : 'explore' in strategy
          ? inside(strategy.explore.inner, 'explore', 'inner')
          : 'fallbacks' in strategy
            ? inside(strategy.fallbacks.first, 'fallbacks', 'first')
            : 'firstOf' in strategy
              ? strategy.firstOf.flatMap((inner, index) => inside(inner, 'firstOf', index))
              : []
  return [{ strategy, path }, ...nested]
}

/** What one strategy itself names; those inside it are asked on their own. */
export function listReferences({ strategy, path }: PlacedStrategy): readonly PlacedReference[] {
  const one = (name: unknown, ...keys: Path): readonly PlacedReference[] =>
    typeof name === 'string' ? [{ name, path: [...path, ...keys] }] : []
  const list = (names: readonly string[] | undefined, ...keys: Path): readonly PlacedReference[] =>
    (names ?? []).flatMap((name, index) => one(name, ...keys, index))
  if ('tier' in strategy) return one(strategy.tier, 'tier')
  if ('rules' in strategy)
    return [
      ...strategy.rules.flatMap(({ use }, index) => one(use, 'rules', index, 'use')),
      ...one(strategy.otherwise, 'otherwise'),
    ]
  if ('cascade' in strategy) return list(strategy.cascade.tiers, 'cascade', 'tiers')
  if ('cheapest' in strategy) return list(strategy.cheapest.tiers, 'cheapest', 'tiers')
  if ('fastest' in strategy) return list(strategy.fastest.tiers, 'fastest', 'tiers')
  if ('weighted' in strategy)
    return Object.keys(strategy.weighted.weights).flatMap((name) => one(name, 'weighted', 'weights', name))
  if ('explore' in strategy) return list(strategy.explore.among, 'explore', 'among')
  if ('fallbacks' in strategy) {
    const { first, next, contextLength, contentPolicy } = strategy.fallbacks
    return [
      ...one(first, 'fallbacks', 'first'),
      ...list(next, 'fallbacks', 'next'),
      ...list(contextLength, 'fallbacks', 'contextLength'),
      ...list(contentPolicy, 'fallbacks', 'contentPolicy'),
    ]
  }
  return 'pinned' in strategy ? list(strategy.pinned, 'pinned') : []
}
