import type { SignalboxConfig, StrategyConfig } from '@signalbox/config'
import type { SettingPath } from '../../import/setting-path.ts'
import type { SettingsAccount } from '../../import/settings-account.ts'
import type { GroupBuilder } from './group-builder.ts'

type Say = SettingsAccount['say']

/**
 * The group that does what a strategy does: a tier's own, or one of this name.
 * @param wanted the name of a group that has to be made
 * @returns the group's name
 */
export function placeStrategy(
  strategy: string | StrategyConfig,
  wanted: string,
  path: SettingPath,
  build: GroupBuilder,
  say: Say,
): string {
  const place = (inner: string | StrategyConfig, ...keys: SettingPath): string =>
    placeStrategy(inner, wanted, [...path, ...keys], build, say)
  /** A plan that the rest of the policy follows. */
  const open = (members: readonly string[]): string =>
    build.add(
      wanted,
      members.map((target) => ({ target })),
      build.toChain(members, { next: build.restOf(members) }),
    )
  say(path, 'carried')
  if (typeof strategy === 'string') return build.isTier(strategy) ? strategy : open(build.membersOf(strategy))
  if ('tier' in strategy) return strategy.tier
  if ('pinned' in strategy) return open(strategy.pinned)
  if ('weighted' in strategy) {
    const { weights, stickyBy, salt } = strategy.weighted
    const drawn = Object.entries(weights).filter(([, weight]) => weight > 0)
    for (const [name, weight] of Object.entries(weights)) {
      const at = [...path, 'weighted', 'weights', name]
      if (weight === 0) say(at, 'different', 'LiteLLM could still draw it once all others fail: it is left out.')
      else if (build.membersOf(name).length > 1)
        say(
          at,
          'different',
          'LiteLLM weighs deployments: the targets of the tier share its weight evenly, in no order.',
        )
    }
    if (stickyBy !== undefined)
      say([...path, 'weighted', 'stickyBy'], 'not-carried', 'LiteLLM draws anew for each request.')
    if (salt !== undefined) say([...path, 'weighted', 'salt'], 'not-carried', 'LiteLLM draws anew for each request.')
    const members = drawn.flatMap(([name, weight]) => {
      const targets = build.membersOf(name)
      return targets.map((target) => ({ target, weight: weight / targets.length }))
    })
    const ids = members.map(({ target }) => target)
    const rest = build.restOf(ids)
    return build.add(wanted, members, { next: rest, contextLength: rest, contentPolicy: [] }, 'weight')
  }
  if ('cheapest' in strategy || 'fastest' in strategy) {
    const isCheapest = 'cheapest' in strategy
    const tiers =
      (isCheapest ? strategy.cheapest.tiers : strategy.fastest.tiers) ?? [...build.groups.keys()].filter(build.isTier)
    say(
      path,
      'different',
      isCheapest
        ? 'LiteLLM compares list prices per token, not the expected cost of the request.'
        : 'LiteLLM compares the durations it has measured itself, in a way of its own.',
    )
    const members = tiers.flatMap(build.membersOf)
    const rest = build.restOf(members)
    return build.add(
      wanted,
      members.map((target) => ({ target })),
      { next: rest, contextLength: rest, contentPolicy: [] },
      isCheapest ? 'cost-based-routing' : 'latency-based-routing',
    )
  }
  if ('cascade' in strategy) {
    say(
      [...path, 'cascade'],
      'not-carried',
      'LiteLLM judges no reply: the first tier serves, and the others stand in for it only where it fails.',
    )
    const [first = '', ...others] = strategy.cascade.tiers
    const members = build.membersOf(first)
    const rest = build.restOf(members)
    const next = [...others, ...rest.filter((name) => !others.includes(name))]
    return build.add(
      wanted,
      members.map((target) => ({ target })),
      build.toChain(members, { next }),
    )
  }
  if ('sticky' in strategy) {
    say([...path, 'sticky'], 'not-carried', 'LiteLLM is not told that a session stays where its cache is.')
    return place(strategy.sticky.inner, 'sticky', 'inner')
  }
  if ('firstOf' in strategy) {
    const [first, ...others] = strategy.firstOf
    others.forEach((_, index) =>
      say(
        [...path, 'firstOf', index + 1],
        'not-carried',
        'LiteLLM has one way to choose for each name: the first is taken.',
      ),
    )
    return first === undefined ? wanted : place(first, 'firstOf', 0)
  }
  if ('rules' in strategy) {
    strategy.rules.forEach((_, index) =>
      say(
        [...path, 'rules', index],
        'not-carried',
        'LiteLLM has no rules inside of rules: what follows otherwise is taken.',
      ),
    )
    return place(strategy.otherwise, 'otherwise')
  }
  const { first, next = [], contextLength, contentPolicy } = strategy.fallbacks
  const inner = build.groups.get(place(first, 'fallbacks', 'first'))
  const members = inner?.members ?? []
  const lists = { next, contextLength, contentPolicy }
  const chain =
    inner?.choice === 'order'
      ? build.toChain(
          members.map(({ target }) => target),
          lists,
        )
      : { next, contextLength: contextLength ?? next, contentPolicy: contentPolicy ?? [] }
  return build.add(wanted, members, chain, inner?.choice)
}

/** Task of a condition that asks for nothing else. */
export function namesOf(
  when: Extract<SignalboxConfig['strategy'], { rules: unknown }>['rules'][number]['when'],
  key: 'task' | 'model',
): readonly string[] | undefined {
  const { [key]: names, ...others } = when
  return names === undefined || Object.values(others).some((one) => one !== undefined) ? undefined : [names].flat()
}
