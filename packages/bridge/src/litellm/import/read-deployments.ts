import type { SettingPath } from '../../import/setting-path.ts'
import type { Deployment } from './deployment.ts'
import type { ImportContext } from './import-context.ts'
import { bodyFields } from './model-rows.ts'
import { whyUnfitting } from './fitting-name.ts'
import { parseModel } from './parse-model.ts'
import { readText } from './read-text.ts'
import { toList, toMap, toText, type SettingMap } from '../../import/value-at.ts'

/** The entries of `model_list` that say what they must; of the others it is said what is missing. */
export function readDeployments(data: SettingMap, context: ImportContext): readonly Deployment[] {
  const { account } = context
  const credentials = readCredentials(data, context)
  const { behind, over } = readDefaults(data, context)
  const ids = new Set<string>()
  return toList(data['model_list']).flatMap((raw, index): Deployment[] => {
    const path = ['model_list', index]
    const entry = toMap(raw)
    const own = toMap(entry['litellm_params'])
    const info = toMap(entry['model_info'])
    const group = readText(entry['model_name'], [...path, 'model_name'], context)
    const model = readText(own['model'], [...path, 'litellm_params', 'model'], context)
    if (group === undefined || model === undefined) {
      const [missing, value] =
        group === undefined ? ['model_name', entry['model_name']] : ['litellm_params.model', own['model']]
      if (context.environment.variableOf(value) === undefined)
        account.say(path, 'error', `model_list[${index}] has no ${missing}. Add it, or remove the entry.`)
      else account.say(path, 'not-carried', `The value of its ${missing} is not known here.`)
      return []
    }
    const unfitting = whyUnfitting(group)
    if (unfitting !== undefined) account.say([...path, 'model_name'], 'error', unfitting)
    const name = toText(own['litellm_credential_name'])
    const credential = name === undefined ? undefined : credentials.get(name)
    if (name !== undefined && credential === undefined) {
      const known = [...credentials.keys()]
      account.say(
        [...path, 'litellm_params', 'litellm_credential_name'],
        'error',
        `There are no credentials of the name "${name}" in credential_list.${context.hint(name, known)}`,
      )
    }
    const id = readId(info['id'], [...path, 'model_info', 'id'], ids, context)
    const all: SettingMap = { ...behind, ...credential?.values, ...own, ...over }
    for (const param of Object.keys(over))
      if (Object.hasOwn(own, param))
        account.say(
          [...path, 'litellm_params', param],
          'not-carried',
          'router_settings.default_litellm_params wins over it.',
        )
    const at = (param: string): SettingPath => {
      if (Object.hasOwn(over, param)) return ['router_settings', 'default_litellm_params', param]
      if (Object.hasOwn(own, param) || !Object.hasOwn(all, param)) return [...path, 'litellm_params', param]
      return credential !== undefined && Object.hasOwn(credential.values, param)
        ? [...credential.path, param]
        : ['router_settings', 'default_litellm_params', param]
    }
    const provider = readText(all['custom_llm_provider'], at('custom_llm_provider'), context)
    if (provider === undefined && context.environment.variableOf(all['custom_llm_provider']) !== undefined) {
      account.say(path, 'not-carried', 'The value of its custom_llm_provider is not known here.')
      return []
    }
    const params = {
      ...all,
      ...(all['region_name'] === undefined
        ? {}
        : { region_name: readText(all['region_name'], at('region_name'), context) }),
    }
    return [{ path, group, id, model: parseModel(model, provider), params, at, info }]
  })
}

/** What a call has besides fields of its body. */
const ofCalls: ReadonlySet<string> = new Set(
  'api_key api_base base_url api_version organization headers extra_headers extra_body custom_llm_provider drop_params'.split(
    ' ',
  ),
)

/** LiteLLM puts the defaults of the router over a deployment's own when it calls it, and reads all else at the deployment. */
function readDefaults(
  data: SettingMap,
  { account }: ImportContext,
): { readonly behind: SettingMap; readonly over: SettingMap } {
  const defaults = Object.entries(toMap(toMap(data['router_settings'])['default_litellm_params'])).filter(
    ([, value]) => value !== null,
  )
  for (const [name] of defaults)
    if (!bodyFields.has(name) && !ofCalls.has(name) && name !== 'stream_timeout')
      account.say(
        ['router_settings', 'default_litellm_params', name],
        'not-carried',
        'LiteLLM reads it at each deployment alone.',
      )
  return {
    behind: Object.fromEntries(defaults.filter(([name]) => name === 'stream_timeout')),
    over: Object.fromEntries(defaults.filter(([name]) => bodyFields.has(name) || ofCalls.has(name))),
  }
}

interface Credential {
  readonly values: SettingMap
  readonly path: SettingPath
}

/** Of two of one name LiteLLM takes the first. */
function readCredentials(data: SettingMap, { account }: ImportContext): ReadonlyMap<string, Credential> {
  const credentials = new Map<string, Credential>()
  toList(data['credential_list']).forEach((one, index) => {
    const path = ['credential_list', index]
    const name = toText(toMap(one)['credential_name'])
    if (name === undefined) account.say(path, 'error', 'Credentials need a credential_name. Add it.')
    else if (credentials.has(name)) account.say(path, 'not-carried', 'The first credentials of a name are taken.')
    else credentials.set(name, { values: toMap(toMap(one)['credential_values']), path: [...path, 'credential_values'] })
  })
  return credentials
}

/** A text or a number, as LiteLLM takes it. */
function readId(value: unknown, path: SettingPath, taken: Set<string>, { account }: ImportContext): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' && typeof value !== 'number') {
    account.say(path, 'error', 'An id must be text. Correct it.')
    return undefined
  }
  const id = String(value)
  const unfitting = taken.has(id) ? 'Another deployment has the same id. Give each its own.' : whyUnfitting(id)
  if (unfitting !== undefined) account.say(path, 'error', unfitting)
  taken.add(id)
  return id
}
