import type { FileIssue } from './prove-file.ts'
import type { SignalboxConfig } from './signalbox-config.ts'
import { listStrategies, type PlacedStrategy } from './strategy-references.ts'

/** Draws that nobody could reckon with afterwards: among what is no tier, twice, or under what undoes them. */
export function proveExploration(
  { strategy, path }: PlacedStrategy,
  { tiers, targets }: Pick<SignalboxConfig, 'tiers' | 'targets'>,
): FileIssue[] {
  if ('sticky' in strategy)
    return exploringIn(strategy.sticky.inner, [...path, 'sticky', 'inner']).map((at) => ({
      path: at,
      message:
        'What keeps a conversation where it is undoes draws inside of it, and then no probability is known. Put explore around sticky.',
    }))
  if (!('explore' in strategy)) return []
  const { among = [], inner } = strategy.explore
  const isNoTier = (name: string): boolean =>
    targets.some(({ id }) => id === name) && tiers.every((tier) => tier.name !== name)
  // At the top of a file the strategy has a place of its own.
  const within = path.length === 0 ? ['strategy'] : [...path, 'explore', 'inner']
  return [
    ...among.flatMap((name, index) =>
      isNoTier(name)
        ? [
            {
              path: [...path, 'explore', 'among', index],
              message: `It explores among "${name}", which is a target. Name tiers: ${tiers.map((tier) => tier.name).join(', ')}.`,
            },
          ]
        : [],
    ),
    ...exploringIn(inner, within).map((at) => ({
      path: at,
      message: 'The policy explores around this already. Explore once, with the share of both.',
    })),
  ]
}

function exploringIn(
  strategy: SignalboxConfig['strategy'],
  path: PlacedStrategy['path'],
): readonly PlacedStrategy['path'][] {
  return listStrategies(strategy, path)
    .filter((one) => 'explore' in one.strategy)
    .map((one) => [...one.path, 'explore'])
}
