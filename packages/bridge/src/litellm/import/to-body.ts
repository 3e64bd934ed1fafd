import { toSettingName, type SettingPath } from '../../import/setting-path.ts'
import { isMap, toMap } from '../../import/value-at.ts'
import type { Deployment } from './deployment.ts'
import type { ImportContext } from './import-context.ts'
import { bodyFields } from './model-rows.ts'
import type { KnownProvider } from './provider-table.ts'
import { requestFields } from '../../request-fields.ts'
import { readText } from './read-text.ts'
import { mayNotBeWritten, isSecretField, isSecretVariable } from '../../import/secret-names.ts'

/** What Anthropic calls the fields that both have. */
const anthropicNames: Readonly<Record<string, string>> = {
  temperature: 'temperature',
  max_tokens: 'max_tokens',
  max_completion_tokens: 'max_tokens',
  top_p: 'top_p',
  top_k: 'top_k',
  stop: 'stop_sequences',
  thinking: 'thinking',
  service_tier: 'service_tier',
}

const noSecret = 'Secrets and references have no place in a request body; use a header.'
const notJson = 'It must be text, a finite number, true, false, a list or a map. Correct it.'
/** A config refuses them in a body. */
const ofRequests: ReadonlySet<string> = new Set(
  'model models messages input stream fallbacks disable_fallbacks num_retries'.split(' '),
)

/** Fields that every request of a deployment has unless the client says otherwise. */
export function toBody(
  { at, params }: Deployment,
  { dialect }: KnownProvider,
  context: ImportContext,
): Readonly<Record<string, unknown>> {
  const { account } = context
  const body = new Map<string, unknown>()
  for (const [name, value] of Object.entries(params)) {
    if (!bodyFields.has(name) || value === null) continue
    const wire = dialect === 'anthropic-messages' ? anthropicNames[name] : name
    if (wire === undefined) account.say(at(name), 'not-carried', 'This provider has no such field.')
    else put(wire, value, at(name))
  }
  for (const [name, value] of Object.entries(toMap(params['extra_body']))) put(name, value, [...at('extra_body'), name])
  return Object.fromEntries(body)

  function put(name: string, given: unknown, path: SettingPath): void {
    const variable = context.environment.variableOf(given)
    const isOpen = variable !== undefined && !isSecretVariable(variable) && !isSecretField(name)
    const value = isOpen ? readText(given, path, context) : given
    if (value === undefined) return
    if (ofRequests.has(name))
      account.say(
        path,
        'not-carried',
        'Each request says it, or the policy; which models stand in is said by fall-backs.',
      )
    else if (holdsSecret(name, value, context)) account.say(path, 'not-carried', noSecret)
    else if (!isJson(value)) account.say(path, 'error', notJson)
    else {
      const plain = isOpen ? (context.environment.toNumber(value) ?? value) : value
      for (const issue of requestFields.safeParse({ [name]: plain }).error?.issues ?? [])
        account.say(path, 'error', `${toSettingName(issue.path.map(String))} ${issue.message}`)
      body.set(name, plain)
    }
  }
}

/** A text under a name of secrets, or one that would be filled in, however deep. */
function holdsSecret(name: string, value: unknown, context: ImportContext): boolean {
  if (typeof value === 'string')
    return isSecretField(name) || context.environment.variableOf(value) !== undefined || mayNotBeWritten(value)
  if (Array.isArray(value)) return value.some((one) => holdsSecret(name, one, context))
  return isMap(value) && Object.entries(value).some(([key, inner]) => holdsSecret(key, inner, context))
}

function isJson(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isJson)
  if (isMap(value)) return Object.values(value).every(isJson)
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
}
