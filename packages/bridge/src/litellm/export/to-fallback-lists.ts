import type { LitellmFallbacks } from './litellm-config.ts'
import type { GroupChain, ModelGroup } from './model-group.ts'

/** LiteLLM's three lists. undefined: left out, so that such failures follow `fallbacks`. */
export interface FallbackLists {
  readonly fallbacks: LitellmFallbacks
  readonly context_window_fallbacks: LitellmFallbacks | undefined
  readonly content_policy_fallbacks: LitellmFallbacks | undefined
  /** Groups and deployments that one request may come to ask. */
  readonly longest: number
}

type Kind = keyof GroupChain
type Lists = Map<string, readonly string[]>

const kinds: readonly Kind[] = ['next', 'contextLength', 'contentPolicy']

/**
 * Chains as LiteLLM walks them. A group that stands in brings its own chain there, which a chain here does not: where that would
 * ask others, or in another order, deployments are named in place of groups, which have no chain.
 * @param membersOf targets of a tier, or the target of that name
 */
export function toFallbackLists(
  groups: ReadonlyMap<string, ModelGroup>,
  membersOf: (name: string) => readonly string[],
): FallbackLists {
  const lists = Object.fromEntries(kinds.map((kind) => [kind, toLists(groups, membersOf, kind)])) as Record<Kind, Lists>
  const isSame = (kind: Kind): boolean =>
    [...groups.keys()].every((name) => String(lists[kind].get(name)) === String(lists.next.get(name)))
  const write = (kind: Kind): LitellmFallbacks =>
    [...groups.keys()].flatMap((name) => {
      const list = lists[kind].get(name) ?? []
      // An empty list says that such a failure is the answer: it matters only where there are others it would follow.
      const isNeeded = list.length > 0 || (kind !== 'next' && (lists.next.get(name) ?? []).length > 0)
      return isNeeded ? [{ [name]: list }] : []
    })
  return {
    fallbacks: write('next'),
    context_window_fallbacks: isSame('contextLength') ? undefined : write('contextLength'),
    content_policy_fallbacks: isSame('contentPolicy') ? undefined : write('contentPolicy'),
    longest: Math.max(0, ...[...groups.keys()].map((name) => [...walk(name, groups, lists.next, 'next')].length)),
  }
}

function toLists(
  groups: ReadonlyMap<string, ModelGroup>,
  membersOf: (name: string) => readonly string[],
  kind: Kind,
): Lists {
  const lists: Lists = new Map([...groups].map(([name, { chain }]) => [name, unique(chain[kind])]))
  const inTargets = new Map(
    [...groups].map(([name, group]) => [
      name,
      unique([...ownOf(group, kind), ...group.chain[kind].flatMap(membersOf)]),
    ]),
  )
  for (let isChanged = true; isChanged;) {
    isChanged = false
    for (const [name, group] of groups) {
      const wanted = inTargets.get(name) ?? []
      const list = lists.get(name) ?? []
      if (isSequence(walk(name, groups, lists, kind), wanted)) continue
      const plain = unique(group.chain[kind].flatMap(membersOf)).filter((id) => !ownOf(group, kind).includes(id))
      if (String(plain) === String(list)) continue
      lists.set(name, plain)
      isChanged = true
    }
  }
  return lists
}

/** Targets that LiteLLM asks in turn where each fails in this way. */
function* walk(
  start: string,
  groups: ReadonlyMap<string, ModelGroup>,
  lists: Lists,
  kind: Kind,
  attempted: Set<string> = new Set(),
): Generator<string> {
  attempted.add(start)
  const group = groups.get(start)
  if (group === undefined) yield start
  else yield* ownOf(group, kind)
  for (const name of lists.get(start) ?? []) if (!attempted.has(name)) yield* walk(name, groups, lists, kind, attempted)
}

/** Stops where they part: a chain through hundreds of groups need not be walked to its end. */
function isSequence(walked: Iterable<string>, wanted: readonly string[]): boolean {
  let index = 0
  for (const one of walked) if (one !== wanted[index++]) return false
  return index === wanted.length
}

/** Those of a group that LiteLLM itself asks in turn; of those side by side one stands for all. */
function ownOf({ members }: ModelGroup, kind: Kind): readonly string[] {
  const isAsked = (index: number): boolean =>
    index === 0 || (kind === 'next' && (members[index]?.order ?? 1) > (members[0]?.order ?? 1))
  return members.filter((_, index) => isAsked(index)).map(({ target }) => target)
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)]
}
