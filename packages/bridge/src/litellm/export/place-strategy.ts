import type { StrategyConfig } from '@signalbox/config'
import type { SettingPath } from '../../import/setting-path.ts'
import type { SettingsAccount } from '../../import/settings-account.ts'
import type { GroupBuilder } from './group-builder.ts'
import { placeFallbacks } from './place-fallbacks.ts'
import { toDraw } from './to-draw.ts'

/** Where a strategy goes, and what is said of it. */
export interface Placing {
  /** The name of a group that has to be made. */
  readonly wanted: string
  readonly path: SettingPath
  readonly build: GroupBuilder
  readonly say: SettingsAccount['say']
}

/** The group that does what a strategy does: a tier's own, or one of the name wanted. @returns its name */
export function placeStrategy(strategy: string | StrategyConfig, placing: Placing): string {
  const { wanted, path, build, say } = placing
  const place = (inner: string | StrategyConfig, ...keys: SettingPath): string =>
    placeStrategy(inner, { ...placing, path: [...path, ...keys] })
  /** A plan that the rest of the policy follows. */
  const open = (members: readonly string[]): string =>
    build.addInOrder(wanted, members, { next: build.restOf(members) })
  say(path, 'carried')
  if (typeof strategy === 'string') return build.isTier(strategy) ? strategy : open(build.membersOf(strategy))
  if ('tier' in strategy) return strategy.tier
  if ('pinned' in strategy) return open(strategy.pinned)
  if ('fallbacks' in strategy)
    return placeFallbacks(strategy.fallbacks, place(strategy.fallbacks.first, 'fallbacks', 'first'), placing)
  if ('weighted' in strategy) {
    const members = toDraw(strategy.weighted, placing)
    const next = build.restOf(members.map(({ target }) => target))
    return build.add({ name: wanted, members, chain: { next, contextLength: next, contentPolicy: [] } })
  }
  if ('cheapest' in strategy || 'fastest' in strategy) {
    const { tiers } = 'cheapest' in strategy ? strategy.cheapest : strategy.fastest
    const members = (tiers ?? [...build.groups.keys()].filter(build.isTier)).flatMap(build.membersOf)
    const next = build.restOf(members)
    say(
      path,
      'different',
      'cheapest' in strategy
        ? 'LiteLLM compares list prices per token, not the expected cost of the request.'
        : 'LiteLLM compares the durations it has measured itself, in a way of its own.',
    )
    return build.add({
      name: wanted,
      members: members.map((target) => ({ target })),
      chain: { next, contextLength: next, contentPolicy: [] },
      routing: 'cheapest' in strategy ? 'cost-based-routing' : 'latency-based-routing',
    })
  }
  if ('cascade' in strategy) {
    say(
      [...path, 'cascade'],
      'not-carried',
      'LiteLLM judges no reply: the first tier serves, and the others stand in for it only where it fails.',
    )
    const [first = '', ...others] = strategy.cascade.tiers
    const members = build.membersOf(first)
    const rest = build.restOf(members).filter((name) => !others.includes(name))
    return build.addInOrder(wanted, members, { next: [...others, ...rest] })
  }
  if ('sticky' in strategy) {
    say([...path, 'sticky'], 'not-carried', 'LiteLLM is not told that a session stays where its cache is.')
    return place(strategy.sticky.inner, 'sticky', 'inner')
  }
  if ('explore' in strategy) {
    say(
      [...path, 'explore'],
      'not-carried',
      'LiteLLM draws no share of requests for other tiers: what is explored around serves.',
    )
    return place(strategy.explore.inner, 'explore', 'inner')
  }
  if ('firstOf' in strategy) {
    const [first = '', ...others] = strategy.firstOf
    others.forEach((_, index) =>
      say(
        [...path, 'firstOf', index + 1],
        'not-carried',
        'LiteLLM has one way to choose for each name: the first is taken.',
      ),
    )
    return place(first, 'firstOf', 0)
  }
  strategy.rules.forEach((_, index) =>
    say([...path, 'rules', index], 'not-carried', 'LiteLLM has no rules inside of rules: otherwise is taken.'),
  )
  return place(strategy.otherwise, 'otherwise')
}
