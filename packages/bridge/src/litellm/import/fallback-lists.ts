import type { SettingPath } from '../../import/setting-path.ts'
import type { ImportContext } from './import-context.ts'
import { createFindList, keysOf } from './find-list.ts'
import { isMap, toList, toText, type SettingMap } from '../../import/value-at.ts'
import { pick } from './pick.ts'

/** Group -> what stands in for it, in order. */
export interface FallbackList {
  /** Whether the file has such a list at all. */
  readonly isSet: boolean
  readonly after: (group: string) => readonly string[]
}

/** How many groups may stand in, one behind the other, where the file does not say. */
const defaultDepth = 5
/** No request is tried on more than 20 targets; what stands behind that is of use only where those before it may not serve. */
const longestChain = 50

export interface FallbackNames {
  /** Groups and deployment ids that can be named, with what they are here. */
  readonly carried: ReadonlyMap<string, string>
  /** Groups of the file, carried or not. */
  readonly known: ReadonlySet<string>
  /** Other names of groups: they have chains of their own. */
  readonly aliases: ReadonlySet<string>
}

type ListName = 'fallbacks' | 'context_window_fallbacks' | 'content_policy_fallbacks'

/** What `fallbacks` and its two kindred say, a chain written out: what stands in for a stand-in follows it. */
export function readFallbacks(
  name: ListName,
  data: SettingMap,
  names: FallbackNames,
  context: ImportContext,
): FallbackList {
  const { account, hint } = context
  const { section, value } = pick(data, name, context)
  const lists = new Map<string, readonly string[]>()
  /** Where the list for all stands: of two the last holds. */
  let general: SettingPath | undefined
  const setGeneral = (list: readonly string[], at: SettingPath, winner: string): void => {
    if (general !== undefined) account.say(general, 'not-carried', `${winner} holds for all, and stands behind it.`)
    general = at
    lists.set('*', list)
  }
  const keys = keysOf(names.known)
  toList(value).forEach((entry, index) => {
    const path = [section, name, index]
    // LiteLLM does not look at the form of this one.
    if (typeof entry === 'string' && name === 'context_window_fallbacks') {
      setGeneral(resolve(entry, path, names, context), path, 'Another list')
      return
    }
    const [[group, list] = [undefined, undefined], ...others] = isMap(entry) ? Object.entries(entry) : []
    if (group === undefined || others.length > 0) {
      account.say(path, 'error', 'An entry is a map of one group to its list: LiteLLM would not start. Split it.')
      return
    }
    const at = [...path, group]
    if (group !== '*' && !names.carried.has(group) && !keys.has(group))
      account.say(
        at,
        'error',
        `"${group}" is no model_name of the file.${hint(group, names.known)} Correct it, or remove the line.`,
      )
    const key = names.aliases.has(group) ? group : (names.carried.get(group) ?? group)
    if (group === '*') setGeneral(readList(list, at, names, context), at, 'Another list')
    else if (lists.has(key)) account.say(at, 'not-carried', 'The first list for a group holds.')
    else lists.set(key, readList(list, at, names, context))
  })
  if (name === 'fallbacks') {
    const forAll = pick(data, 'default_fallbacks', context)
    const at = [forAll.section, 'default_fallbacks']
    if (Array.isArray(forAll.value)) setGeneral(readList(forAll.value, at, names, context), at, 'default_fallbacks')
  }
  const depth = context.environment.toNumber(pick(data, 'max_fallbacks', context).value) ?? defaultDepth
  const find = createFindList(lists)
  return {
    isSet: lists.size > 0,
    after: (group) => {
      const chain = writeOut(find, group, depth)
      if (chain.length > longestChain)
        for (const at of [[section, name], ...(general === undefined ? [] : [general])])
          account.say(at, 'different', `A chain is written out to its first ${longestChain} names.`)
      return chain.slice(0, longestChain)
    },
  }
}

function readList(raw: unknown, path: SettingPath, names: FallbackNames, context: ImportContext): readonly string[] {
  return Array.isArray(raw)
    ? raw.flatMap((one, index) => resolve(one, [...path, index], names, context))
    : resolve(raw, path, names, context)
}

function resolve(
  raw: unknown,
  path: SettingPath,
  { carried, known }: FallbackNames,
  { account, hint }: ImportContext,
): readonly string[] {
  const named = toText(isMap(raw) ? raw['model'] : raw)
  if (named === undefined) {
    account.say(path, 'error', 'A fall-back must be the name of a group. Correct it.')
    return []
  }
  for (const key of isMap(raw) ? Object.keys(raw) : [])
    if (key !== 'model')
      account.say(
        [...path, key],
        'not-carried',
        'A fall-back here gets the request as it is, without parameters of its own.',
      )
  const own = carried.get(named)
  if (own !== undefined) return [own]
  if (known.has(named)) account.say(path, 'not-carried', `"${named}" is not carried, so it cannot stand in.`)
  else
    account.say(
      path,
      'error',
      `"${named}" is no model_name of the file.${hint(named, known)} Correct it, or add the model.`,
    )
  return []
}

/** One more than is carried at most, so that it can be told that there are more. */
function writeOut(find: (name: string) => readonly string[], group: string, depth: number): readonly string[] {
  const seen = new Set([group])
  const chain: string[] = []
  const visit = (one: string, level: number): void => {
    if (level >= depth) return
    for (const next of find(one)) {
      if (chain.length > longestChain) return
      if (seen.has(next)) continue
      seen.add(next)
      chain.push(next)
      visit(next, level + 1)
    }
  }
  visit(group, 0)
  return chain
}
