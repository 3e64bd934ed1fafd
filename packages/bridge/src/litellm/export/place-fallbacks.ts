import type { StrategyConfig } from '@signalbox/config'
import type { GroupMember } from './model-group.ts'
import type { Placing } from './place-strategy.ts'

type Fallbacks = Extract<StrategyConfig, { fallbacks: unknown }>['fallbacks']

/**
 * A group with a chain that is its whole plan. What follows the first and is of the tier that has the group's name becomes a
 * lower order of the group: that is how LiteLLM says it.
 * @param first the group that does what the first strategy does
 * @returns its name
 */
export function placeFallbacks(
  { first: named, next = [], contextLength, contentPolicy }: Fallbacks,
  first: string,
  { wanted, build }: Placing,
): string {
  const inner = build.groups.get(first)
  const members = inner?.members ?? []
  const own = new Set(members.map(({ target }) => target))
  const tier = new Set(build.isTier(wanted) ? build.membersOf(wanted).filter((id) => !own.has(id)) : [])
  const end = next.findIndex((name) => !tier.has(name))
  const lower = next.slice(0, end < 0 ? next.length : end)
  const isInOrder = members.length === 1 || members.some(({ order }) => order !== undefined)
  const inTurn = isInOrder ? members.map(({ target }) => target) : members.slice(0, 1).map(({ target }) => target)
  const chain = build.toChain(inTurn, { next, contextLength, contentPolicy })
  const isTier = typeof named === 'string' && first === named && first !== wanted
  return build.add({
    name: wanted,
    members: [
      ...withOrders(members, lower.length > 0),
      ...lower.map((target, index) => ({ target, order: lowest(members) + index + 1 })),
    ],
    chain: { ...chain, next: next.slice(lower.length) },
    routing: inner?.routing,
    aliasOf: isTier ? (inner?.aliasOf ?? first) : undefined,
  })
}

function withOrders(members: readonly GroupMember[], isNeeded: boolean): readonly GroupMember[] {
  return isNeeded ? members.map((member) => ({ ...member, order: member.order ?? 1 })) : members
}

function lowest(members: readonly GroupMember[]): number {
  return Math.max(1, ...members.map(({ order }) => order ?? 1))
}
