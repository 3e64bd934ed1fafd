import type { SettingPath } from '../../import/setting-path.ts'
import { nearestName } from '../../import/nearest-name.ts'
import type { ImportContext } from './import-context.ts'
import { isMap, toList, toMap, toText, type SettingMap } from '../../import/value-at.ts'

/** Group -> what stands in for it, in order. */
export interface FallbackList {
  /** Whether the file has such a list at all. */
  readonly isSet: boolean
  readonly after: (group: string) => readonly string[]
}

/** How many groups may stand in, one behind the other, where the file does not say. */
const defaultDepth = 5

export interface FallbackNames {
  /** Groups and deployment ids that can be named, with what they are here. */
  readonly carried: ReadonlyMap<string, string>
  /** Groups of the file, carried or not. */
  readonly known: ReadonlySet<string>
  /** Other names of groups: they have chains of their own. */
  readonly aliases: ReadonlySet<string>
}

/** What `fallbacks` and its two kindred say, a chain written out: what stands in for a stand-in follows it. */
export function readFallbacks(
  name: 'fallbacks' | 'context_window_fallbacks' | 'content_policy_fallbacks',
  data: SettingMap,
  names: FallbackNames,
  context: ImportContext,
): FallbackList {
  const { account } = context
  const { section, value } = pick(data, name, context)
  const lists = new Map<string, readonly string[]>()
  const resolve = (raw: unknown, path: SettingPath): string[] => {
    const named = toText(isMap(raw) ? raw['model'] : raw)
    if (named === undefined) {
      account.say(path, 'error', 'A fall-back must be the name of a group. Correct it.')
      return []
    }
    if (isMap(raw) && Object.keys(raw).length > 1)
      for (const key of Object.keys(raw))
        if (key !== 'model')
          account.say(
            [...path, key],
            'not-carried',
            'A fall-back here gets the request as it is, without parameters of its own.',
          )
    const own = names.carried.get(named)
    if (own !== undefined) return [own]
    if (names.known.has(named)) account.say(path, 'not-carried', `"${named}" is not carried, so it cannot stand in.`)
    else
      account.say(
        path,
        'error',
        `"${named}" is no model_name of the file.${nearestName(named, [...names.known])} Correct it, or add the model.`,
      )
    return []
  }
  const readList = (raw: unknown, path: SettingPath): readonly string[] =>
    Array.isArray(raw) ? raw.flatMap((one, index) => resolve(one, [...path, index])) : resolve(raw, path)
  toList(value).forEach((entry, index) => {
    const path = [section, name, index]
    if (!isMap(entry)) {
      lists.set('*', [...(lists.get('*') ?? []), ...resolve(entry, path)])
      return
    }
    for (const [group, list] of Object.entries(entry)) {
      const at = [...path, group]
      if (group !== '*' && !names.carried.has(group) && !names.known.has(group))
        account.say(
          at,
          'error',
          `"${group}" is no model_name of the file.${nearestName(group, [...names.known])} Correct it, or remove the line.`,
        )
      lists.set(names.aliases.has(group) ? group : (names.carried.get(group) ?? group), readList(list, at))
    }
  })
  if (name === 'fallbacks') {
    const general = pick(data, 'default_fallbacks', context)
    if (Array.isArray(general.value))
      lists.set('*', [...(lists.get('*') ?? []), ...readList(general.value, [general.section, 'default_fallbacks'])])
  }
  const depth = context.environment.toNumber(pick(data, 'max_fallbacks', context).value) ?? defaultDepth
  return { isSet: lists.size > 0, after: (group) => writeOut(lists, group, depth) }
}

/** Of two sections that both have a setting, `router_settings` wins, as in LiteLLM. */
export function pick(
  data: SettingMap,
  name: string,
  { account }: ImportContext,
): { readonly section: string; readonly value: unknown } {
  const router = toMap(data['router_settings'])[name]
  const module = toMap(data['litellm_settings'])[name]
  if (router === undefined || router === null) return { section: 'litellm_settings', value: module }
  if (module !== undefined && module !== null)
    account.say(['litellm_settings', name], 'not-carried', `router_settings.${name} wins over it.`)
  return { section: 'router_settings', value: router }
}

function writeOut(lists: ReadonlyMap<string, readonly string[]>, group: string, depth: number): readonly string[] {
  const seen = new Set([group])
  const visit = (one: string, level: number): readonly string[] =>
    level >= depth
      ? []
      : (lists.get(one) ?? lists.get('*') ?? []).flatMap((next) => {
          if (seen.has(next)) return []
          seen.add(next)
          return [next, ...visit(next, level + 1)]
        })
  return visit(group, 0)
}
