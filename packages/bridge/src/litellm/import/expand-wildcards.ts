import type { Deployment } from './deployment.ts'
import type { ImportContext } from './import-context.ts'
import { isMap, toList, toMap, toText, type SettingMap } from '../../import/value-at.ts'
import { parseModel } from './parse-model.ts'

/** A wildcard serves the names that the rest of the file mentions: others nobody can list, and it is said so. */
export function expandWildcards(
  deployments: readonly Deployment[],
  data: SettingMap,
  { account }: ImportContext,
): readonly Deployment[] {
  const groups = new Set(deployments.map(({ group }) => group))
  const mentioned = listMentioned(data).filter((name) => !groups.has(name) && !name.includes('*'))
  return deployments.flatMap((deployment) => {
    if (!deployment.group.includes('*')) return [deployment]
    const expanded = mentioned.flatMap((name) => toNamed(deployment, name) ?? [])
    if (expanded.length === 0) return [deployment]
    const names = expanded.map(({ group }) => `"${group}"`).join(', ')
    account.say(
      [...deployment.path, 'model_name'],
      'different',
      `A wildcard is carried for the names that the file mentions (${names}); name each other model that clients send.`,
    )
    return expanded
  })
}

function toNamed(deployment: Deployment, name: string): Deployment | undefined {
  const [before = '', after = '', ...more] = deployment.group.split('*')
  const isMatch = more.length === 0 && name.startsWith(before) && name.endsWith(after)
  const rest = isMatch ? name.slice(before.length, name.length - after.length) : ''
  if (rest === '') return undefined
  const model = (toText(deployment.params['model']) ?? name).replace('*', () => rest)
  return { ...deployment, group: name, model: parseModel(model, toText(deployment.params['custom_llm_provider'])) }
}

/** Names of models in fall-backs and aliases, in the order of the file. */
function listMentioned(data: SettingMap): readonly string[] {
  const sections = [toMap(data['router_settings']), toMap(data['litellm_settings'])]
  const fallbacks = sections.flatMap((section) =>
    ['fallbacks', 'context_window_fallbacks', 'content_policy_fallbacks', 'default_fallbacks'].flatMap((name) =>
      toList(section[name]).flatMap((entry) =>
        isMap(entry) ? [...Object.keys(entry), ...Object.values(entry).flat()] : [entry],
      ),
    ),
  )
  const aliases = sections.flatMap((section) =>
    ['model_group_alias', 'model_alias_map'].flatMap((name) => Object.values(toMap(section[name]))),
  )
  const names = [...fallbacks, ...aliases].flatMap((one) => toText(isMap(one) ? one['model'] : one) ?? [])
  return [...new Set(names)]
}
