import type { SettingPath } from '../../import/setting-path.ts'
import type { SettingsAccount } from '../../import/settings-account.ts'
import { isMap } from '../../import/value-at.ts'
import { wholeReference } from './to-environment-reference.ts'

type Body = Readonly<Record<string, unknown>>

/** Fields of a body with their variables as LiteLLM fills them in; of those that it would send as they stand it is said so. */
export function toLitellmBody(body: Body | undefined, path: SettingPath, say: SettingsAccount['say']): Body {
  return Object.fromEntries(
    Object.entries(body ?? {}).flatMap(([field, value]) => {
      const told = refer(value, true)
      if (told !== undefined) return [[field, told]]
      say(
        [...path, field],
        'not-carried',
        'LiteLLM fills in a variable that is the whole of a value of a map, and no other: the field is left out.',
      )
      return []
    }),
  )
}

/** undefined: it cannot be said. @param isValueOfMap LiteLLM looks at no texts of lists */
function refer(value: unknown, isValueOfMap: boolean): unknown {
  if (typeof value === 'string') {
    if (!/\$\{\w+\}/.test(value)) return value
    const whole = wholeReference(value)
    return isValueOfMap && whole !== undefined ? `os.environ/${whole}` : undefined
  }
  if (Array.isArray(value)) {
    const all = value.map((one) => refer(one, false))
    return all.includes(undefined) ? undefined : all
  }
  if (!isMap(value)) return value
  const all = Object.entries(value).map(([key, one]) => [key, refer(one, true)] as const)
  return all.some(([, one]) => one === undefined) ? undefined : Object.fromEntries(all)
}
