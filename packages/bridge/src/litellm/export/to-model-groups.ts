import type { SignalboxConfig, StrategyConfig } from '@signalbox/config'
import type { SettingsAccount } from '../../import/settings-account.ts'
import { createGroupBuilder } from './group-builder.ts'
import type { ModelGroup } from './model-group.ts'
import { placeStrategy } from './place-strategy.ts'

type Say = SettingsAccount['say']
type Condition = Extract<StrategyConfig, { rules: unknown }>['rules'][number]['when']

/** Longest chain of aliases followed: the check of a config refuses circles. */
const aliasLimit = 8

/** Tiers, aliases and the strategy as groups that callers name: LiteLLM chooses by the name in a request, and by nothing else. */
export function toModelGroups(
  config: SignalboxConfig,
  windowOf: (target: string) => number | undefined,
  say: Say,
): ReadonlyMap<string, ModelGroup> {
  const { tiers, targets, strategy, aliases: names = {}, pinnedMayFallBack } = config
  const build = createGroupBuilder(config, windowOf)

  tiers.forEach((tier, index) => {
    say(['tiers', index], 'carried')
    build.addInOrder(tier.name, tier.targets, { next: build.restOf(tier.targets) })
  })
  const tierGroups = new Map(build.groups)

  if ('rules' in strategy) {
    const ruled = new Set<string>()
    strategy.rules.forEach(({ when, use }, index) => {
      const path = ['strategy', 'rules', index]
      const tasks = namesOf(when, 'task')?.map((task) => `task:${task}`)
      // The first rule that holds decides.
      const [first, ...others] = (namesOf(when, 'model') ?? tasks ?? []).filter((name) => !ruled.has(name))
      if (first === undefined) {
        say(path, 'not-carried', 'LiteLLM chooses by the name in a request alone: callers name the group themselves.')
        return
      }
      const group = placeStrategy(use, { wanted: first, path: [...path, 'use'], build, say })
      for (const name of [first, ...others]) {
        ruled.add(name)
        build.addAlias(name, group, tasks !== undefined)
      }
      say(path, 'carried')
      if (tasks !== undefined)
        say(
          path,
          'different',
          `LiteLLM does not know the task of a request: callers name ${tasks.join(', ')}, or the tier.`,
        )
    })
  }
  const automatic =
    'rules' in strategy
      ? placeStrategy(strategy.otherwise, { wanted: 'auto', path: ['strategy', 'otherwise'], build, say })
      : placeStrategy(strategy, { wanted: 'auto', path: ['strategy'], build, say })
  build.addAlias('auto', automatic, Object.values(names).includes('auto'))
  for (const { name } of tiers)
    if (build.groups.get(name) === tierGroups.get(name)) build.addAlias(`tier:${name}`, name, true)

  for (const name of Object.keys(names)) {
    say(['aliases', name], 'carried')
    if (build.groups.has(name)) continue
    let meaning = name
    for (let hop = 0; hop < aliasLimit && Object.hasOwn(names, meaning); hop++) meaning = names[meaning] ?? meaning
    const tier = meaning.startsWith('tier:') ? meaning.slice('tier:'.length) : undefined
    const isVirtual = meaning === 'auto' || meaning.startsWith('task:')
    const known = [tier ?? meaning, isVirtual ? automatic : meaning].find((one) => build.groups.has(one))
    if (known === undefined) addConcrete(name, meaning)
    else build.addAlias(name, known, false)
  }

  const placed = new Set([...build.groups.values()].flatMap(({ members }) => members.map(({ target }) => target)))
  const chained = new Set(
    [...build.groups.values()].flatMap(({ chain }) => Object.values(chain).flat().flatMap(build.membersOf)),
  )
  targets.forEach(({ id }, index) => {
    if (placed.has(id)) return
    if (chained.has(id) || !tiers.some((tier) => tier.targets.includes(id))) addConcrete(id, id)
    else say(['targets', index], 'not-carried', 'Nothing that LiteLLM understands leads to it.')
  })
  return build.groups

  /** All targets of a model, the named one first; others only where the policy lets them stand in. */
  function addConcrete(name: string, meaning: string): void {
    const named = targets.find(({ id }) => id === meaning)
    const siblings = targets.filter(({ model }) => model === (named?.model ?? meaning)).map(({ id }) => id)
    const members = named === undefined ? siblings : [named.id, ...siblings.filter((id) => id !== named.id)]
    build.addInOrder(name, members, { next: pinnedMayFallBack === true ? build.restOf(members) : [] })
  }
}

/** What a condition asks for, where it asks for nothing else. */
function namesOf(when: Condition, key: 'task' | 'model'): readonly string[] | undefined {
  const { [key]: names, ...others } = when
  return names === undefined || Object.values(others).some((one) => one !== undefined) ? undefined : [names].flat()
}
