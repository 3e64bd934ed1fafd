import type { SignalboxConfig } from '@signalbox/config'
import { toVariableName } from '../variable-name.ts'
import type { Deployment } from './deployment.ts'
import type { ImportContext } from './import-context.ts'
import type { KnownProvider } from './provider-table.ts'
import { toText } from '../../import/value-at.ts'
import { mayNotBeWritten } from '../../import/secret-names.ts'
import { toHeaders } from './to-headers.ts'

/** As under `upstreams` of a config. */
export type UpstreamConfig = SignalboxConfig['upstreams'][string]

/** Said in place of a key by servers that want none. */
const noKey = /^(none|null|empty|dummy|fake|anything|no-?key|not-?needed|na)([-_]?(api[-_]?)?key)?$/i

/** Where a deployment is called; says why where that cannot be told. */
export function toUpstream(
  deployment: Deployment,
  known: KnownProvider,
  context: ImportContext,
): UpstreamConfig | undefined {
  const baseUrl = toBaseUrl(deployment, known, context)
  if (baseUrl === undefined) return undefined
  const key = toKey(deployment, known, context)
  const headers = {
    ...toHeaders(deployment, context),
    ...(known.keyHeader === undefined || key === undefined ? {} : { [known.keyHeader]: key }),
  }
  return {
    dialect: known.dialect,
    baseUrl,
    ...(known.keyHeader !== undefined || key === undefined ? {} : { apiKey: key }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(known.carrier === undefined ? {} : { carrier: known.carrier }),
  }
}

function toBaseUrl(deployment: Deployment, known: KnownProvider, context: ImportContext): string | undefined {
  const { params, model } = deployment
  const { account, environment } = context
  const name = toText(params['api_base']) === undefined ? 'base_url' : 'api_base'
  const at = deployment.at(name)
  const given = toText(params[name])?.trim()
  if (given === undefined) {
    if (known.baseUrl === undefined)
      account.say(
        deployment.at('model'),
        'error',
        `The provider ${model.provider} has no address of its own. Add litellm_params.api_base.`,
      )
    return known.baseUrl
  }
  const variable = environment.variableOf(given)
  const bare = variable === undefined ? withoutEnd(withoutEnd(given, /\/+$/), known.path) : `\${${variable}}`
  if (known.hasOwnWire === true)
    account.say(at, 'different', "It is called by OpenAI's wire: give its address for that.")
  if (variable === undefined) {
    if (!/^https?:\/\/\S+$/.test(given) || !URL.canParse(given)) {
      account.say(at, 'error', 'api_base must be an http or https address, or os.environ/NAME. Correct it.')
      return undefined
    }
    const { username, password, search, hash } = new URL(given)
    if ([username, password, search, hash].some((part) => part !== '') || mayNotBeWritten(given)) {
      const moved = environment.nameFor(given, `${toVariableName(deployment.group)}_BASE_URL`)
      account.say(at, 'different', `It may hold a secret: set the variable ${moved} to it.`)
      return `\${${moved}}`
    }
  } else if (environment.lookUp(variable) === undefined) {
    account.say(at, 'carried', `The environment variable ${variable} is not set; set it where the gateway runs.`)
  }
  return known.suffix === undefined || endsWith(environment.lookUp(variable ?? '') ?? bare, known.suffix)
    ? bare
    : `${bare}${known.suffix}`
}

function withoutEnd(text: string, end: RegExp | undefined): string {
  return end === undefined ? text : text.replace(end, '')
}

function endsWith(address: string, suffix: string): boolean {
  return address.replace(/\/+$/, '').endsWith(suffix)
}

function toKey(deployment: Deployment, known: KnownProvider, context: ImportContext): string | undefined {
  const { params, group } = deployment
  const { account, environment } = context
  const at = deployment.at('api_key')
  const given = toText(params['api_key'])
  if (given === undefined) {
    const isOwn = known.baseUrl === undefined && known.keyHeader === undefined
    const { keyVariable } = known
    return keyVariable === undefined || (isOwn && environment.lookUp(keyVariable) === undefined)
      ? undefined
      : `\${${keyVariable}}`
  }
  const variable = environment.variableOf(given)
  if (variable !== undefined) {
    if (environment.lookUp(variable) === undefined)
      account.say(at, 'carried', `The environment variable ${variable} is not set; set it where the gateway runs.`)
    return `\${${variable}}`
  }
  if (noKey.test(given)) {
    account.say(at, 'different', 'It is no key; the upstream is called without one.')
    return undefined
  }
  const isStandard = known.keyVariable !== undefined && params['api_base'] === undefined
  const name = environment.nameFor(given, (isStandard && known.keyVariable) || `${toVariableName(group)}_API_KEY`)
  account.say(at, 'different', `A config has no keys: set the environment variable ${name} to it.`)
  return `\${${name}}`
}
