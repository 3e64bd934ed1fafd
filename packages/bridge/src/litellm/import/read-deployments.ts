import { nearestName } from '../../import/nearest-name.ts'
import type { SettingPath } from '../../import/setting-path.ts'
import type { Deployment } from './deployment.ts'
import type { ImportContext } from './import-context.ts'
import { parseModel } from './parse-model.ts'
import { toList, toMap, toText, type SettingMap } from '../../import/value-at.ts'

/** The entries of `model_list` that say what they must; of the others it is said what is missing. */
export function readDeployments(data: SettingMap, context: ImportContext): readonly Deployment[] {
  const { account } = context
  const credentials = new Map(
    toList(data['credential_list']).map((one, index) => [
      toText(toMap(one)['credential_name']),
      { values: toMap(toMap(one)['credential_values']), path: ['credential_list', index, 'credential_values'] },
    ]),
  )
  const defaults = toMap(toMap(data['router_settings'])['default_litellm_params'])
  const ids = new Map<string, SettingPath>()
  return toList(data['model_list']).flatMap((raw, index): Deployment[] => {
    const path = ['model_list', index]
    const entry = toMap(raw)
    const own = toMap(entry['litellm_params'])
    const info = toMap(entry['model_info'])
    const group = toText(entry['model_name'])
    const named = toText(own['model'])
    const variable = context.environment.variableOf(named)
    const model = variable === undefined ? named : context.environment.lookUp(variable)
    if (variable !== undefined && model === undefined) {
      account.say(
        path,
        'not-carried',
        `The environment variable ${variable} is not set, so its model is not known; set it and import again.`,
      )
      return []
    }
    if (variable !== undefined)
      account.say([...path, 'litellm_params', 'model'], 'different', `The value that ${variable} has now is written.`)
    const missing = group === undefined ? 'model_name' : model === undefined ? 'litellm_params.model' : undefined
    if (group === undefined || model === undefined) {
      account.say(path, 'error', `model_list[${index}] has no ${missing}. Add it, or remove the entry.`)
      return []
    }
    const name = toText(own['litellm_credential_name'])
    const credential = credentials.get(name)
    if (name !== undefined && credential === undefined) {
      const known = [...credentials.keys()].filter((one) => one !== undefined)
      account.say(
        [...path, 'litellm_params', 'litellm_credential_name'],
        'error',
        `There are no credentials of the name "${name}" in credential_list.${nearestName(name, known)}`,
      )
    }
    const id = info['id'] === undefined || info['id'] === null ? undefined : String(info['id'])
    if (id !== undefined && ids.has(id)) {
      account.say([...path, 'model_info', 'id'], 'error', 'Another deployment has the same id. Give each its own.')
    }
    if (id !== undefined) ids.set(id, path)
    const params = { ...defaults, ...credential?.values, ...own }
    const at = (param: string): SettingPath => {
      if (Object.hasOwn(own, param) || !Object.hasOwn(params, param)) return [...path, 'litellm_params', param]
      return credential !== undefined && Object.hasOwn(credential.values, param)
        ? [...credential.path, param]
        : ['router_settings', 'default_litellm_params', param]
    }
    return [{ path, group, id, model: parseModel(model, toText(params['custom_llm_provider'])), params, at, info }]
  })
}
