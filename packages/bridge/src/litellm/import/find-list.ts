import { parseModel } from './parse-model.ts'
import { knownProviders, proxyOnlyProviders } from './provider-table.ts'

/** Finds the list of a group as LiteLLM does: by its name, by its name without or with its provider, else that for all. */
export function createFindList(lists: ReadonlyMap<string, readonly string[]>): (group: string) => readonly string[] {
  return (group) => {
    const key = [group, ...otherKeys(group), '*'].find((one) => lists.has(one))
    return (key === undefined ? undefined : lists.get(key)) ?? []
  }
}

/** Keys by which a list for one of these groups is found. */
export function keysOf(groups: Iterable<string>): ReadonlySet<string> {
  return new Set([...groups].flatMap((group) => [group, ...otherKeys(group)]))
}

function otherKeys(group: string): readonly string[] {
  const slash = group.indexOf('/')
  if (slash < 0) {
    const { provider } = parseModel(group)
    return provider === undefined ? [] : [`${provider}/${group}`]
  }
  const head = group.slice(0, slash)
  return Object.hasOwn(knownProviders, head) || proxyOnlyProviders.has(head) ? [group.slice(slash + 1)] : []
}
