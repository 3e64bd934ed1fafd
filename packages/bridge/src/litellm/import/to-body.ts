import type { Deployment } from './deployment.ts'
import type { ImportContext } from './import-context.ts'
import { bodyFields } from './model-rows.ts'
import type { KnownProvider } from './provider-table.ts'
import { isMap, toMap } from '../../import/value-at.ts'

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
const secretName = /api[-_]?key|token$|secret|password|authorization/i

/** Fields that every request of a deployment has unless the client says otherwise. */
export function toBody(
  { at, params }: Deployment,
  { dialect }: KnownProvider,
  { account, environment }: ImportContext,
): Readonly<Record<string, unknown>> {
  const body: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(params)) {
    if (!bodyFields.has(name) || value === null) continue
    const wire = dialect === 'anthropic-messages' ? anthropicNames[name] : name
    if (wire === undefined) {
      account.say(at(name), 'not-carried', 'This provider has no such field.')
      continue
    }
    if (holdsSecret(name, value)) {
      account.say(at(name), 'not-carried', noSecret)
      continue
    }
    const variable = environment.variableOf(value)
    const now = variable === undefined ? value : environment.lookUp(variable)
    if (variable !== undefined)
      account.say(
        at(name),
        now === undefined ? 'not-carried' : 'different',
        now === undefined
          ? `The environment variable ${variable} is not set, so its value is not known; set it and import again.`
          : `The value that ${variable} has now is written.`,
      )
    if (now !== undefined) body[wire] = variable === undefined ? now : (environment.toNumber(value) ?? now)
  }
  for (const [name, value] of Object.entries(toMap(params['extra_body']))) {
    if (holdsSecret(name, value) || environment.variableOf(value) !== undefined)
      account.say([...at('extra_body'), name], 'not-carried', noSecret)
    else body[name] = value
  }
  return body
}

/** A text under a name of secrets, however deep. */
function holdsSecret(name: string, value: unknown): boolean {
  if (typeof value === 'string') return secretName.test(name)
  if (Array.isArray(value)) return value.some((one) => holdsSecret(name, one))
  return isMap(value) && Object.entries(value).some(([key, inner]) => holdsSecret(key, inner))
}
