import type { Setting } from '../../import/setting.ts'
import type { SettingPath } from '../../import/setting-path.ts'

/** Every end of a config, by its path: a text, number or flag, or a map or list that is empty. */
export function listSettings(value: unknown, path: SettingPath = []): readonly Setting[] {
  if (value === undefined) return []
  const inside =
    typeof value !== 'object' || value === null
      ? []
      : Array.isArray(value)
        ? value.flatMap((one, index) => listSettings(one, [...path, index]))
        : Object.entries(value).flatMap(([key, one]) => listSettings(one, [...path, key]))
  return inside.length > 0 ? inside : [{ path, value, line: 1 }]
}
