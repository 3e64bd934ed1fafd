import { toMap, type SettingMap } from '../../import/value-at.ts'
import type { ImportContext } from './import-context.ts'

/** What is to be said of a flag that has this value. Without a note it is carried; the other value is told by its row. */
const flags: readonly (readonly [section: string, name: string, value: boolean, note?: string])[] = [
  [
    'router_settings',
    'enable_pre_call_checks',
    false,
    'A prompt that is too long for a target is always kept from it.',
  ],
  ['router_settings', 'enable_tag_filtering', false],
  ['router_settings', 'set_verbose', false],
  ['litellm_settings', 'set_verbose', false],
  ['litellm_settings', 'drop_params', false],
  ['litellm_settings', 'json_logs', false, 'The log is always JSON.'],
  ['litellm_settings', 'telemetry', true, 'Nothing is sent to anybody.'],
  ['general_settings', 'cancel_on_disconnect', false, 'A request whose client has left is always ended.'],
  ['general_settings', 'store_prompts_in_spend_logs', false],
]

/** Says of flags, by their value, what is done. */
export function sayFlags(data: SettingMap, { account, environment }: ImportContext): void {
  for (const [section, name, value, note] of flags)
    if (environment.toFlag(toMap(data[section])[name]) === value)
      account.say([section, name], note === undefined ? 'carried' : 'different', note)
}
