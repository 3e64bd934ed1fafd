import type { SignalboxConfig } from '@signalbox/config'
import type { GroupChain, GroupMember, ModelGroup } from './model-group.ts'

/** Groups as they are found, and what the policy would do by itself. */
export interface GroupBuilder {
  readonly groups: Map<string, ModelGroup>
  readonly isTier: (name: string) => boolean
  /** Targets of a tier, or the target of that name. */
  readonly membersOf: (name: string) => readonly string[]
  readonly add: (
    name: string,
    members: readonly GroupMember[],
    chain: GroupChain,
    choice?: ModelGroup['choice'],
  ) => string
  /** A chain as a strategy says it: without a list of its own a prompt that is too long follows `next`, and a refusal is the answer. */
  readonly toChain: (members: readonly string[], lists: Partial<GroupChain>) => GroupChain
  /** Where no strategy says the whole plan: the rest of the tier, those above it, then those below. */
  readonly restOf: (members: readonly string[]) => readonly string[]
}

export function createGroupBuilder({ tiers, targets }: Pick<SignalboxConfig, 'tiers' | 'targets'>): GroupBuilder {
  const groups = new Map<string, ModelGroup>()
  const byTier = new Map(tiers.map((tier) => [tier.name, tier.targets]))
  const ids = new Set(targets.map(({ id }) => id))
  const tierNames = [...byTier.keys()]
  const membersOf = (name: string): readonly string[] => byTier.get(name) ?? (ids.has(name) ? [name] : [])
  return {
    groups,
    isTier: (name) => byTier.has(name),
    membersOf,
    add: (name, members, chain, choice = 'order') => {
      groups.set(name, { name, members, chain, choice })
      return name
    },
    toChain: (members, { next = [], contextLength, contentPolicy }) => {
      const others = members.slice(1)
      return {
        next,
        contextLength: [...others, ...(contextLength ?? next)],
        contentPolicy: contentPolicy === undefined ? [] : [...others, ...contentPolicy],
      }
    },
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
