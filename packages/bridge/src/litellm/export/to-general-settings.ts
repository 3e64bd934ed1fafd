import type { SignalboxConfig } from '@signalbox/config'
import type { SettingsAccount } from '../../import/settings-account.ts'
import type { NameUniquely } from '../unique-names.ts'
import { toEnvironmentReference } from './to-environment-reference.ts'

/** Whom LiteLLM asks for where the config names no token: without a key it does not start. */
const usualKey = 'LITELLM_MASTER_KEY'

/** What callers must send. */
export function toGeneralSettings(
  { gateway }: SignalboxConfig,
  nameVariable: NameUniquely,
  { say, sayAbsent }: SettingsAccount,
): Readonly<Record<string, unknown>> {
  const [token, ...others] = [gateway?.token ?? []].flat()
  if (token === undefined) {
    sayAbsent(
      ['general_settings', 'master_key'],
      'different',
      `It is added, for LiteLLM wants a key of every caller: set the environment variable ${usualKey} to one, and give it to clients.`,
    )
    return { master_key: `os.environ/${usualKey}` }
  }
  const isList = Array.isArray(gateway?.token)
  others.forEach((_, index) =>
    say(
      ['gateway', 'token', index + 1],
      'not-carried',
      'LiteLLM has one master key in its file: make a virtual key for each other caller.',
    ),
  )
  const { value, note } = toEnvironmentReference(token, 'gateway_token', nameVariable, true)
  say(['gateway', 'token', ...(isList ? [0] : [])], note === undefined ? 'carried' : 'different', note)
  return { master_key: value }
}
