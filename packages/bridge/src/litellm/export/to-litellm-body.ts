import type { SettingPath } from '../../import/setting-path.ts'
import type { SettingsAccount } from '../../import/settings-account.ts'
import { isSecretField, mayNotBeWritten } from '../../import/secret-names.ts'
import { isMap } from '../../import/value-at.ts'
import { wholeReference } from './to-environment-reference.ts'

type Body = Readonly<Record<string, unknown>>

/** Fields of a body with their variables as LiteLLM fills them in; of those that it would send as they stand it is said so. */
export function toLitellmBody(body: Body | undefined, path: SettingPath, say: SettingsAccount['say']): Body {
  return Object.fromEntries(
    Object.entries(body ?? {}).flatMap(([field, value]) => {
      const told = refer(value, field)
      if (told !== undefined) return [[field, told]]
      say(
        [...path, field],
        'not-carried',
        'LiteLLM fills in a variable that is the whole of a value of a map, and no other, and a secret has no place in a file: the field is left out.',
      )
      return []
    }),
  )
}

/** undefined: it cannot be said. @param key of the map that has the value; undefined in a list, of which LiteLLM looks at no texts */
function refer(value: unknown, key: string | undefined): unknown {
  if (typeof value === 'string') {
    const whole = wholeReference(value)
    if (whole !== undefined) return key === undefined ? undefined : `os.environ/${whole}`
    return mayNotBeWritten(value) || (key !== undefined && isSecretField(key)) ? undefined : value
  }
  if (Array.isArray(value)) {
    const all = value.map((one) => refer(one, undefined))
    return all.includes(undefined) ? undefined : all
  }
  if (!isMap(value)) return value
  const all = Object.entries(value).map(([name, one]) => [name, refer(one, name)] as const)
  return all.some(([, one]) => one === undefined) ? undefined : Object.fromEntries(all)
}
