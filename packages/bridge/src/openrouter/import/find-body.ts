import type { SettingPath } from '../../import/setting-path.ts'
import { isMap, valueAt } from '../../import/value-at.ts'

/** Where the settings of a preset stand, as OpenRouter's API and its SDK answer. */
const places: readonly SettingPath[] = [
  ['data', 'designated_version', 'config'],
  ['data', 'designatedVersion', 'config'],
  ['designated_version', 'config'],
  ['designatedVersion', 'config'],
  ['data', 'config'],
  ['config'],
]

/** Path of the map that has `model`, `models` and `provider`: the whole of a request body, a part of a preset. */
export function findBody(data: unknown): SettingPath {
  return places.find((path) => isMap(valueAt(data, path))) ?? []
}
