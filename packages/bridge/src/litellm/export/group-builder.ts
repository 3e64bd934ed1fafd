import type { SignalboxConfig } from '@signalbox/config'
import type { GroupChain, GroupMember, ModelGroup } from './model-group.ts'

/** Groups as they are found, and what the policy would do by itself. */
export interface GroupBuilder {
  readonly groups: Map<string, ModelGroup>
  readonly isTier: (name: string) => boolean
  /** Targets of a tier, or the target of that name. */
  readonly membersOf: (name: string) => readonly string[]
  /** @returns its name */
  readonly add: (group: ModelGroup) => string
  /** A group of these, each asked where the one before it fails. @returns its name */
  readonly addInOrder: (name: string, targets: readonly string[], lists: Partial<GroupChain>) => string
  /** Another name for a group, unless the name is taken. */
  readonly addAlias: (name: string, group: string, isHidden: boolean) => void
  /**
   * A chain as a strategy says it. A prompt that is too long follows `next` to larger windows only, where it has no list of its own;
   * without one a refusal is the answer.
   * @param own targets of the group that are asked in order
   */
  readonly toChain: (own: readonly string[], lists: Partial<GroupChain>) => GroupChain
  /** Where no strategy says the whole plan: the rest of the tier, those above it, then those below. */
  readonly restOf: (members: readonly string[]) => readonly string[]
}

type Policy = Pick<SignalboxConfig, 'tiers' | 'targets'>

/** @param windowOf context of a target in tokens; undefined = not known */
export function createGroupBuilder(
  { tiers, targets }: Policy,
  windowOf: (target: string) => number | undefined,
): GroupBuilder {
  const groups = new Map<string, ModelGroup>()
  const byTier = new Map(tiers.map((tier) => [tier.name, tier.targets]))
  const ids = new Set(targets.map(({ id }) => id))
  const tierNames = [...byTier.keys()]
  const membersOf = (name: string): readonly string[] => byTier.get(name) ?? (ids.has(name) ? [name] : [])
  const add = (group: ModelGroup): string => {
    groups.set(group.name, group)
    return group.name
  }
  const largerThan = (first: string | undefined, names: readonly string[]): readonly string[] => {
    const least = (first === undefined ? undefined : windowOf(first)) ?? 0
    return names.flatMap((name) => {
      const all = membersOf(name)
      const larger = all.filter((target) => (windowOf(target) ?? 0) > least)
      return larger.length === all.length ? [name] : larger
    })
  }
  const toChain: GroupBuilder['toChain'] = ([first, ...others], { next = [], contextLength, contentPolicy }) => ({
    next,
    // LiteLLM itself asks lower orders of a group after failures of other kinds only.
    contextLength:
      contextLength === undefined
        ? largerThan(first, [...others, ...next])
        : [...largerThan(first, others), ...contextLength],
    contentPolicy: contentPolicy === undefined ? [] : [...others, ...contentPolicy],
  })
  return {
    groups,
    isTier: (name) => byTier.has(name),
    membersOf,
    add,
    addInOrder: (name, order, lists) => add({ name, members: inOrder(order), chain: toChain(order, lists) }),
    addAlias: (name, group, isHidden) => {
      const real = groups.get(group)
      if (real !== undefined && !groups.has(name)) add({ ...real, name, aliasOf: real.aliasOf ?? group, isHidden })
    },
    toChain,
    restOf: (members) => {
      const own = new Set(members)
      const rank = tierNames.findIndex((name) => byTier.get(name)?.some((id) => own.has(id)))
      const order = rank < 0 ? tierNames : [...tierNames.slice(rank), ...tierNames.slice(0, rank).toReversed()]
      return order.flatMap((name) => {
        const all = membersOf(name)
        const left = all.filter((id) => !own.has(id))
        return left.length === all.length ? [name] : left
      })
    },
  }
}

function inOrder(targets: readonly string[]): readonly GroupMember[] {
  return targets.length === 1
    ? targets.map((target) => ({ target }))
    : targets.map((target, index) => ({ target, order: index + 1 }))
}
