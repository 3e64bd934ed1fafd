import type { SignalboxConfig } from '@signalbox/config'
import type { SettingsAccount } from '../../import/settings-account.ts'
import { createGroupBuilder } from './group-builder.ts'
import type { GroupAlias, ModelGroups } from './model-group.ts'
import { namesOf, placeStrategy } from './place-strategy.ts'

/** Longest chain of aliases followed: the check of a config refuses circles. */
const aliasLimit = 8

/** Tiers, aliases and the strategy as groups that callers name: LiteLLM chooses by the name in a request, and by nothing else. */
export function toModelGroups(config: SignalboxConfig, say: SettingsAccount['say']): ModelGroups {
  const { tiers, targets, strategy, aliases: names = {}, pinnedMayFallBack } = config
  const build = createGroupBuilder(config)
  const aliases = new Map<string, GroupAlias>()
  const alias = (name: string, group: string, isHidden: boolean): void => {
    if (name !== group && !build.groups.has(name)) aliases.set(name, { group, isHidden })
  }

  tiers.forEach((tier, index) => {
    say(['tiers', index], 'carried')
    build.add(
      tier.name,
      tier.targets.map((target) => ({ target })),
      build.toChain(tier.targets, { next: build.restOf(tier.targets) }),
    )
  })
  const tierGroups = new Map(build.groups)

  const ruled = new Set<string>()
  if ('rules' in strategy) {
    strategy.rules.forEach(({ when, use }, index) => {
      const path = ['strategy', 'rules', index]
      const tasks = namesOf(when, 'task')?.map((task) => `task:${task}`)
      const wanted = namesOf(when, 'model') ?? tasks
      if (wanted === undefined) {
        say(path, 'not-carried', 'LiteLLM chooses by the name in a request alone: callers name the group themselves.')
        return
      }
      // The first rule that holds decides.
      for (const name of wanted.filter((one) => !ruled.has(one))) {
        ruled.add(name)
        alias(name, placeStrategy(use, name, [...path, 'use'], build, say), tasks !== undefined)
      }
      if (tasks === undefined) say(path, 'carried')
      else
        say(
          path,
          'different',
          `LiteLLM does not know the task of a request: callers name ${tasks.join(', ')}, or the tier.`,
        )
    })
  }
  const automatic =
    'rules' in strategy
      ? placeStrategy(strategy.otherwise, 'auto', ['strategy', 'otherwise'], build, say)
      : placeStrategy(strategy, 'auto', ['strategy'], build, say)

  const isAliased = Object.values(names).includes('auto')
  alias('auto', automatic, isAliased)
  for (const { name } of tiers) {
    if (build.groups.get(name) === tierGroups.get(name)) alias(`tier:${name}`, name, true)
  }

  for (const name of Object.keys(names)) {
    const path = ['aliases', name]
    say(path, 'carried')
    if (build.groups.has(name) || aliases.has(name)) continue
    let meaning = name
    for (let hop = 0; hop < aliasLimit && names[meaning] !== undefined; hop++) meaning = names[meaning] ?? meaning
    const tier = meaning.startsWith('tier:') ? meaning.slice('tier:'.length) : undefined
    const known = tier ?? aliases.get(meaning)?.group ?? (meaning === 'auto' ? automatic : undefined)
    if (known !== undefined) alias(name, known, false)
    else if (meaning.startsWith('task:')) alias(name, automatic, false)
    else addConcrete(name, meaning)
  }
  const placed = new Set([...build.groups.values()].flatMap(({ members }) => members.map(({ target }) => target)))
  for (const { id } of targets) if (!placed.has(id)) addConcrete(id, id)
  return { groups: build.groups, aliases }

  /** All targets of a model, the named one first; others only where the policy lets them stand in. */
  function addConcrete(name: string, meaning: string): void {
    const named = targets.find(({ id }) => id === meaning)
    const siblings = targets.filter(({ model }) => model === (named?.model ?? meaning)).map(({ id }) => id)
    const members = named === undefined ? siblings : [named.id, ...siblings.filter((id) => id !== named.id)]
    const next = pinnedMayFallBack === true ? build.restOf(members) : []
    build.add(
      name,
      members.map((target) => ({ target })),
      build.toChain(members, { next }),
    )
  }
}
