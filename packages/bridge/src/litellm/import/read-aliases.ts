import { whyUnfitting } from './fitting-name.ts'
import type { ImportContext } from './import-context.ts'
import { isMap, toMap, toText, type SettingMap } from '../../import/value-at.ts'

const places = [
  ['litellm_settings', 'model_alias_map'],
  ['router_settings', 'model_group_alias'],
] as const

/** Other names that clients send, whatever they stand for. */
export function listAliases(data: SettingMap): readonly string[] {
  return places.flatMap(([section, name]) => Object.keys(toMap(toMap(data[section])[name])))
}

/** Other names for groups: alias -> group. Those of groups that are not carried are left out, and it is said so. */
export function readAliases(
  data: SettingMap,
  carried: ReadonlySet<string>,
  known: ReadonlySet<string>,
  { account, hint }: ImportContext,
): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>()
  for (const [section, name] of places)
    for (const [alias, raw] of Object.entries(toMap(toMap(data[section])[name]))) {
      const path = [section, name, alias]
      const group = toText(isMap(raw) ? raw['model'] : raw)
      if (isMap(raw) && 'hidden' in raw)
        account.say([...path, 'hidden'], 'not-carried', 'The list of models names every alias.')
      const unfitting = whyUnfitting(alias)
      if (unfitting !== undefined) account.say(path, 'error', unfitting)
      else if (known.has(alias))
        account.say(path, 'error', `"${alias}" is a model_name as well. Rename one of the two, or remove the alias.`)
      else if (group !== undefined && carried.has(group)) aliases.set(alias, group)
      else if (group !== undefined && known.has(group))
        account.say(path, 'not-carried', `"${group}" is not carried, so no name can stand for it.`)
      else
        account.say(path, 'error', `It must stand for a model_name of the file.${hint(group ?? '', known)} Correct it.`)
    }
  return aliases
}
